import { describe, expect, it } from 'vitest'

import { makeFamily, spectra } from './spectrum-model.ts'

const family = makeFamily(7)
const close = (values: number[]) => values.map((value) => expect.closeTo(value, 8))
const descending = (values: number[]) => values.toSorted((a, b) => b - a)

describe('a branch and its block', () => {
  it('have the lengths of their eigenvalues as singular values where the matrix is normal', () => {
    const { branch, block, branchValues, blockValues } = spectra(family, 0.7, 0)
    expect(branchValues).toEqual(close(descending(branch.map(({ re, im }) => Math.hypot(re, im)))))
    expect(blockValues).toEqual(close(descending(block.map(({ re, im }) => Math.hypot(re, im)))))
  })

  it('keep their eigenvalues when sheared, and only them', () => {
    const straight = spectra(family, 0.7, 0)
    const sheared = spectra(family, 0.7, 1.5)
    expect(sheared.block).toEqual(straight.block)
    expect(sheared.blockValues[0]).toBeGreaterThan((straight.blockValues[0] ?? 0) + 0.2)
    // The determinant is the product of the eigenvalues, and up to its sign that of the singular values.
    const product = (values: number[]) => values.reduce((all, one) => all * one, 1)
    expect(product(sheared.blockValues)).toBeCloseTo(product(straight.blockValues), 8)
  })

  it('differ by at most the norm of the branch from one', () => {
    for (const [size, shear] of [
      [0.05, 2],
      [0.5, 1],
      [1, 2],
    ] as const) {
      const { branchValues, blockValues } = spectra(family, size, shear)
      const norm = branchValues[0] ?? 0
      for (const value of blockValues) expect(Math.abs(value - 1)).toBeLessThanOrEqual(norm + 1e-9)
    }
  })
})
