import {
  allOf,
  cosine,
  atLeast,
  defineChecks,
  equal,
  isClose,
  isNotFinite,
  near,
  norm,
  sameElements,
} from 'grader/judge'

interface Draw {
  threshold: number
  looseThreshold: number
}

/** Elements tensor by tensor, and the norm that was returned. */
interface Clipping {
  before: number[][]
  after: number[][]
  norm: number
}

interface Measured {
  above: Clipping
  below: Clipping
  huge: Clipping
  tiny: Clipping
  zero: Clipping
  notFinite: { norms: number[] }
  sweep: { before: number[]; after: number[] }
}

// float32 sums of some fifty squares are right to 1e-6; the nearest wrong idea is 10 % away.
const REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    'norm-returned': {
      needs: ['above'],
      weight: 1,
      judge: ({ m, reference }) => near(m.above.norm, norm(reference.above.before.flat()), { rel: REL }),
    },
    length: {
      needs: ['above'],
      weight: 2,
      judge: ({ m, draw }) => near(norm(m.above.after.flat()), draw.threshold, { rel: REL }),
    },
    direction: {
      needs: ['above'],
      weight: 2,
      judge: ({ m, reference }) => atLeast(cosine(m.above.after.flat(), reference.above.before.flat()), 1 - 1e-5),
    },
    'short-unchanged': {
      needs: ['below'],
      weight: 2,
      judge: ({ m, reference }) => {
        const before = reference.below.before.flat()
        const after = m.below.after.flat()
        const changed = after.filter((value, i) => value !== before[i]).length
        return allOf([equal(after.length, before.length), equal(changed, 0)])
      },
    },
    huge: {
      needs: ['huge'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf([
          near(m.huge.norm, norm(reference.huge.before.flat()), { rel: REL }),
          near(norm(m.huge.after.flat()), draw.threshold, { rel: REL }),
        ]),
    },
    tiny: {
      needs: ['tiny'],
      weight: 1,
      judge: ({ m, reference }) => near(m.tiny.norm, norm(reference.tiny.before.flat()), { rel: REL }),
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
      fails: ['length', 'direction', 'short-unchanged', 'huge'],
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
      recognise: ({ m, reference }) => {
        const before = reference.above?.before ?? []
        const after = m.above?.after ?? []
        const factors = before.map((one, i) => norm(after[i] ?? []) / norm(one))
        const keepsEachDirection = before.every((one, i) => cosine(after[i] ?? [], one) > 1 - 1e-5)
        return keepsEachDirection && Math.max(...factors) > 1.01 * Math.min(...factors)
      },
    },
    'by-value': {
      fails: ['length', 'direction', 'huge'],
      recognise: ({ m, reference }) => {
        const before = reference.above?.before.flat() ?? []
        const after = m.above?.after.flat() ?? []
        const limit = Math.max(...after.map(Math.abs))
        const clamped = before.map((value) => Math.max(-limit, Math.min(limit, value)))
        return limit < 0.99 * Math.max(...before.map(Math.abs)) && sameWithin(after, clamped)
      },
    },
    'always-scales': {
      fails: ['short-unchanged'],
      recognise: ({ m, draw }) => m.sweep?.after.every((one) => isClose(one, draw.threshold, 1e-3)) ?? false,
    },
    'divides-twice': {
      fails: ['length', 'huge'],
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
      fails: ['norm-returned', 'huge'],
      recognise: ({ m, draw, failed }) =>
        failed.includes('norm-returned') && isClose(m.above?.norm ?? NaN, draw.threshold, 1e-3) && rightAbove(m, draw),
    },
    'squares-overflow': {
      fails: ['huge', 'tiny'],
      recognise: ({ m, reference, failed }) =>
        !failed.includes('norm-returned') &&
        m.huge !== undefined &&
        !Number.isFinite(m.huge.norm) &&
        Number.isFinite(norm(reference.huge?.before.flat() ?? [NaN])),
    },
    'zero-over-zero': {
      fails: ['zero'],
      recognise: ({ m, failed }) =>
        !failed.includes('norm-returned') &&
        m.zero !== undefined &&
        [m.zero.norm, ...m.zero.after.flat()].some((value) => !Number.isFinite(value)),
    },
    'hides-not-finite': {
      fails: ['not-finite'],
      recognise: ({ m, failed }) =>
        !failed.includes('norm-returned') && (m.notFinite?.norms.some((one) => Number.isFinite(one)) ?? false),
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

/** The clipping itself is right where it has work to do. */
const rightAbove = (m: Partial<Measured>, draw: Draw): boolean =>
  isClose(norm(m.above?.after.flat() ?? []), draw.threshold, 1e-3)
