/**
 * `npm test`: every suite one after another, then the sum as the last line. Names given as arguments choose suites.
 * Exit code 0 only if nothing failed and every suite ran something.
 */
import { reportFailure, Stop } from './stop.ts'
import type { SuiteResult } from './test-reports.ts'
import { type Suite, suites } from './test-suites.ts'

const heartbeatMs = 30_000

await main(process.argv.slice(2))

async function main(names: string[]): Promise<void> {
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => ending.abort())
  process.on('disconnect', () => ending.abort())
  let passed = 0
  let failed = 0
  try {
    for (const suite of chooseSuites(names)) {
      const result = await runSuite(suite, ending.signal)
      if (ending.signal.aborted) throw new Stop('Interrupted.')
      passed += result.passed
      failed += result.failed
    }
  } catch (error) {
    failed += 1
    reportFailure(error)
  }
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

function chooseSuites(names: string[]): Suite[] {
  const unknown = names.find((name) => suites.every((suite) => suite.name !== name))
  if (unknown !== undefined) {
    throw new Stop(`There is no suite "${unknown}". There are: ${suites.map(({ name }) => name).join(', ')}.`)
  }
  return names.length === 0 ? suites : suites.filter(({ name }) => names.includes(name))
}

async function runSuite(suite: Suite, signal: AbortSignal): Promise<SuiteResult> {
  const startedAt = Date.now()
  const seconds = (): number => Math.round((Date.now() - startedAt) / 1000)
  console.log(`${suite.name} …`)
  const heartbeat = setInterval(() => console.log(`${suite.name} … ${seconds()} s`), heartbeatMs)
  try {
    const result = requireTests(await suite.run(signal).catch(asFailure))
    for (const failure of result.failures) console.log(`\nFAILED ${suite.name}: ${failure}\n`)
    console.log(`${suite.name}: ${result.passed} passed, ${result.failed} failed (${seconds()} s)`)
    return result
  } finally {
    clearInterval(heartbeat)
  }
}

/** A suite that breaks is one failure; the others still run. */
function asFailure(error: unknown): SuiteResult {
  const text =
    error instanceof Stop ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { passed: 0, failed: 1, failures: [text] }
}

function requireTests(result: SuiteResult): SuiteResult {
  if (result.passed + result.failed > 0) return result
  return { passed: 0, failed: 1, failures: ['It ran no test, which is no pass.'] }
}
