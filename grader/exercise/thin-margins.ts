/**
 * What an author is told of the margins in reference.json: how far each check is from a wrong verdict, whether that is little, and
 * whether they were measured on other files than these.
 */
import type { CheckResult } from '../judge/verdict.ts'
import type { Exercise, Margin, Margins } from './exercise.ts'
import type { Fault } from './exercise-error.ts'
import { collectMargins, slackOf } from './margins.ts'
import { hashMarginSources } from './revision.ts'
import type { GradedSample } from './validate-run.ts'

/** A check's worst margin over all backends. */
export interface CheckMargin extends Margin {
  check: string
  /** What the numbers count: tolerances of `near` and `within`, or the limit itself; null where nothing tells. */
  unit: 'tolerance' | 'limit' | null
  thin: boolean
}

/**
 * Thinner than this is thin. Of a tolerance, what docs/authoring.md aims for: a right answer that uses up half of it, a wrong idea that
 * misses by one. Of a limit, a tenth of it on either side.
 */
const least = { tolerance: { right: 0.5, wrong: 1 }, limit: { right: 0.1, wrong: 0.1 } } as const

/** What rounding to three digits, and another machine's float32, may move a margin by, relative to it and at least absolutely. */
const sameWithin = 0.02

export function readMargins(margins: Margins, graded: readonly GradedSample[]): CheckMargin[] {
  return Object.entries(margins).map(([check, byBackend]) => {
    const all = Object.values(byBackend)
    const solutions = all.flatMap(({ solution }) => solution ?? [])
    const [nearest = null] = all.flatMap((one) => one.nearest ?? []).toSorted((a, b) => b.slack - a.slack)
    const solution = solutions.length === 0 ? null : Math.min(...solutions)
    const unit = unitOf(check, graded)
    return { check, unit, solution, nearest, thin: isThin({ solution, nearest }, unit) }
  })
}

function isThin({ solution, nearest }: Margin, unit: CheckMargin['unit']): boolean {
  if (unit === null) return false
  const { right, wrong } = least[unit]
  return (solution !== null && solution < right) || (nearest !== null && -nearest.slack < wrong)
}

/** As the right answers were judged: a check that shows now one verb, now another, is measured by the stricter aim. */
function unitOf(check: string, graded: readonly GradedSample[]): CheckMargin['unit'] {
  const verbs = graded
    .filter(({ sample }) => sample.kind === 'passed')
    .flatMap(({ verdict }) => verdict.checks.filter((one) => one.id === check && slackOf(one) !== null))
    .map(({ expected }: CheckResult) => expected?.verb)
  if (verbs.includes('near') || verbs.includes('within')) return 'tolerance'
  return verbs.length > 0 ? 'limit' : null
}

/** Nothing here is wrong with the exercise: it is what its author should look at. */
export function findMarginWarnings(exercise: Exercise, graded: readonly GradedSample[]): Fault[] {
  const { reference } = exercise
  if (reference === null) return []
  const file = 'reference.json'
  const stale = whyStale(exercise, graded)
  const next = 'Run `npm run -s exercise -- check --deep` for this exercise and keep the file that it writes.'
  if (stale !== undefined) return [{ file, reason: `its margins are stale: ${stale}`, next }]
  return readMargins(reference.margins, graded)
    .filter(({ thin }) => thin)
    .map((margin) => ({
      file: 'checks.ts',
      reason: `"${margin.check}" is decided by little: ${describeMargin(margin)}`,
      next: sharpen,
    }))
}

const sharpen =
  'Move the threshold between the two sides, measure what tells them further apart, or take a wrong idea that is further off.'

/** Exactly where the hash was kept; otherwise as far as what was graded just now can tell. */
function whyStale({ files, samples, reference }: Exercise, graded: readonly GradedSample[]): string | undefined {
  if (reference === null) return undefined
  if (reference.marginsSource !== undefined) {
    const same = reference.marginsSource === hashMarginSources({ files, samples })
    return same ? undefined : 'a check, a wrong idea or a right answer has changed since'
  }
  const seen = collectMargins(graded)
  for (const [check, byBackend] of Object.entries(seen)) {
    const kept = reference.margins[check]
    if (kept === undefined) return `"${check}" has none`
    if (byBackend.wasm === undefined || kept.wasm === undefined) continue
    // Fewer were graded now than then: what is seen can only be further from the threshold.
    if (isLess(byBackend.wasm.solution, kept.wasm.solution)) return `right answers come nearer to failing "${check}"`
    const [now, then] = [byBackend.wasm.nearest, kept.wasm.nearest]
    if (now !== null && isLess(-now.slack, then === null ? null : -then.slack)) {
      return `${now.id} comes nearer to passing "${check}"`
    }
  }
  return undefined
}

/** @param then null: none was known, so that any is less */
function isLess(now: number | null, then: number | null): boolean {
  if (now === null) return false
  return then === null || now < then - sameWithin * Math.max(1, Math.abs(then))
}

/** One line, such as "right answers 0.83, nearest wrong idea −4.2 (truncated), in tolerances". */
export function describeMargin({ solution, nearest, unit }: CheckMargin): string {
  const right = solution === null ? 'right answers at no distance' : `right answers ${solution}`
  const wrong = nearest === null ? 'no wrong idea near' : `nearest wrong idea ${nearest.slack} (${nearest.id})`
  const units = { tolerance: ', in tolerances', limit: ', in parts of the limit' }
  return `${right}, ${wrong}${unit === null ? '' : units[unit]}`
}
