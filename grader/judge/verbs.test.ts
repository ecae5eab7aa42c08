import { expect, test } from 'vitest'
import {
  allOf,
  atLeast,
  atMost,
  eachLayer,
  equal,
  isFinite,
  isNotFinite,
  monotone,
  near,
  nearEach,
  within,
} from './verbs.ts'

const strange = [NaN, Infinity, -Infinity]

test.each(strange)('%s passes no comparison, on whichever side it stands', (value) => {
  const judgements = [
    near(value, 1, { rel: 1 }),
    near(1, value, { rel: 1, abs: 1 }),
    near(value, value, { rel: 1 }),
    within(value, -1, 1),
    within(0, value, 1),
    within(0, -1, value),
    atMost(value, 1),
    atMost(1, value),
    atLeast(value, 1),
    atLeast(1, value),
    equal(value, value),
    isFinite(value),
    isFinite([1, value]),
    monotone([0, value], 'increasing'),
    monotone([value, 0], 'decreasing'),
  ]
  expect(judgements.filter((one) => one.passed)).toEqual([])
  expect(isNotFinite(value).passed).toBe(true)
})

test('an expected value of infinity is near to nothing, although the tolerance is infinite as well', () => {
  expect(near(5, 1e308 * 10, { rel: 1e-4 }).passed).toBe(false)
})

test('of many pairs the one that lies farthest from its expectation is judged and shown', () => {
  expect(nearEach([1, 2.1, 30.2], [1, 2, 30], { abs: 0.5 })).toMatchObject({ passed: true, measured: 30.2 })
  expect(nearEach([1, 2.1, 30.2], [1, 2, 30], { rel: 0.02 })).toMatchObject({ passed: false, measured: 2.1 })
  // Each by its own tolerance.
  const own = (index: number) => ({ abs: [1, 1e-3][index] ?? 0 })
  expect(nearEach([0.5, 7.01], [0, 7], own)).toMatchObject({ passed: false, measured: 7.01 })
  expect(nearEach([3, 3], [3, 4], {})).toMatchObject({ passed: false, expected: { value: 4 } })
  expect(nearEach([3, 4], [3, 4], {}).passed).toBe(true)
})

test('of many pairs one that is missing or not finite is shown before all others', () => {
  expect(nearEach([50, NaN], [1, 1], { abs: 1 })).toMatchObject({ passed: false, measured: NaN })
  expect(nearEach([1], [1, 2], { abs: 10 }).passed).toBe(false)
  expect(nearEach([1, Infinity], [1, Infinity], { rel: 1 }).passed).toBe(false)
})

test('nothing passes for want of anything to judge', () => {
  expect(nearEach([1], [], { abs: 1 }).passed).toBe(false)
  expect(allOf([]).passed).toBe(false)
  expect(eachLayer([], () => equal(1, 1)).passed).toBe(false)
  expect(isFinite([]).passed).toBe(false)
  expect(monotone([1], 'increasing').passed).toBe(false)
})

test('a number in its place passes', () => {
  expect(near(1.00005, 1, { rel: 1e-4 }).passed).toBe(true)
  expect(
    [within(1, 1, 1), atMost(1, 1), atLeast(1, 1), equal('a', 'a'), isFinite([0, 1])].every((one) => one.passed),
  ).toBe(true)
  expect(monotone([1, 2, 3], 'increasing').passed).toBe(true)
})
