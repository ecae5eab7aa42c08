import { expect, test } from 'vitest'
import { compare, farthest, parsePrediction, readQuestion, stepOf, steps, valueAtStep } from './prediction.ts'

const decades = { low: 1e-6, high: 1, scale: 'log' } as const
const percent = { low: 0, high: 100, scale: 'linear' } as const

test('a number on a log scale and a curve are read', () => {
  expect(readQuestion({ from: '1e-6', to: '1', scale: 'log', measured: '3.05e-5' })).toEqual({
    kind: 'number',
    axis: decades,
    measured: 3.05e-5,
  })
  expect(readQuestion({ from: '0', to: '100', x: '1 10', measured: '5 50' })).toEqual({
    kind: 'curve',
    axis: percent,
    x: [1, 10],
    measured: [5, 50],
  })
})

test.each([
  ['a measured number beyond the scale', { from: '0', to: '1', measured: '2' }, 'beyond the ends'],
  ['no measured number', { from: '0', to: '1' }, 'measured must be a number'],
  ['a log scale from 0', { from: '0', to: '1', scale: 'log', measured: '1' }, 'above 0'],
  ['ends in the wrong order', { from: '1', to: '0', measured: '1' }, 'must be below'],
  ['an unknown scale', { from: '0', to: '1', scale: 'root', measured: '1' }, 'scale is'],
  ['two numbers without positions', { from: '0', to: '9', measured: '1 2' }, 'positions x'],
  ['fewer positions than numbers', { from: '0', to: '9', measured: '1 2 3', x: '1 2' }, 'as many'],
  ['positions that do not grow', { from: '0', to: '9', measured: '1 2', x: '2 1' }, 'must grow'],
])('%s is refused in words', (_, text, words) => expect(() => readQuestion(text)).toThrow(words))

test('on a log scale a distance is a factor, either way', () => {
  expect(compare(0.1, 1e-4, decades)).toMatchObject({ side: 'above', factor: expect.closeTo(1000, 6) })
  expect(compare(1e-6, 1e-4, decades)).toMatchObject({ side: 'below', factor: expect.closeTo(100, 6) })
  expect(compare(1.4e-4, 1e-4, decades)).toEqual({ close: true })
  expect(compare(1.6e-4, 1e-4, decades)).toMatchObject({ close: false })
})

test('on a linear scale it is a difference, close within a twentieth of the scale', () => {
  expect(compare(54, 50, percent)).toEqual({ close: true })
  expect(compare(40, 50, percent)).toEqual({ close: false, side: 'below', difference: 10 })
})

test('the farthest point of a curve is the farthest on its axis', () => {
  expect(farthest([0.5, 1e-3], [1, 1e-5], decades)).toBe(1)
  expect(farthest([30, 51], [50, 50], percent)).toBe(0)
})

test('a slider goes from end to end, and comes back to where it was set', () => {
  for (const axis of [decades, percent]) {
    expect(valueAtStep(0, axis)).toBe(axis.low)
    expect(valueAtStep(steps, axis)).toBe(axis.high)
    for (const step of [0, 1, 77, 199, 200]) expect(stepOf(valueAtStep(step, axis), axis)).toBe(step)
  }
})

test('what was kept for another question is no prediction', () => {
  const choice = { kind: 'choice', count: 3, measured: 0 } as const
  const curve = { kind: 'curve', axis: decades, x: [1, 2], measured: [1, 1] } as const
  expect(parsePrediction('2', choice)).toBe(2)
  expect(parsePrediction('3', choice)).toBeNull()
  expect(parsePrediction('0.5', choice)).toBeNull()
  expect(parsePrediction('[1,2]', choice)).toBeNull()
  expect(parsePrediction('[1,2]', curve)).toEqual([1, 2])
  expect(parsePrediction('[1,2,3]', curve)).toBeNull()
  expect(parsePrediction('{', curve)).toBeNull()
  expect(parsePrediction(null, choice)).toBeNull()
})
