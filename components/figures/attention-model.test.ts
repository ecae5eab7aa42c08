import { describe, expect, it } from 'vitest'

import { attend, histogram, makeExamples, quantile, scoresOf } from './attention-model.ts'
import type { Examples } from './attention-model.ts'

const run = (examples: Examples, width: number, scale: number) =>
  attend(examples, width, scoresOf(examples, width), scale)

describe('gradients of attention', () => {
  it('are the derivative of the mixture', () => {
    const examples = makeExamples({ count: 1, keys: 5, widest: 6, seed: 3 })
    const scale = 0.7
    const mixture = (q: Float32Array) => {
      const moved = { ...examples, q }
      const powers = Array.from(scoresOf(moved, 6), (score) => Math.exp(scale * score))
      const total = powers.reduce((sum, one) => sum + one, 0)
      return powers.reduce((sum, one, j) => sum + (one / total) * (examples.gains[j] ?? 0), 0)
    }
    const gradient = Array.from(examples.q, (_, i) => {
      const step = (sign: number) => examples.q.map((one, k) => (k === i ? one + sign * 1e-2 : one))
      const [up, down] = [step(1), step(-1)]
      return (mixture(up) - mixture(down)) / ((up[i] ?? 0) - (down[i] ?? 0))
    })
    expect(run(examples, 6, scale).norms[0]).toBeCloseTo(Math.hypot(...gradient), 3)
  })

  const many = makeExamples({ count: 600, keys: 16, widest: 256, seed: 1 })

  it('stay at one size at every width when the scores are divided by the root', () => {
    for (const width of [16, 64, 256]) {
      const { norms, largest } = run(many, width, 1 / Math.sqrt(width))
      expect(quantile(norms, 0.5)).toBeGreaterThan(0.24)
      expect(quantile(norms, 0.5)).toBeLessThan(0.3)
      expect(largest).toBeGreaterThan(0.22)
      expect(largest).toBeLessThan(0.27)
    }
  })

  it('are typically tiny and sometimes huge without a scale', () => {
    const { norms, largest } = run(many, 256, 1)
    expect(quantile(norms, 0.5)).toBeLessThan(0.15)
    expect(quantile(norms, 0.95)).toBeGreaterThan(5)
    expect(largest).toBeGreaterThan(0.88)
  })

  it('are small everywhere when the scores are divided by the width', () => {
    const { norms } = run(many, 256, 1 / 256)
    // √15/16 · 1/√d_k: the weights are all 1/16.
    expect(quantile(norms, 0.5)).toBeCloseTo(Math.sqrt(15) / 16 / 16, 2)
    expect(quantile(norms, 0.95)).toBeLessThan(0.025)
  })
})

it('a histogram counts every value, at the edges too', () => {
  const bins = histogram([0, 1e-9, 1e-3, 0.5, 0.5, 1e9], -6, 2, 1)
  expect(bins).toHaveLength(8)
  expect(bins.map((share) => Math.round(share * 6))).toEqual([2, 0, 0, 1, 0, 2, 0, 1])
})
