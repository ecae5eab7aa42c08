import { allOf, atLeast, atMost, defineChecks, equal, isClose, near } from 'grader/judge'

interface Draw {
  depth: number
  norms: number[]
  slopes: number[]
}

interface Network {
  layers: number
  slope: number
  /** ‖W_l‖₂ of each layer. */
  largest: number[]
  /** The length of a gradient after 0 to L layers, as a multiple of its first length, for each direction. */
  growth: number[][]
}

const NAMES = ['deep', 'narrow', 'single', 'largest'] as const

interface Measured extends Record<(typeof NAMES)[number], Network> {
  typical: { measured: number[]; predicted: number[] }
}

const NORM = 0.7
const SLOPE = 1.8
/** Each layer's factor, less 0.1 % for rounding in thirty layers. */
const FACTOR = NORM * SLOPE * 0.999
const DEPTHS: Record<(typeof NAMES)[number], (draw: Draw) => number> = {
  deep: ({ depth }) => depth,
  narrow: () => 7,
  single: () => 1,
  largest: () => 30,
}

export default defineChecks<Measured, Draw>({
  checks: {
    contracts: {
      needs: ['deep', 'narrow', 'single', 'largest'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf([
          ...NAMES.map((name) => equal(m[name].layers, DEPTHS[name](draw))),
          ...NAMES.flatMap((name) => m[name].largest.map((one) => atMost(one, NORM * 1.0001))),
        ]),
    },
    slope: {
      needs: ['deep', 'narrow', 'single', 'largest'],
      weight: 1,
      judge: ({ m }) =>
        allOf(NAMES.flatMap((name) => [atMost(m[name].slope, SLOPE * 1.000001), atLeast(m[name].slope, 1e-9)])),
    },
    // From every direction, and at every layer: a gradient that shrinks first and grows later is another thing.
    grows: {
      needs: ['deep', 'narrow', 'single', 'largest'],
      weight: 3,
      judge: ({ m }) =>
        allOf(
          NAMES.flatMap((name) =>
            m[name].growth.flatMap((at, layer) => at.map((one) => atLeast(one / FACTOR ** layer, 1))),
          ),
        ),
    },
    // Four directions through twelve layers of 128 units scatter by 2 %, and so does the largest singular value.
    predicts: {
      needs: ['typical'],
      weight: 3,
      judge: ({ m: { typical } }) =>
        allOf(typical.measured.map((one, k) => near(typical.predicted[k] ?? NaN, one, { rel: 0.08 }))),
    },
  },

  misconceptions: {
    'gaussian-rescaled': {
      fails: ['grows'],
      // Right in its largest singular value, and less in every other.
      recognise: ({ m, draw }) =>
        (m.deep?.largest.every((one) => isClose(one, NORM, 2e-2)) ?? false) &&
        isClose(m.deep?.slope ?? NaN, SLOPE, 1e-2) &&
        (perLayer(m, draw) ?? NaN) < 1,
    },
    'slope-folded-into-w': {
      fails: ['contracts'],
      recognise: ({ m }) => m.deep?.largest.every((one) => isClose(one, NORM * SLOPE, 1e-2)) ?? false,
    },
    'steeper-slope': {
      fails: ['slope'],
      recognise: ({ m }) => (m.deep?.slope ?? NaN) > SLOPE * 1.01,
    },
    'frobenius-rescaled': {
      fails: ['grows'],
      recognise: ({ m, draw }) =>
        (m.deep?.largest.every((one) => one < 0.95 * NORM) ?? false) && (perLayer(m, draw) ?? NaN) < 0.8,
    },
    'one-direction-only': {
      fails: ['grows'],
      // The gradient's length is what one direction of it makes of it: from the second layer on it grows by the whole factor.
      recognise: ({ m }) => {
        const at = m.deep?.growth ?? []
        return [0, 1, 2, 3].every(
          (i) => (at[1]?.[i] ?? NaN) < 1.2 && isClose((at[3]?.[i] ?? NaN) / (at[2]?.[i] ?? NaN), NORM * SLOPE, 1e-3),
        )
      },
    },
    'worst-direction-as-typical': {
      fails: ['predicts'],
      recognise: ({ m, draw }) => predicts(m, draw, (norm, slope) => norm * slope),
    },
    'forgets-the-slope': {
      fails: ['predicts'],
      recognise: ({ m, draw }) => predicts(m, draw, (norm) => norm / 2),
    },
    'root-of-two': {
      fails: ['predicts'],
      recognise: ({ m, draw }) => predicts(m, draw, (norm, slope) => (norm * slope) / Math.SQRT2),
    },
  },

  plots: {
    growth: {
      needs: ['deep'],
      x: 'layer',
      y: 'gradient-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: alongOne(m.deep),
        reference: alongOne(reference.deep),
        // What Gaussian matrices of the same spectral norm make of it.
        baseline: m.deep.growth.map((_, layer): [number, number] => [layer, (NORM * SLOPE * 0.5) ** layer]),
      }),
    },
  },
})

/** The mean factor of a layer for the first direction. */
function perLayer(m: Partial<Measured>, { depth }: Draw): number | undefined {
  const last = m.deep?.growth.at(-1)?.[0]
  return last === undefined ? undefined : last ** (1 / depth)
}

function predicts(m: Partial<Measured>, draw: Draw, formula: (norm: number, slope: number) => number): boolean {
  const norms = [...draw.norms, 1, NORM]
  const slopes = [...draw.slopes, 1, SLOPE]
  return norms.every((norm, k) => isClose(m.typical?.predicted[k] ?? NaN, formula(norm, slopes[k] ?? NaN), 1e-3))
}

const alongOne = ({ growth }: Network): Array<[number, number]> => growth.map((at, layer) => [layer, at[0] ?? NaN])
