import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeExercise, isInGroup, parseGroup } from './insight.ts'
import type { Tried } from './insight.ts'

function tried(userId: string, change: Partial<Tried> = {}): Tried {
  return { userId, passed: true, attempts: 1, points: 10, passMs: 12 * 60_000, others: 0.5, ...change }
}

test('an exercise is described by who tried it; the share who passed is of all, as in the gradebook', () => {
  const cells = [
    tried('a'),
    tried('b', { attempts: 4, passMs: 44 * 60_000 }),
    tried('c', { passed: false, passMs: null, points: 5 }),
  ]
  expect(describeExercise(cells, { learners: 5, points: 10 })).toMatchObject({
    learners: 5,
    tried: 3,
    passed: 2,
    passRate: 2 / 5,
    attempts: { median: 1 },
    minutes: { lower: 20, median: 28, upper: 36 },
    points: { median: 10 },
    discrimination: null,
    few: true,
  })
})

test('what nobody has tried has no numbers', () => {
  expect(describeExercise([], { learners: 5, points: 10 })).toMatchObject({
    passRate: 0,
    attempts: null,
    minutes: null,
    points: null,
    discrimination: null,
  })
})

test('points at the edge of a bin stand in the upper one, whatever a sum of tenths is to a computer', () => {
  const cells = [tried('a', { points: 6 * 0.3 }), tried('b', { points: 3 * 0.3 })]
  const counts = (points: number) =>
    describeExercise(cells, { learners: 2, points }).points?.bins.map(({ count }) => count)
  expect(counts(6)).toEqual([0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
  expect(isInGroup('a', cells[0], { group: { by: 'points', bin: 3 }, points: 6, having: new Set() })).toBe(true)
})

test('the full points stand in the last bin, and an assignment without points has one', () => {
  const bins = (points: number, reached: number) =>
    describeExercise([tried('a', { points: reached })], { learners: 1, points }).points?.bins.map(({ count }) => count)
  expect(bins(10, 10)?.at(-1)).toBe(1)
  expect(bins(0, 0)).toEqual([1])
})

test('each bar counts exactly the learners that it leads to', () => {
  const cell = fc.record({
    userId: fc.uuid(),
    passed: fc.boolean(),
    attempts: fc.integer({ min: 0, max: 20 }),
    points: fc.option(fc.double({ min: 0, max: 12, noNaN: true })),
    passMs: fc.option(fc.integer({ min: 0, max: 1e9 })),
    others: fc.constant(null),
  })
  fc.assert(
    fc.property(fc.array(cell), (cells) => {
      const insight = describeExercise(cells, { learners: cells.length, points: 10 })
      for (const by of ['attempts', 'minutes', 'points'] as const) {
        for (const [bin, { count }] of insight[by]?.bins.entries() ?? []) {
          const request = { group: { by, bin }, points: 10, having: new Set<string>() }
          expect(cells.filter((one) => isInGroup(one.userId, one, request))).toHaveLength(count)
        }
      }
    }),
  )
})

test('who has not tried it is in one group alone', () => {
  const isIn = (value: string) => {
    const group = parseGroup('standing', value)
    return group !== undefined && isInGroup('a', undefined, { group, points: 10, having: new Set() })
  }
  expect(['tried', 'passed', 'not-passed', 'not-tried'].filter(isIn)).toEqual(['not-tried'])
})

test('an address names a group or none', () => {
  expect(parseGroup('attempts', '2')).toEqual({ by: 'attempts', bin: 2 })
  expect(parseGroup('misconception', 'adds')).toEqual({ by: 'misconception', id: 'adds' })
  expect([parseGroup('attempts', '-1'), parseGroup('standing', 'lazy'), parseGroup('name', 'a')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})
