import { describe, expect, it } from 'vitest'

import { clip, cosine, gradientOfLengths, norm } from './clip-model.ts'

const worked = gradientOfLengths(3, 4)

describe('clipping', () => {
  it.each([
    ['global', 1, 1],
    ['tensor', 1.41421, 0.98995],
    ['value', 2, 0.9],
  ] as const)('%s gives the worked case its length and cosine', (method, length, cos) => {
    const after = clip(method, worked, 1)
    expect(norm(after.flat())).toBeCloseTo(length, 5)
    expect(cosine(worked, after)).toBeCloseTo(cos, 5)
  })

  it('leaves a short gradient as it is', () => {
    for (const method of ['global', 'tensor', 'value'] as const) expect(clip(method, worked, 5)).toEqual(worked)
  })

  it('survives huge values and zero', () => {
    expect(norm(clip('global', [[1e200], [1e200]], 1).flat())).toBeCloseTo(1, 12)
    expect(clip('global', [[0, 0], [0]], 1)).toEqual([[0, 0], [0]])
    expect(cosine([[0]], [[0]])).toBeUndefined()
  })
})
