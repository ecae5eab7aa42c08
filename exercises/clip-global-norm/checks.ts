import {
  allOf,
  cosine,
  defineChecks,
  equal,
  isClose,
  isNotFinite,
  near,
  nearEach,
  norm,
  sameElements,
} from 'grader/judge'
import type { Judgement } from 'grader/judge'

interface Draw {
  threshold: number
  looseThreshold: number
  thresholds: number[]
}

/** Elements tensor by tensor, and the norm that was returned. */
interface Clipping {
  before: number[][]
  after: number[][]
  norm: number
}

/** All elements of each of several gradients, and the norms that were returned. */
interface Extremes {
  before: number[][]
  after: number[][]
  norms: number[]
}

interface Measured {
  above: Clipping
  below: Clipping
  /** For each threshold a gradient that is a thousandth longer, and one that is a thousandth shorter: all elements of each. */
  edges: {
    overBefore: number[][]
    overAfter: number[][]
    overNorms: number[]
    underBefore: number[][]
    underAfter: number[][]
    underNorms: number[]
    /** As long as the first of these thresholds, up to rounding. */
    metBefore: number[][]
    metAfter: number[][]
    metNorms: number[]
  }
  huge: Extremes
  tiny: Extremes
  zero: Clipping
  notFinite: { norms: number[] }
  sweep: { before: number[]; after: number[] }
}

// float32 sums of some fifty squares are right to 1e-6; the nearest wrong idea, to do nothing just above the threshold, is 1e-3
// away.
const REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    'norm-returned': {
      needs: ['above', 'below', 'edges'],
      weight: 1,
      judge: ({ m, reference: { above, below, edges } }) =>
        nearEach(
          [m.above.norm, m.below.norm, ...m.edges.overNorms, ...m.edges.underNorms, ...m.edges.metNorms],
          [above.before.flat(), below.before.flat(), ...edges.overBefore, ...edges.underBefore, ...edges.metBefore].map(
            norm,
          ),
          { rel: REL },
        ),
    },
    length: {
      needs: ['above', 'edges'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf([
          near(norm(m.above.after.flat()), draw.threshold, { rel: REL }),
          ...draw.thresholds.map((c, i) => near(norm(m.edges.overAfter[i] ?? []), c, { rel: REL })),
          ...m.edges.metAfter.map((after, i) => near(norm(after), draw.thresholds[i] ?? NaN, { rel: REL })),
        ]),
    },
    direction: {
      needs: ['above', 'edges'],
      weight: 2,
      judge: ({ m, reference: { above, edges } }) =>
        allOf([
          sameDirection(m.above.after.flat(), above.before.flat()),
          ...edges.overBefore.map((before, i) => sameDirection(m.edges.overAfter[i] ?? [], before)),
          ...edges.metBefore.map((before, i) => sameDirection(m.edges.metAfter[i] ?? [], before)),
        ]),
    },
    'short-unchanged': {
      needs: ['below', 'edges'],
      weight: 2,
      judge: (context) => {
        const { before, after } = shortOnes(context)
        return allOf([equal(after.length, before.length), equal(countChanged(after, before), 0)])
      },
    },
    'huge-norm': {
      needs: ['huge'],
      weight: 1,
      judge: ({ m, reference }) => nearEach(m.huge.norms, reference.huge.before.map(norm), { rel: REL }),
    },
    'huge-length': {
      needs: ['huge'],
      weight: 1,
      judge: ({ m, draw }) =>
        nearEach(
          m.huge.after.map(norm),
          m.huge.after.map(() => draw.threshold),
          { rel: REL },
        ),
    },
    // A wrong length is no wrong direction. Where the length is right, each element is held against what it has to be, so that
    // both tolerances together are no wider than one.
    'huge-direction': {
      needs: ['huge'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf(
          reference.huge.before.map((before, i) => {
            const after = m.huge.after[i] ?? []
            const length = isClose(norm(after), draw.threshold, REL) ? draw.threshold : norm(after)
            return nearEach(after, scaled(before, length), { rel: REL })
          }),
        ),
    },
    'tiny-norm': {
      needs: ['tiny'],
      weight: 1,
      judge: ({ m, reference }) => nearEach(m.tiny.norms, reference.tiny.before.map(norm), { rel: REL }),
    },
    'tiny-kept': {
      needs: ['tiny'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(reference.tiny.before.map((before, i) => nearEach(m.tiny.after[i] ?? [], before, { rel: REL }))),
    },
    zero: {
      needs: ['zero'],
      weight: 1,
      judge: ({ m }) => allOf([equal(m.zero.norm, 0), equal(norm(m.zero.after.flat()), 0)]),
    },
    'not-finite': {
      needs: ['notFinite'],
      weight: 1,
      judge: ({ m }) => allOf(m.notFinite.norms.map((one) => isNotFinite(one))),
    },
  },

  misconceptions: {
    'minimum-of-gradient': {
      fails: ['length', 'direction', 'short-unchanged', 'huge-length', 'huge-direction'],
      recognise: ({ m, reference, draw }) => {
        const before = reference.above?.before.flat() ?? []
        const limit = draw.threshold / norm(before)
        return sameWithin(
          m.above?.after.flat(),
          before.map((value) => Math.min(value, limit)),
        )
      },
    },
    'per-tensor': {
      fails: ['length', 'direction'],
      recognise: ({ m, reference, draw }) =>
        reference.above?.before.every((one, i) => {
          const own = norm(one)
          return sameWithin(
            m.above?.after[i],
            one.map((value) => (own > draw.threshold ? (value * draw.threshold) / own : value)),
          )
        }) ?? false,
    },
    'by-value': {
      fails: ['length', 'direction', 'huge-length', 'huge-direction'],
      recognise: ({ m, reference }) => {
        const before = reference.above?.before.flat() ?? []
        const after = m.above?.after.flat() ?? []
        const limit = Math.max(...after.map(Math.abs))
        const clamped = before.map((value) => Math.max(-limit, Math.min(limit, value)))
        return limit < 0.99 * Math.max(...before.map(Math.abs)) && sameWithin(after, clamped)
      },
    },
    'always-scales': {
      fails: ['short-unchanged', 'tiny-kept'],
      recognise: ({ m, draw }) => m.sweep?.after.every((one) => isClose(one, draw.threshold, 1e-3)) ?? false,
    },
    'divides-twice': {
      fails: ['length', 'huge-length'],
      recognise: ({ m, reference, draw }) => {
        const before = reference.above?.before.flat() ?? []
        const after = m.above?.after.flat() ?? []
        return isClose(norm(after), draw.threshold / norm(before), 1e-3) && cosine(after, before) > 1 - 1e-5
      },
    },
    'sum-of-norms': {
      fails: ['norm-returned', 'length', 'short-unchanged'],
      recognise: ({ m, reference, draw }) => {
        const norms = reference.above?.before.map(norm) ?? []
        const sum = norms.reduce((total, one) => total + one, 0)
        const after = norm(m.above?.after.flat() ?? [])
        return isClose(after, (draw.threshold * norm(norms)) / sum, 1e-3)
      },
    },
    'norm-after-clipping': {
      fails: ['norm-returned', 'huge-norm'],
      recognise: ({ m, draw }) =>
        isClose(m.above?.norm ?? NaN, draw.threshold, 1e-3) &&
        isClose(norm(m.above?.after.flat() ?? []), draw.threshold, 1e-3),
    },
    'squares-overflow': {
      fails: ['huge-norm', 'huge-length', 'tiny-norm'],
      recognise: (context) =>
        isRightNorm(context) && (context.m.huge?.norms.every((one) => !Number.isFinite(one)) ?? false),
    },
    'zero-over-zero': {
      fails: ['zero'],
      recognise: ({ m: { zero } }) =>
        zero !== undefined && [zero.norm, ...zero.after.flat()].some((value) => !Number.isFinite(value)),
    },
    'hides-not-finite': {
      fails: ['not-finite'],
      recognise: (context) =>
        isRightNorm(context) && (context.m.notFinite?.norms.some((one) => Number.isFinite(one)) ?? false),
    },
    'rounded-on-the-way': {
      fails: ['short-unchanged'],
      recognise: (context) => {
        const { before, after } = shortOnes(context)
        return countChanged(after, before) > 0 && after.every((value, i) => isClose(value, before[i] ?? NaN, 1e-6))
      },
    },
  },

  plots: {
    'before-after': {
      needs: ['sweep'],
      x: 'norm-before',
      y: 'norm-after',
      xScale: 'log',
      yScale: 'log',
      draw: ({ m, reference }) => {
        const points = (after: number[]): Array<[number, number]> =>
          reference.sweep.before.map((before, i) => [before, after[i] ?? NaN])
        return {
          mine: points(m.sweep.after),
          reference: points(reference.sweep.after),
          baseline: points(reference.sweep.before),
        }
      },
    },
  },
})

/** Every element within 1e-4 of what is expected there. */
function sameWithin(after: readonly number[] | undefined, expected: readonly number[]): boolean {
  if (after === undefined || after.length === 0 || after.length !== expected.length) return false
  return sameElements(after, expected) || after.every((value, i) => isClose(value, expected[i] ?? NaN, 1e-4))
}

interface Asked {
  m: Partial<Measured>
  reference: Partial<Measured>
}

/** All elements of the gradients that are not longer than their thresholds. */
const shortOnes = ({ m, reference }: Asked): { before: number[]; after: number[] } => ({
  before: [...(reference.below?.before.flat() ?? []), ...(reference.edges?.underBefore.flat() ?? [])],
  after: [...(m.below?.after.flat() ?? []), ...(m.edges?.underAfter.flat() ?? [])],
})

const countChanged = (after: readonly number[], before: readonly number[]): number =>
  after.filter((value, i) => value !== before[i]).length

/** The norm is right for a gradient of usual length. */
const isRightNorm = ({ m, reference }: Asked): boolean =>
  isClose(m.above?.norm ?? NaN, norm(reference.above?.before.flat() ?? []), 1e-3)

/** Every element by the factor that the whole was multiplied by: a wrong length is no wrong direction. */
function sameDirection(after: readonly number[], before: readonly number[]): Judgement {
  const factor = norm(after) / norm(before)
  return nearEach(
    after,
    before.map((value) => value * factor),
    { rel: REL },
  )
}

/** The same direction with this norm. */
const scaled = (values: readonly number[], length: number): number[] =>
  values.map((value) => (value * length) / norm(values))
