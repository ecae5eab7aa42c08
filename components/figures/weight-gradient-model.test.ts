import { describe, expect, it } from 'vitest'

import { makeNetwork } from './deep-network-model.ts'
import { comparedWithLast, layerNorms } from './weight-gradient-model.ts'

const network = makeNetwork({ depth: 20, width: 64, batch: 4, seed: 13 })
const range = (values: readonly number[]) => Math.max(...values) / Math.min(...values)

describe('the three norms of a layer', () => {
  it('are those of a two-layer network worked by hand', () => {
    // x = (1, 2), W₁ = W₂ = I, u = (1, −1): h = x, δ = u, ∇W = xᵀu.
    const identity = Float32Array.of(1, 0, 0, 1)
    const small = {
      depth: 2,
      width: 2,
      batch: 1,
      weights: [identity, identity],
      input: Float32Array.of(1, 2),
      upstream: Float32Array.of(1, -1),
    }
    const norms = layerNorms(small, { gain: 2, activation: 'linear' })
    for (const signal of norms.signals) expect(signal).toBeCloseTo(Math.sqrt(5), 6)
    for (const delta of norms.deltas) expect(delta).toBeCloseTo(Math.SQRT2, 6)
    for (const gradient of norms.weightGradients) expect(gradient).toBeCloseTo(Math.sqrt(10), 6)
  })

  it.each(['linear', 'relu'] as const)('keep the weight gradient’s shape at every scale (%s)', (activation) => {
    const profiles = [1 / 3, 1, 3].map((gain) => layerNorms(network, { gain, activation }))
    const [small = [], even = [], large = []] = profiles.map((one) => comparedWithLast(one.weightGradients))
    even.forEach((value, l) => {
      expect((small[l] ?? 0) / value).toBeCloseTo(1, 4)
      expect((large[l] ?? 0) / value).toBeCloseTo(1, 4)
    })
    // Within a factor of two over twenty layers of this draw, while δ spans ten decades.
    expect(range(even)).toBeLessThan(2)
  })

  it('show the scale in δ: each layer takes the root of the gain', () => {
    const [third = [], one = []] = [1 / 3, 1].map((gain) =>
      comparedWithLast(layerNorms(network, { gain, activation: 'linear' }).deltas),
    )
    third.forEach((value, l) => expect(value / (one[l] ?? 0) / 3 ** (-(19 - l) / 2)).toBeCloseTo(1, 4))
  })

  it('part ways when tanh saturates: the signal stops growing, δ does not', () => {
    const { weightGradients, deltas } = layerNorms(network, { gain: 4, activation: 'tanh' })
    expect(comparedWithLast(deltas)[0]).toBeGreaterThan(5)
    expect(comparedWithLast(weightGradients)[0]).toBeGreaterThan(5)
  })
})
