import { describe, expect, it } from 'vitest'

import { ceiling, direction, gainsAt, jacobianOf } from './layer-norm-model.ts'

const layer = { width: 8, eps: 1e-5, gamma: 1 }

describe('the Jacobian of layer norm', () => {
  it('is the derivative of layer norm', () => {
    const x = [0.3, -1.2, 0.8, 2.1]
    const normalise = (values: number[]) => {
      const mean = values.reduce((sum, one) => sum + one, 0) / 4
      const v = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / 4
      return values.map((one) => (1.5 * (one - mean)) / Math.sqrt(v + 0.1))
    }
    const columns = jacobianOf(x, { width: 4, eps: 0.1, gamma: 1.5 })
    columns.forEach((column, j) => {
      const moved = (step: number) => normalise(x.map((one, i) => (i === j ? one + step : one)))
      const [up, down] = [moved(1e-5), moved(-1e-5)]
      column.forEach((value, i) => expect(value).toBeCloseTo(((up[i] ?? 0) - (down[i] ?? 0)) / 2e-5, 8))
    })
  })

  it.each([3, 5, 12])('stretches by 1/s at most, and along x̂ by ε/s³, with %s units', (width) => {
    const z = direction(width)
    for (const spread of [1e-4, 1e-3, 0.01, 1, 30]) {
      const s = Math.sqrt(spread ** 2 + layer.eps)
      const { largest, own } = gainsAt(z, spread, { ...layer, width })
      expect(largest * s).toBeCloseTo(1, 9)
      expect((own * s ** 3) / layer.eps).toBeCloseTo(1, 4)
    }
  })

  it('has with two units no direction but x̂', () => {
    const { largest, own } = gainsAt(direction(2), 0.01, { ...layer, width: 2 })
    expect(largest).toBeCloseTo(own, 9)
    expect(own).toBeCloseTo(1e-5 / (1e-4 + 1e-5) ** 1.5, 6)
  })

  it('reaches its ceiling where the input has no spread', () => {
    expect(ceiling(layer)).toBeCloseTo(316.23, 2)
    expect(ceiling({ ...layer, eps: 1e-3, gamma: 2 })).toBeCloseTo(63.25, 2)
    expect(gainsAt(direction(8), 0, layer).largest).toBeCloseTo(316.23, 2)
  })

  it('costs little for the whole curve', () => {
    const z = direction(12)
    const start = performance.now()
    for (let k = 0; k < 29; k++) gainsAt(z, 10 ** (k / 4 - 5), { ...layer, width: 12 })
    expect(performance.now() - start).toBeLessThan(100)
  })
})
