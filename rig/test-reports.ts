/** What the test runners wrote down, as numbers and as the failures that a person wants to read. */
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'

import { z } from 'zod'

export interface SuiteResult {
  passed: number
  failed: number
  /** One text per failure: which test, and why. */
  failures: string[]
  /** How long each test took, where the runner says so. */
  times: TestTime[]
}

export interface TestTime {
  name: string
  ms: number
}

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          duration: z.number().nullish(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

/** A file that could not even be loaded counts as one failure: its tests are unknown, not absent. */
export function readVitestReport(json: string): SuiteResult {
  const result: SuiteResult = { passed: 0, failed: 0, failures: [], times: [] }
  for (const file of vitestReport.parse(JSON.parse(json)).testResults) {
    const failedTests = file.assertionResults.filter(({ status }) => status === 'failed')
    result.passed += file.assertionResults.filter(({ status }) => status === 'passed').length
    result.failed += failedTests.length
    const place = path.relative(process.cwd(), file.name)
    for (const { fullName, duration } of file.assertionResults) {
      if (duration) result.times.push({ name: `${place}: ${fullName}`, ms: duration })
    }
    for (const { fullName, failureMessages } of failedTests) {
      result.failures.push(`${file.name}: ${fullName}\n${(failureMessages ?? []).join('\n')}`)
    }
    if (file.status === 'failed' && failedTests.length === 0) {
      result.failed += 1
      result.failures.push(`${file.name}: did not load\n${file.message ?? ''}`)
    }
  }
  return result
}

interface PlaywrightSuite {
  suites?: PlaywrightSuite[] | undefined
  specs: z.infer<typeof playwrightSpec>[]
}

const playwrightSpec = z.object({
  title: z.string(),
  file: z.string(),
  line: z.number(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      results: z.array(
        z.object({ duration: z.number(), errors: z.array(z.object({ message: z.string().optional() })) }),
      ),
    }),
  ),
})
const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({ suites: z.array(playwrightSuite).optional(), specs: z.array(playwrightSpec) }),
)
const playwrightReport = z.object({
  suites: z.array(playwrightSuite),
  errors: z.array(z.object({ message: z.string().optional() })),
})

export function readPlaywrightReport(json: string): SuiteResult {
  const report = playwrightReport.parse(JSON.parse(json))
  const result: SuiteResult = { passed: 0, failed: 0, failures: [], times: [] }
  for (const { message } of report.errors) fail(result, message ?? 'an error without a message')
  for (const { title, file, line, tests } of report.suites.flatMap(specsOf)) {
    for (const { status, results } of tests) {
      for (const { duration } of results) result.times.push({ name: `tests/e2e/${file}: ${title}`, ms: duration })
      if (status === 'expected') result.passed += 1
      // With no retries there is no flaky one; should there be, it failed once.
      else if (status !== 'skipped') {
        const messages = results.flatMap(({ errors }) => errors).map(({ message }) => message ?? '')
        fail(result, `${file}:${line}: ${title}\n${messages.join('\n')}`)
      }
    }
  }
  return result
}

function specsOf(suite: PlaywrightSuite): z.infer<typeof playwrightSpec>[] {
  return [...suite.specs, ...(suite.suites ?? []).flatMap(specsOf)]
}

function fail(result: SuiteResult, text: string): void {
  result.failed += 1
  result.failures.push(stripVTControlCharacters(text))
}

const exerciseReport = z.object({
  exercises: z.array(
    z.object({
      slug: z.string(),
      ok: z.boolean(),
      faults: z.array(z.object({ file: z.string(), reason: z.string(), next: z.string() })),
    }),
  ),
})

/** One exercise is one test. @param output of `exercise check --json`, whose last line is the report */
export function readExerciseReport(output: string): SuiteResult {
  const { exercises } = exerciseReport.parse(JSON.parse(output.trim().split('\n').at(-1) ?? ''))
  const bad = exercises.filter(({ ok }) => !ok)
  return {
    passed: exercises.length - bad.length,
    failed: bad.length,
    failures: bad.map(({ slug, faults }) => {
      return `${slug}\n${faults.map(({ file, reason, next }) => `${file}: ${reason} → ${next}`).join('\n')}`
    }),
    times: [],
  }
}

/** The slowest tests, slowest first, a line each. */
export function listSlowest(times: readonly TestTime[], count = 10): string[] {
  return times
    .toSorted((a, b) => b.ms - a.ms)
    .slice(0, count)
    .map(({ name, ms }) => `${(ms / 1000).toFixed(1).padStart(6)} s  ${name}`)
}
