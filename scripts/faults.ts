/**
 * The long fault drill: kills the grader, its browsers, the web and PostgreSQL, each --rounds times at drawn moments, with
 * --in-flight submissions on their way, and says what became of every one of them. Exit code 0: nothing was lost, doubled,
 * blamed on a learner or starved; 1: something was.
 */
import { z } from 'zod'

import { backendNames } from '../grader/judge/verdict.ts'
import { runDrill } from '../rig/faults/drill.ts'
import { describeReport } from '../rig/faults/report.ts'
import { seedOption } from '../rig/seed-option.ts'
import { runCommand } from '../runner/command.ts'
import { abortOnSignals } from '../runner/processes/signals.ts'

await runCommand({
  usage: 'usage: npm run -s faults -- [--rounds 20] [--in-flight 200] [--seed N] [--backend wasm]',
  options: {
    rounds: { type: 'string' },
    'in-flight': { type: 'string' },
    seed: { type: 'string' },
    backend: { type: 'string' },
  },
  given: z.object({
    positionals: z.tuple([]),
    rounds: z.coerce.number().int().min(1).max(1000).default(20),
    'in-flight': z.coerce.number().int().min(4).max(1000).default(200),
    seed: seedOption,
    backend: z.enum(backendNames).default('wasm'),
  }),
  async run({ rounds, 'in-flight': inFlight, seed, backend }) {
    const log = (line: string): void => console.log(line)
    const report = await runDrill({ rounds, inFlight, seed, backend, log, signal: abortOnSignals() })
    for (const line of describeReport(report)) log(line)
    return report.violations.length === 0 ? 0 : 1
  },
})
process.exit()
