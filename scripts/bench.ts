/** Benchmarks, each against its baseline in the same run. They show speed; no test asserts it. A soak shows what lasts. */
import { z } from 'zod'

import { benchClasses } from '../rig/bench/classes.ts'
import { benchGraderSoak } from '../rig/bench/grader-soak.ts'
import { benchGrader } from '../rig/bench/grader.ts'
import type { BenchOptions, BenchResult } from '../rig/bench/result.ts'
import { benchWeb } from '../rig/bench/web.ts'
import { runCommand } from '../runner/command.ts'

const benches: Record<string, (options: BenchOptions) => Promise<BenchResult>> = {
  classes: benchClasses,
  grader: benchGrader,
  'grader-soak': benchGraderSoak,
  web: benchWeb,
}

await runCommand({
  usage: `usage: npm run -s bench -- NAME [--json] [--count N]
there are: ${Object.keys(benches).join(', ')}; N counts the submissions of grader-soak and classes`,
  options: { json: { type: 'boolean' }, count: { type: 'string' } },
  given: z.object({
    positionals: z.tuple([z.enum(Object.keys(benches))]),
    json: z.boolean().default(false),
    count: z.coerce.number().int().min(1).optional(),
  }),
  async run({ positionals: [name], json, count }) {
    const result = await benches[name]?.({ log: (line) => console.error(line), count })
    for (const group of ['ratios', 'figures', 'unexpected'] as const) {
      const entries = Object.entries(result?.[group] ?? {})
      if (entries.length === 0) continue
      console.log(group)
      for (const [figure, value] of entries) console.log(`  ${figure.padEnd(62)} ${value}`)
    }
    if (json) console.log(JSON.stringify({ bench: name, ...result }))
    return 0
  },
})
