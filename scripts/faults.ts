/**
 * npm run -s faults -- [--rounds 20] [--in-flight 200] [--seed N] [--backend wasm]
 *
 * The long fault drill: kills the grader, its browsers, the web and PostgreSQL, each --rounds times at drawn moments, with
 * --in-flight submissions on their way, and says what became of every one of them. Exit code 0: nothing was lost, doubled,
 * blamed on a learner or starved; 1: something was; 2: wrong usage.
 */
import { randomInt } from 'node:crypto'
import { parseArgs } from 'node:util'

import { z } from 'zod'

import { backendNames } from '../grader/judge/verdict.ts'
import { runDrill } from './faults/drill.ts'
import { describeReport } from './faults/report.ts'
import { reportFailure } from './stop.ts'

const seedRange = 2 ** 31

const request = z.object({
  rounds: z.coerce.number().int().min(1).max(1000).default(20),
  'in-flight': z.coerce.number().int().min(4).max(1000).default(200),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(seedRange)
    .default(() => randomInt(seedRange)),
  backend: z.enum(backendNames).default('wasm'),
})

process.exitCode = await main()
process.exit()

async function main(): Promise<number> {
  const asked = readArguments()
  if (asked === undefined) return 2
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort())
  const log = (line: string): void => console.log(line)
  try {
    const { 'in-flight': inFlight, ...rest } = asked
    const report = await runDrill({ ...rest, inFlight, log, signal: ending.signal })
    for (const line of describeReport(report)) log(line)
    return report.violations.length === 0 ? 0 : 1
  } catch (error) {
    reportFailure(error)
    return 1
  }
}

function readArguments(): z.infer<typeof request> | undefined {
  const names = ['rounds', 'in-flight', 'seed', 'backend'] as const
  try {
    const { values } = parseArgs({
      options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
    })
    return request.parse(values)
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : error instanceof Error ? error.message : ''
    console.error(`usage: npm run -s faults -- [--rounds 20] [--in-flight 200] [--seed N] [--backend wasm]\n${why}`)
    return undefined
  }
}
