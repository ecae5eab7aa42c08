import { describe, expect, it } from 'vitest'

import { gradientProfile, heStd, makeNetwork, rescaledRatios } from './deep-network-model.ts'

const width = 64
const network = makeNetwork({ depth: 50, width, batch: 4, seed: 3 })
const xavier = Math.sqrt(1 / width)

describe('the gradient of a deep network', () => {
  it('loses 2^(-L/2) at the input with variance 1/n, compared with He on the same draw', () => {
    const ratio =
      gradientProfile(network, { std: xavier, depth: 30 }).input /
      gradientProfile(network, { std: heStd(width, 0), depth: 30 }).input
    expect(ratio / 3.0517578125e-5).toBeCloseTo(1, 5)
  })

  it('keeps its squared norm on average with He', () => {
    const squares = Array.from({ length: 60 }, (_, seed) => {
      const drawn = makeNetwork({ depth: 8, width, batch: 8, seed: seed + 1 })
      const { deltas } = gradientProfile(drawn, { std: heStd(width, 0) })
      return ((deltas[0] ?? 0) / (deltas[7] ?? 1)) ** 2
    })
    expect(mean(squares)).toBeGreaterThan(0.85)
    expect(mean(squares)).toBeLessThan(1.15)
  })

  it('scatters in ln around -10.4 with Xavier at thirty layers', () => {
    const logs = Array.from({ length: 20 }, (_, seed) => {
      const drawn = makeNetwork({ depth: 30, width, batch: 32, seed: seed + 1 })
      return Math.log(gradientProfile(drawn, { std: xavier }).input / Math.sqrt(32 * width))
    })
    expect(mean(logs)).toBeGreaterThan(-10.9)
    expect(mean(logs)).toBeLessThan(-10.1)
  })

  it('scales from one standard deviation to another as a second run does', () => {
    const he = gradientProfile(network, { std: heStd(width, 0) })
    const direct = gradientProfile(network, { std: 1.3 * heStd(width, 0) })
    const scaled = rescaledRatios(he.deltas, 1.3)
    direct.deltas.forEach((delta, l) => {
      expect(delta / (direct.deltas[49] ?? 1) / (scaled[l] ?? 0)).toBeCloseTo(1, 5)
    })
    expect(direct.active).toEqual(he.active)
  })

  it('agrees with a finite difference of the loss', () => {
    const small = makeNetwork({ depth: 3, width: 6, batch: 2, seed: 5 })
    const std = heStd(6, 0.2)
    const { input } = gradientProfile(small, { std, negSlope: 0.2 })
    let square = 0
    for (let i = 0; i < small.input.length; i++) {
      square += ((lossAt(small, std, i, 1e-3) - lossAt(small, std, i, -1e-3)) / 2e-3) ** 2
    }
    expect(input / Math.sqrt(square)).toBeCloseTo(1, 3)
  })

  it('underflows to zero where float32 ends', () => {
    expect(gradientProfile(network, { std: 0.01, depth: 30 }).input).toBeGreaterThan(0)
    expect(gradientProfile(network, { std: 0.01, depth: 45 }).input).toBe(0)
  })

  it('knows He’s variance for leaky slopes', () => {
    expect(heStd(1, 0.1) ** 2).toBeCloseTo(1.9802, 4)
    expect(heStd(1, 0.25) ** 2).toBeCloseTo(1.88235, 4)
  })
})

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** The loss ⟨upstream, h_L⟩ written a second time, without the model's matrix products. */
function lossAt(network: ReturnType<typeof makeNetwork>, std: number, moved: number, by: number): number {
  const { width: n, batch, weights, upstream } = network
  let h = Array.from(network.input, (value, i) => (i === moved ? value + by : value))
  for (const w of weights) {
    h = h.map((_, at) => {
      const row = Math.floor(at / n) * n
      let z = 0
      for (let i = 0; i < n; i++) z += std * (h[row + i] ?? 0) * (w[i * n + (at % n)] ?? 0)
      return z > 0 ? z : 0.2 * z
    })
  }
  return h.slice(0, batch * n).reduce((sum, value, i) => sum + value * (upstream[i] ?? 0), 0)
}
