/**
 * npm run -s bench -- NAME [--json]
 *
 * Benchmarks, each against its baseline in the same run. They show speed; no test asserts it.
 */
import { parseArgs } from 'node:util'
import type { BenchResult } from './bench/result.ts'
import { benchGrader } from './bench/grader.ts'
import { benchWeb } from './bench/web.ts'

const benches: Record<string, (log: (line: string) => void) => Promise<BenchResult>> = {
  grader: benchGrader,
  web: benchWeb,
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' } } })
const bench = benches[positionals[0] ?? '']
if (bench === undefined) {
  console.error(`usage: npm run -s bench -- NAME [--json]; there are: ${Object.keys(benches).join(', ')}`)
  process.exitCode = 2
} else {
  const result = await bench((line) => console.error(line))
  for (const group of ['ratios', 'figures'] as const) {
    console.log(group)
    for (const [name, value] of Object.entries(result[group])) console.log(`  ${name.padEnd(34)} ${value}`)
  }
  if (values.json === true) console.log(JSON.stringify({ bench: positionals[0], ...result }))
}
