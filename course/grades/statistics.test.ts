import fc from 'fast-check'
import { expect, test } from 'vitest'
import { discrimination, histogram, mean, quantile, quartiles } from './statistics.ts'

test('quartiles interpolate between neighbours, as PostgreSQL and R do', () => {
  // R: quantile(c(1, 2, 4, 8, 16, 32)) gives 2.5, 6 and 14.
  expect(quartiles([32, 1, 16, 2, 8, 4])).toEqual({ lower: 2.5, median: 6, upper: 14 })
  expect(quartiles([7])).toEqual({ lower: 7, median: 7, upper: 7 })
  expect(quartiles([])).toBeNull()
  expect(quantile([1, 2], 1)).toBe(2)
})

test('the mean of nothing is nothing', () => {
  expect([mean([1, 2, 6]), mean([])]).toEqual([3, null])
})

// scipy.stats.pointbiserialr([0,0,0,0,1,1,1,1,1,1], [1,2,3,4,5,6,7,8,9,10]) = 0.8528028654
const rising = Array.from({ length: 10 }, (_, index) => ({ passed: index >= 4, others: index + 1 }))

test('discrimination is the point-biserial correlation', () => {
  expect(discrimination(rising)).toBeCloseTo(0.8528028654, 9)
  expect(discrimination(rising.map(({ passed, others }) => ({ passed: !passed, others })))).toBeCloseTo(
    -0.8528028654,
    9,
  )
})

test('discrimination is Pearson’s correlation with passing as 0 and 1', () => {
  const learner = fc.record({ passed: fc.boolean(), others: fc.double({ min: 0, max: 1, noNaN: true }) })
  fc.assert(
    fc.property(fc.array(learner, { minLength: 10, maxLength: 60 }), (learners) => {
      const expected = pearson(
        learners.map(({ passed }) => Number(passed)),
        learners.map(({ others }) => others),
      )
      const r = discrimination(learners)
      expect(r === null).toBe(expected === null)
      expect(r ?? 0).toBeCloseTo(expected ?? 0, 6)
    }),
  )
})

test.each([
  ['nine learners', rising.slice(0, 9)],
  ['all passed', rising.map(({ others }) => ({ passed: true, others }))],
  ['nobody passed', rising.map(({ others }) => ({ passed: false, others }))],
  ['all alike', rising.map(({ passed }) => ({ passed, others: 0.1 + 0.2 }))],
])('there is no discrimination where it means nothing: %s', (_, learners) => {
  expect(discrimination(learners)).toBeNull()
})

test('a value on an edge falls into the bin that begins there, the last edge into the last bin', () => {
  expect(histogram([0, 0.5, 1, 1.5, 2, 2.5, -1], [0, 1, 2])).toEqual([
    { from: 0, to: 1, count: 2 },
    { from: 1, to: 2, count: 3 },
  ])
})

/** @returns null without variance */
function pearson(xs: number[], ys: number[]): number | null {
  const [x, y] = [mean(xs) ?? 0, mean(ys) ?? 0]
  const sum = (term: (index: number) => number) => xs.reduce((total, _, index) => total + term(index), 0)
  const dx = (index: number) => (xs[index] ?? 0) - x
  const dy = (index: number) => (ys[index] ?? 0) - y
  const [sxx, syy] = [sum((index) => dx(index) ** 2), sum((index) => dy(index) ** 2)]
  if (sxx === 0 || Math.sqrt(syy / ys.length) < 1e-9) return null
  return sum((index) => dx(index) * dy(index)) / Math.sqrt(sxx * syy)
}
