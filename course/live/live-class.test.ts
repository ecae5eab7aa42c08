import { expect, test } from 'vitest'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { describeLearner, isQuiet } from './live-class.ts'
import type { Work } from './live-class.ts'

const minute = 60_000
const now = 1_000 * minute

/** Submissions by how many minutes ago they were. */
function work(slug: string, ago: Array<[number, VerdictKind | null]>, change: Partial<Work> = {}): Work {
  const submissions = ago.map(([minutes, kind]) => ({ id: `${slug} ${minutes}`, at: now - minutes * minute, kind }))
  return { slug, submissions, passed: false, editedAt: null, ...change }
}

function describe(...all: Work[]) {
  return describeLearner({ userId: 'u', name: 'Ada', work: all }, now)
}

test('a learner is on the exercise that they touched last, by an edit or a submission', () => {
  expect(describe(work('a', [[5, 'failed']]), work('b', [[9, 'failed']], { editedAt: now - 2 * minute }))).toEqual({
    userId: 'u',
    name: 'Ada',
    slug: 'b',
    at: now - 2 * minute,
    attempts: 1,
    passed: false,
    submissionId: 'b 9',
    stuck: null,
  })
})

test('who did nothing for an hour is not there', () => {
  expect(describe(work('a', [[61, 'failed']]), work('b', [], { editedAt: now - 60 * minute }))).toBeNull()
  expect(describe()).toBeNull()
})

test('three attempts within the hour and no pass are being stuck', () => {
  expect(
    describe(
      work('a', [
        [3, 'failed'],
        [2, 'timed-out'],
        [1, 'failed'],
      ]),
    ),
  ).toMatchObject({ stuck: 'attempts', attempts: 3 })
})

test.each<[string, Work]>([
  [
    'two attempts',
    work('a', [
      [2, 'failed'],
      [1, 'failed'],
    ]),
  ],
  [
    'attempts that cost nothing',
    work('a', [
      [3, 'invalid'],
      [2, 'invalid'],
      [1, 'invalid'],
    ]),
  ],
  [
    'an attempt of more than an hour ago',
    work('a', [
      [61, 'failed'],
      [2, 'failed'],
      [1, 'failed'],
    ]),
  ],
  [
    'one that waits for its verdict',
    work('a', [
      [3, 'failed'],
      [2, 'failed'],
      [1, null],
    ]),
  ],
  [
    'a pass',
    work(
      'a',
      [
        [3, 'failed'],
        [2, 'failed'],
        [1, 'failed'],
      ],
      { passed: true },
    ),
  ],
])('it takes three that cost, within the hour and without a pass: %s', (_, given) => {
  expect(describe(given)?.stuck).toBeNull()
})

test('ten minutes of silence after a failure are being stuck, nine are not, and an edit breaks the silence', () => {
  expect(describe(work('a', [[10, 'failed']]))?.stuck).toBe('silent')
  expect(describe(work('a', [[9, 'failed']]))?.stuck).toBeNull()
  expect(describe(work('a', [[30, 'failed']], { editedAt: now - 3 * minute }))?.stuck).toBeNull()
})

test('silence after a pass, before a verdict, or before any submission is nothing', () => {
  expect(describe(work('a', [[20, 'passed']], { passed: true }))?.stuck).toBeNull()
  expect(describe(work('a', [[20, null]]))?.stuck).toBeNull()
  expect(describe(work('a', [[20, 'broken']]))?.stuck).toBeNull()
  expect(describe(work('a', [], { editedAt: now - 20 * minute }))?.stuck).toBeNull()
})

test('who has been silent for ten minutes is not at work, unless they have passed', () => {
  const ago = (minutes: number, passed = false) => ({ at: now - minutes * minute, passed })
  expect([0, 9, 10, 33].map((minutes) => isQuiet(ago(minutes), now))).toEqual([false, false, true, true])
  expect(isQuiet(ago(33, true), now)).toBe(false)
  // Clocks differ.
  expect(isQuiet(ago(-1), now)).toBe(false)
})
