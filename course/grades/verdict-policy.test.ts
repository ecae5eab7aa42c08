import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verdictKinds } from '../../grader/judge/verdict.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { standingOf } from './verdict-policy.ts'
import type { GradedSubmission } from './verdict-policy.ts'

test('nothing submitted is nothing reached', () => {
  expect(standingOf([])).toEqual({ best: null, attempts: 0, queued: 0, passed: false })
})

test('a pass stands whatever comes after it', () => {
  const standing = standingOf([at(1, 'passed', 1), at(2, 'failed', 0.9), at(3, 'timed-out', 0)])
  expect(standing).toMatchObject({ best: { submittedAt: 1 }, attempts: 3, passed: true })
})

test('the earlier of two equal results counts, so that a late repetition costs nothing', () => {
  expect(standingOf([at(5, 'passed', 1), at(2, 'passed', 1)]).best?.submittedAt).toBe(2)
  expect(standingOf([at(2, 'failed', 0.5), at(5, 'failed', 0.5)]).best?.submittedAt).toBe(2)
})

test('what never ran and what we broke cost no attempt', () => {
  const standing = standingOf([at(1, 'invalid', 0), at(2, 'broken', 0), waiting(3)])
  expect(standing).toMatchObject({ best: { verdict: { kind: 'invalid' } }, attempts: 0, queued: 1, passed: false })
  expect(standingOf([at(2, 'broken', 0)]).best).toBeNull()
})

test('a measured zero is above what never ran', () => {
  expect(standingOf([at(1, 'invalid', 0), at(2, 'failed', 0)]).best?.verdict.kind).toBe('failed')
})

test('the order in which submissions are read never matters, and no submission lowers a standing', () => {
  const submissions = fc.array(
    fc.record({
      kind: fc.constantFrom(...verdictKinds),
      score: fc.constantFrom(0, 0.25, 0.5, 0.75),
    }),
    { maxLength: 8 },
  )
  fc.assert(
    fc.property(submissions, fc.nat(), (results, seed) => {
      const all = results.map(({ kind, score }, index) => at(index, kind, scoreOf(kind, score)))
      const rotated = all.map((_, index) => all[(index + seed) % all.length] ?? at(0, 'broken', 0))
      expect(standingOf(rotated)).toEqual(standingOf(all))
      for (let count = 1; count <= all.length; count += 1) {
        const [before, after] = [standingOf(all.slice(0, count - 1)), standingOf(all.slice(0, count))]
        expect(after.best?.verdict.score ?? 0).toBeGreaterThanOrEqual(before.best?.verdict.score ?? 0)
        expect(after.passed || !before.passed).toBe(true)
      }
    }),
  )
})

function at(submittedAt: number, kind: VerdictKind, score: number): GradedSubmission {
  return { submissionId: `s${submittedAt}`, submittedAt, verdict: { kind, score } }
}

/** A verdict has a score only when it ran to its end. */
function scoreOf(kind: VerdictKind, score: number): number {
  if (kind === 'passed') return 1
  return kind === 'failed' ? score : 0
}

function waiting(submittedAt: number): GradedSubmission {
  return { submissionId: `s${submittedAt}`, submittedAt, verdict: null }
}
