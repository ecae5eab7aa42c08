import { describe, expect, it } from 'vitest'

import {
  criticalPoint,
  criticalWeightVariance,
  fixedPoint,
  makeTanhNetwork,
  phaseAt,
  tanhProfile,
  throughput,
} from './mean-field-model.ts'

describe('the mean field of tanh', () => {
  // σ_b² = 0.05, computed independently with another quadrature and plain iteration.
  it.each([
    [1, 0.19359, 0.75903, 3.627],
    [1.5, 0.41804, 0.93864, 15.79],
    [2.5, 1.06396, 1.13352, 7.979],
    [4, 2.19549, 1.3424, 3.396],
  ])('at σ_w² = %d has q* = %d, χ₁ = %d and ξ = %d', (weight, q, chi, depthScale) => {
    const phase = phaseAt({ weight, bias: 0.05 })
    expect(phase.q).toBeCloseTo(q, 4)
    expect(phase.chi).toBeCloseTo(chi, 4)
    expect(phase.depthScale).toBeCloseTo(depthScale, 2)
  })

  it.each([
    [0.01, 1.42421],
    [0.05, 1.76095],
    [0.25, 2.40149],
    [1, 3.44321],
  ])('is critical for σ_b² = %d at σ_w² = %d', (bias, weight) => {
    expect(criticalWeightVariance(bias)).toBeCloseTo(weight, 4)
    expect(phaseAt({ weight, bias }).chi).toBeCloseTo(1, 4)
  })

  it('finds the stable fixed point where there are no biases: 0 up to σ_w² = 1, and not 0 above', () => {
    expect(fixedPoint({ weight: 0.5, bias: 0 })).toBeLessThan(1e-6)
    const q = fixedPoint({ weight: 2, bias: 0 })
    expect(q).toBeGreaterThan(0.5)
    expect(2 * throughput(q)).toBeCloseTo(q, 8)
  })

  it('starts the critical line at σ_w² = 1 without biases', () => {
    expect(criticalPoint(0)).toEqual({ weight: expect.closeTo(1, 9), bias: 0 })
    expect(criticalWeightVariance(0)).toBeCloseTo(1, 6)
  })
})

describe('a tanh network', () => {
  const network = makeTanhNetwork({ depth: 30, width: 64, batch: 4, seed: 6 })

  it('follows the law in either phase to within the scatter of one draw', () => {
    for (const weight of [1, 2.5]) {
      const slope = (2 * Math.log(tanhProfile(network, { weight, bias: 0.05 })[0] ?? NaN)) / 29
      // One draw of this size scatters by 0.03.
      expect(Math.abs(slope - Math.log(phaseAt({ weight, bias: 0.05 }).chi))).toBeLessThan(0.15)
    }
  })

  it('without signal and biases is linear: σ_w² does what it says, exactly', () => {
    const first = (weight: number) => tanhProfile(network, { weight, bias: 0 })[0] ?? NaN
    expect(first(0.5) / first(0.25) / 2 ** 14.5).toBeCloseTo(1, 3)
  })
})
