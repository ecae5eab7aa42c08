import { describe, expect, test } from 'vitest'

import { listSlowest, readExerciseReport, readPlaywrightReport, readVitestReport } from './test-reports.ts'

describe('reports are counted', () => {
  test('vitest: tests, and files that did not load', () => {
    const json = JSON.stringify({
      testResults: [
        {
          name: 'a.test.ts',
          status: 'failed',
          assertionResults: [
            { status: 'passed', fullName: 'adds', duration: 1500 },
            { status: 'failed', fullName: 'divides', failureMessages: ['by zero'] },
            { status: 'skipped', fullName: 'waits' },
          ],
        },
        { name: 'b.test.ts', status: 'failed', message: 'SyntaxError', assertionResults: [] },
      ],
    })
    const { passed, failed, failures, times } = readVitestReport(json)
    expect({ passed, failed }).toEqual({ passed: 1, failed: 2 })
    expect(times).toEqual([{ name: 'a.test.ts: adds', ms: 1500 }])
    expect(failures).toEqual(['a.test.ts: divides\nby zero', 'b.test.ts: did not load\nSyntaxError'])
  })

  test('playwright: nested suites, and errors outside any test', () => {
    const spec = (status: string) => ({ title: status, file: 'a.spec.ts', line: 3, tests: [{ status, results: [] }] })
    const json = JSON.stringify({
      errors: [{ message: 'the configuration is wrong' }],
      suites: [
        { specs: [spec('expected')], suites: [{ specs: [spec('unexpected'), spec('skipped'), spec('flaky')] }] },
      ],
    })
    const { passed, failed } = readPlaywrightReport(json)
    expect({ passed, failed }).toEqual({ passed: 1, failed: 3 })
  })

  test('exercises: one test each, from the last line', () => {
    const fault = { file: 'checks.ts', reason: 'has no check', next: 'add one' }
    const report = {
      ok: false,
      exercises: [
        { slug: 'a', ok: true, faults: [] },
        { slug: 'b', ok: false, faults: [fault] },
      ],
    }
    expect(readExerciseReport(`grading\n${JSON.stringify(report)}\n`)).toEqual({
      passed: 1,
      failed: 1,
      failures: ['b\nchecks.ts: has no check → add one'],
      times: [],
    })
  })

  test('the slowest come first', () => {
    const times = [400, 12_345, 900].map((ms) => ({ name: `takes ${ms} ms`, ms }))
    expect(listSlowest(times, 2)).toEqual(['  12.3 s  takes 12345 ms', '   0.9 s  takes 900 ms'])
  })
})
