/**
 * npm run -s bench -- NAME [--json] [--count N]
 *
 * Benchmarks, each against its baseline in the same run. They show speed; no test asserts it. A soak shows what lasts.
 */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { BenchOptions, BenchResult } from './bench/result.ts'
import { benchClasses } from './bench/classes.ts'
import { benchGrader } from './bench/grader.ts'
import { benchGraderSoak } from './bench/grader-soak.ts'
import { benchWeb } from './bench/web.ts'

const benches: Record<string, (options: BenchOptions) => Promise<BenchResult>> = {
  classes: benchClasses,
  grader: benchGrader,
  'grader-soak': benchGraderSoak,
  web: benchWeb,
}
const count = z.coerce.number().int().min(1).optional()

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, count: { type: 'string' } },
})
const bench = benches[positionals[0] ?? '']
const many = count.safeParse(values.count)
if (bench === undefined || !many.success) {
  console.error(
    `usage: npm run -s bench -- NAME [--json] [--count N]; there are: ${Object.keys(benches).join(', ')}; N counts the submissions of grader-soak and classes`,
  )
  process.exitCode = 2
} else {
  const result = await bench({ log: (line) => console.error(line), count: many.data })
  for (const group of ['ratios', 'figures', 'unexpected'] as const) {
    const entries = Object.entries(result[group] ?? {})
    if (entries.length === 0) continue
    console.log(group)
    for (const [name, value] of entries) console.log(`  ${name.padEnd(62)} ${value}`)
  }
  if (values.json === true) console.log(JSON.stringify({ bench: positionals[0], ...result }))
}
