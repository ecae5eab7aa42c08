/** Runs test suites one after another, tells what failed, and counts. */
import { abortOnSignals } from '../runner/processes/signals.ts'
import { Stop, wordsOf } from '../runner/stop.ts'
import { listSlowest } from './test-reports.ts'
import type { SuiteResult, TestTime } from './test-reports.ts'
import { type Suite, suites } from './test-suites.ts'

const heartbeatMs = 30_000

/**
 * The last line that it prints is the sum.
 * @param names all by default
 * @returns the exit code
 */
export async function runSuites(names: readonly string[]): Promise<0 | 1> {
  const ending = abortOnSignals()
  let passed = 0
  let failed = 0
  const times: TestTime[] = []
  try {
    for (const suite of chooseSuites(names)) {
      const result = await runSuite(suite, ending)
      if (ending.aborted) throw new Stop('Interrupted.')
      passed += result.passed
      failed += result.failed
      times.push(...result.times)
    }
  } catch (error) {
    failed += 1
    console.error(wordsOf(error))
  }
  const slowest = listSlowest(times)
  if (slowest.length > 0) console.log(['The slowest tests:', ...slowest].join('\n'))
  console.log(`${passed} passed, ${failed} failed`)
  return failed === 0 ? 0 : 1
}

function chooseSuites(names: readonly string[]): Suite[] {
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
  return { passed: 0, failed: 1, failures: [text], times: [] }
}

function requireTests(result: SuiteResult): SuiteResult {
  if (result.passed + result.failed > 0) return result
  return { passed: 0, failed: 1, failures: ['It ran no test, which is no pass.'], times: [] }
}
