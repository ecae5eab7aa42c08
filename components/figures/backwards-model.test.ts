import { describe, expect, it, test } from 'vitest'

import { activations, degreesBetween, layers, makeSmallNetwork, nudged, stepsBack } from './backwards-model.ts'

const networks = [1, 10, 19, 25, 56].map(makeSmallNetwork)
const arrived = (steps: ReturnType<typeof stepsBack>) => steps.at(-1)?.row ?? []

describe.each(activations)('the way back through four layers of %s units', (activation) => {
  it('comes to what nudging layer 1 says, if weights and slopes take turns', () => {
    for (const network of networks) {
      const expected = nudged(network, activation)
      arrived(stepsBack(network, activation, 'turns')).forEach((value, i) => {
        expect(value).toBeCloseTo(expected[i] ?? NaN, 6)
      })
    }
  })

  it('has one step for each matrix behind layer 1 and for each slope before the last layer, in both orders', () => {
    const network = makeSmallNetwork(1)
    for (const order of ['turns', 'apart'] as const) {
      const steps = stepsBack(network, activation, order)
      expect(steps).toHaveLength(2 * (layers - 1) + 1)
      expect(steps.filter(({ by }) => by === 'weights').map(({ layer }) => layer)).toEqual([4, 3, 2])
      expect(steps.filter(({ by }) => by === 'slope').map(({ layer }) => layer)).toEqual([3, 2, 1])
    }
  })
})

test('the other order is wrong unless all slopes are equal', () => {
  for (const network of networks) {
    const orders = (activation: 'tanh' | 'linear') =>
      (['turns', 'apart'] as const).map((order) => arrived(stepsBack(network, activation, order)))
    const [turns = [], apart = []] = orders('linear')
    expect(apart).toEqual(turns)
    const [right = [], wrong = []] = orders('tanh')
    expect(Math.max(...right.map((value, i) => Math.abs(value - (wrong[i] ?? 0))))).toBeGreaterThan(0.01)
  }
})

test('the figure’s own network turns by 44 degrees with tanh and by more than a right angle with ReLU', () => {
  const network = makeSmallNetwork(56)
  const degrees = activations.map((activation) =>
    degreesBetween(
      arrived(stepsBack(network, activation, 'turns')),
      arrived(stepsBack(network, activation, 'apart')),
    )?.toFixed(0),
  )
  expect(degrees).toEqual(['44', '143', '0'])
})

test('there is no angle with zero', () => {
  expect(degreesBetween([0, 0], [1, 2])).toBeUndefined()
  expect(degreesBetween([1, 0], [0, 2])).toBe(90)
})
