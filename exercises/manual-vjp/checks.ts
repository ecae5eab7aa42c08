import { allOf, atMost, defineChecks, eachLayer, equal, relativeDistance } from 'grader/judge'

interface Draw {
  batch: number
}

/** For each layer its elements, row by row. */
interface Passed {
  deltas: number[][]
  /** By automatic differentiation. */
  truth: number[][]
  grads: number[][]
  gradTruth: number[][]
}

interface Measured {
  unequal: Passed
  /** And where slips lead, in the order of SLIPS. */
  square: Passed & { slips: number[][] }
  /** One layer, three layers of one unit, two layers with one example. */
  small: Passed
  large: Passed
  diagnosis: { found: number[]; expected: number[] }
}

const SLIPS = ['transpose', 'another', 'at-h', 'twice', 'apart', 'reversed'] as const

const NAMES = ['unequal', 'square', 'small', 'large'] as const

// Six products in float32 differ between backends by some 1e-6. The nearest wrong idea is some 10 % away.
const REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    deltas: {
      needs: ['unequal', 'square', 'small', 'large'],
      weight: 4,
      judge: ({ m, reference }) =>
        allOf(
          NAMES.map((name) =>
            eachLayer(
              reference[name].truth.map((_, l) => l),
              (l) => atMost(relativeDistance(m[name].deltas[l] ?? [], reference[name].truth[l] ?? []), REL),
            ),
          ),
        ),
    },
    gradients: {
      needs: ['unequal', 'square', 'small', 'large'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          NAMES.map((name) =>
            eachLayer(
              reference[name].gradTruth.map((_, l) => l),
              (l) => atMost(relativeDistance(m[name].grads[l] ?? [], reference[name].gradTruth[l] ?? []), REL),
            ),
          ),
        ),
    },
    diagnosis: {
      needs: ['diagnosis'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf(reference.diagnosis.expected.map((expected, i) => equal(m.diagnosis.found[i] ?? NaN, expected))),
    },
  },

  misconceptions: {
    'missing-transpose': { fails: ['deltas'], recognise: (shown) => leadsTo(shown, 'transpose') },
    'slope-of-another-layer': { fails: ['deltas'], recognise: (shown) => leadsTo(shown, 'another') },
    'slope-at-h': { fails: ['deltas'], recognise: (shown) => leadsTo(shown, 'at-h') },
    'slope-twice': { fails: ['deltas'], recognise: (shown) => leadsTo(shown, 'twice') },
    'all-weights-first': { fails: ['deltas'], recognise: (shown) => leadsTo(shown, 'apart') },
    'reversed-order': { fails: ['deltas'], recognise: (shown) => leadsTo(shown, 'reversed') },
    'mean-gradient': {
      fails: ['gradients'],
      recognise: ({ m, reference, draw }) =>
        isNear(
          m.unequal?.grads.flat().map((one) => one * draw.batch),
          reference.unequal?.gradTruth.flat(),
        ),
    },
    // The layer above the first wrong one, or the lowest wrong one.
    'last-right-one': {
      fails: ['diagnosis'],
      recognise: ({ m, reference }) =>
        reference.diagnosis?.expected.every(
          (expected, i) => (m.diagnosis?.found[i] ?? NaN) === (expected === 0 ? 0 : expected + 1),
        ) ?? false,
    },
    'lowest-wrong-one': {
      fails: ['diagnosis'],
      recognise: ({ m, reference }) =>
        reference.diagnosis?.expected.every(
          (expected, i) =>
            m.diagnosis?.found[i] === Math.min(1, expected) ||
            (m.diagnosis?.found[i] === expected && expected > 1 && i === 4),
        ) ?? false,
    },
  },

  plots: {
    'layer-by-layer': {
      needs: ['square'],
      x: 'layer',
      y: 'delta-norm',
      draw: ({ m, reference }) => ({
        mine: lengths(m.square.deltas),
        reference: lengths(reference.square.truth),
      }),
    },
  },
})

type Shown = { m: Partial<Measured>; reference: Partial<Measured> }

function leadsTo({ m, reference }: Shown, slip: (typeof SLIPS)[number]): boolean {
  return isNear(m.square?.deltas.flat(), reference.square?.slips[SLIPS.indexOf(slip)])
}

function isNear(mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean {
  return mine !== undefined && expected !== undefined && relativeDistance(mine, expected) <= 1e-2
}

const lengths = (deltas: readonly (readonly number[])[]): Array<[number, number]> =>
  deltas.map((delta, l) => [l + 1, Math.hypot(...delta)])
