import { expect, test } from 'vitest'
import { describeChecked } from './check-exercises.ts'

const checked = {
  slug: 'xavier',
  faults: [],
  warnings: [{ file: 'checks.ts', reason: '"std" is decided by little: …', next: 'Move the threshold.' }],
  margins: [
    { check: 'std', unit: 'tolerance' as const, solution: 0.2, nearest: { id: 'he', slack: -3 }, thin: true },
    { check: 'limit', unit: null, solution: null, nearest: null, thin: false },
  ],
  gradings: 20,
  reference: null,
  draft: true,
  stray: ['.DS_Store'],
  durationMs: 1234,
}

test('an author reads the margins, what to look at, what was skipped, and how to publish', () => {
  expect(describeChecked(checked, true).split('\n')).toEqual([
    'ok    xavier (20 gradings, 1.2 s)',
    '  skipped, as no part of an exercise: .DS_Store',
    '  margins, where 0 is the threshold:',
    '    std    right answers 0.2, nearest wrong idea -3 (he), in tolerances  THIN',
    '    limit  right answers at no distance, no wrong idea near',
    '  look at checks.ts: "std" is decided by little: …',
    '    → Move the threshold.',
    '  a draft: remove "draft" from exercise.json to publish it',
  ])
})

test('of many, only what to look at is shown', () => {
  expect(describeChecked(checked, false)).not.toContain('margins, where')
  expect(describeChecked(checked, false)).toContain('look at checks.ts')
})
