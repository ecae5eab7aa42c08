import { expect, test } from 'vitest'
import { drawThread, threadDepth, threadProfile, threadStates } from './thread-model.ts'
import type { ThreadState } from './thread-model.ts'

const draws = Array.from({ length: 60 }, (_, i) => drawThread(i + 1))

/** The median over sixty draws of ln ‖δ_1‖/‖δ_30‖. */
function medianLog(state: ThreadState): number {
  const logs = draws.map((network) => Math.log(threadProfile(network, state)[0] ?? NaN)).toSorted((a, b) => a - b)
  return logs[30] ?? NaN
}

test('every profile ends at 1 and has a number for each layer', () => {
  for (const state of threadStates) {
    const profile = threadProfile(drawThread(1), state)
    expect(profile).toHaveLength(threadDepth)
    expect(profile.at(-1)).toBe(1)
    expect(profile.every((one) => one > 0 && Number.isFinite(one))).toBe(true)
  }
})

// What the course says of its network. The bounds are what sixty draws leave open, about four standard errors of a median.
test.each([
  ['sigmoid', -42.2, 0.5],
  ['relu', -10.6, 0.6],
  ['he', -0.55, 0.6],
  ['residual', 0.47, 0.1],
] as const)('%s leaves e to the %d at the first layer', (state, log, tolerance) => {
  expect(Math.abs(medianLog(state) - log)).toBeLessThan(tolerance)
})

test('ReLU from 1/n to 2/n multiplies each step by √2: the masks stay', () => {
  const [network] = draws
  if (network === undefined) throw new Error('no draw')
  const before = threadProfile(network, 'relu')
  threadProfile(network, 'he').forEach((one, l) =>
    expect(one / ((before[l] ?? NaN) * Math.SQRT2 ** (threadDepth - 1 - l))).toBeCloseTo(1, 4),
  )
})

// The least, the quartiles and the most of a hundred draws, as the lessons say them.
test.each([
  ['he', [0.1, 0.37, 0.92, 5]],
  ['residual', [1.31, 1.54, 1.67, 1.92]],
] as const)('over a hundred draws %s leaves %j', (state, expected) => {
  const found = Array.from({ length: 100 }, (_, i) => threadProfile(drawThread(i + 1), state)[0] ?? NaN).toSorted(
    (a, b) => a - b,
  )
  ;[0, 25, 75, 99].forEach((at, k) => expect((found[at] ?? NaN) / (expected[k] ?? NaN)).toBeCloseTo(1, 1))
})

test('δ of the last layer with skips is α times the upstream gradient, and the first has grown by each branch', () => {
  const profile = threadProfile(drawThread(2), 'residual')
  // Each layer below adds a branch of mean square α² · (n · 2/n) · ½ = 1/30 to a gradient that is otherwise passed on.
  const law = (1 + 1 / threadDepth) ** ((threadDepth - 1) / 2)
  expect(Math.abs(Math.log((profile[0] ?? NaN) / law))).toBeLessThan(0.3)
  profile.slice(1).forEach((one, l) => expect(one / (profile[l] ?? NaN)).toBeLessThan(1.15))
})
