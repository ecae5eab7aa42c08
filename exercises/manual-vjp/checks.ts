import { allOf, atMost, defineChecks, eachLayer, equal, relativeDistance } from 'grader/judge'

interface Draw {
  depth: number
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
  square: Passed
  /** One layer, three layers of one unit, two layers with one example. */
  small: Passed
  large: Passed
  diagnosis: { found: number[]; expected: number[] }
}

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

  misconceptions: {},

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

const lengths = (deltas: readonly (readonly number[])[]): Array<[number, number]> =>
  deltas.map((delta, l) => [l + 1, Math.hypot(...delta)])
