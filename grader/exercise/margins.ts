/**
 * How far each check is from a wrong verdict. Where a check has a tolerance, in units of it: 0.9 for the solution says
 * that a tenth is used up; −9 for a wrong idea says that it misses by nine tolerances. Where it has one limit, relative
 * to that limit. Either way the threshold lies at 0.
 */
import type { BackendName, CheckResult, Expectation, Measured } from '../judge/verdict.ts'
import type { Margin, Margins } from './exercise.ts'
import type { GradedSample } from './validate-run.ts'

/** @returns null where the judgement has no distance, such as `finite`, or nothing was measured */
export function slackOf({ measured, expected }: Pick<CheckResult, 'measured' | 'expected'>): number | null {
  const value = toNumber(measured)
  if (value === null || expected === null) return null
  const slack = slackFrom(value, expected)
  return slack === null || Number.isNaN(slack) ? null : slack
}

function slackFrom(value: number, expected: Expectation): number | null {
  switch (expected.verb) {
    case 'near': {
      const centre = toNumber(expected.value)
      if (centre === null) return null
      const limit = (expected.abs ?? 0) + (expected.rel ?? 0) * Math.abs(centre)
      return limit > 0 ? (limit - Math.abs(value - centre)) / limit : null
    }
    case 'within': {
      const half = (expected.high - expected.low) / 2
      return half > 0 ? Math.min(value - expected.low, expected.high - value) / half : null
    }
    case 'at-most':
      return expected.limit === 0 ? null : (expected.limit - value) / Math.abs(expected.limit)
    case 'at-least':
      return expected.limit === 0 ? null : (value - expected.limit) / Math.abs(expected.limit)
    default:
      return null
  }
}

function toNumber(measured: Measured | null): number | null {
  if (typeof measured === 'number') return measured
  return measured === 'NaN' || measured === 'Infinity' || measured === '-Infinity' ? Number(measured) : null
}

/** Per check and backend: the solution's least slack, and the wrong idea that comes nearest to passing it. */
export function collectMargins(graded: readonly GradedSample[]): Margins {
  const margins: Margins = {}
  for (const { sample, backend, verdict } of graded) {
    for (const check of verdict.checks) {
      const slack = slackOf(check)
      if (slack === null || !Number.isFinite(slack)) continue
      const margin = marginOf(margins, { check: check.id, backend })
      if (sample.kind === 'passed') margin.solution = Math.min(margin.solution ?? slack, slack)
      else if (typeof sample.misconception === 'string' && sample.fails.includes(check.id) && !check.passed) {
        if (margin.nearest === null || slack > margin.nearest.slack)
          margin.nearest = { id: sample.misconception, slack }
      }
    }
  }
  return Object.fromEntries(
    Object.entries(margins)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([check, byBackend]) => [check, mapBackends(byBackend)]),
  )
}

function marginOf(margins: Margins, { check, backend }: { check: string; backend: BackendName }): Margin {
  const byBackend = (margins[check] ??= {})
  return (byBackend[backend] ??= { solution: null, nearest: null })
}

function mapBackends(byBackend: Margins[string]): Margins[string] {
  return Object.fromEntries(
    Object.entries(byBackend).map(([backend, { solution, nearest }]) => [
      backend,
      {
        solution: solution === null ? null : rounded(solution),
        nearest: nearest === null ? null : { id: nearest.id, slack: rounded(nearest.slack) },
      },
    ]),
  )
}

/** Three digits: enough to read, and the same on the next run. */
function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
