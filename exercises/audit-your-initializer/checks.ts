import { allOf, atLeast, atMost, defineChecks, isClose, near, truncatedMoment } from 'grader/judge'

interface Draw {
  fanIns: number[]
  cut: number
  share: number
  rows: number
  columns: number
}

interface Measured {
  /** Of five initialisers (normal, uniform, Laplace, truncated as in tfjs, cut elsewhere), and of how many numbers. */
  audit: { ratios: number[]; numbers: number[] }
  /** The normal one, with many inputs, with the fewest, with 7 and with the most. */
  wide: { ratios: number[]; numbers: number[] }
  /** Of w·√(fanIn/2): mean square, largest value, scatter of the mean squares of rows and columns, counts in 30 bins. */
  elements: { square: number; largest: number; rowScatter: number; columnScatter: number; histogram: number[] }
  /**
   * ‖A‖, ‖A‖ of the same seed again and ‖B‖; ‖A − A again‖, of other seeds too; ⟨A, B⟩; ⟨·, ·⟩ and ‖·‖‖·‖ of pairs of small and
   * large seeds.
   */
  seeds: { norms: number[]; moved: number; repeats: number[]; product: number; pairs: number[]; lengths: number[] }
  /**
   * ‖∂L/∂x‖ of two networks, ‖δ_l‖ of the first, the mean of w²·fanIn/2 of each of their fifty matrices, and the standard
   * deviation of w·√(fanIn/2) where it changes least from matrix to matrix.
   */
  depth: { input: number[]; deltas: number[]; squares: number[]; stillest: number }
}

const CUT = 2
const VARIANCE_LEFT = truncatedMoment(CUT, 2)
/** κ − 1 of the truncated law: the variance of w² in units of the squared mean, 1.37. */
const EXCESS = truncatedMoment(CUT, 4) / VARIANCE_LEFT ** 2 - 1

// 50,000 Laplace numbers, the widest of the five laws, give their mean square to 1 %; a normal law to 0.6 %. The
// nearest wrong idea, the root of 0.7737, is 14 % away.
const RATIO_REL = 0.06
// 64,000 numbers give the mean square to 0.46 %, the 409,600 of fifty matrices to 0.18 %. The nearest wrong idea is a slip in
// the formula of what the cut leaves (its two parts multiplied in place of divided), 2.5 % away; a factor that was measured
// with 50,000 numbers is right to 0.5 %.
const ONE_MATRIX_REL = 0.03
const VARIANCE_REL = 0.02
// The largest of 64,000 numbers reaches the cut to 0.01 %, but the cut moves with the root of the variance.
const LARGEST_REL = 0.02
// The same draws on the same backend differ by nothing, or by rounding.
const SAME = 1e-6
// The correlation of 4,096 pairs scatters by 0.016.
const CORRELATION = 0.1
// A scatter that is itself estimated from 50 matrices is right to 10 %; from 200 rows and more, to 5 %.
const SCATTER_LEFT = 0.5
// One element in fifty matrices is estimated to 10 % as well, but 8,192 are looked at: below a quarter with probability 1e-15.
const ELEMENT_SCATTER_LEFT = 0.25
// ln of the gradient's norm after fifty layers of 64 units scatters by 0.63 around −0.2 (60 draws), its mean over two
// networks by 0.45. Without the correction it is −6.4.
const DEPTH_ABS = 2.9

export default defineChecks<Measured, Draw>({
  checks: {
    'promise-kept': {
      needs: ['audit', 'wide'],
      weight: 1,
      judge: ({ m, draw }) =>
        allOf([sameRatios(m, draw, [0, 1, 2]), ...m.wide.ratios.map((one) => near(one, 1, { rel: RATIO_REL }))]),
    },
    'promise-broken': {
      needs: ['audit'],
      weight: 1,
      judge: ({ m, draw }) => sameRatios(m, draw, [3, 4]),
    },
    'enough-numbers': {
      needs: ['audit', 'wide'],
      weight: 1,
      judge: ({ m }) => allOf([...m.audit.numbers, ...m.wide.numbers].map((count) => atLeast(count, 50_000))),
    },
    variance: {
      needs: ['elements', 'depth'],
      weight: 2,
      judge: ({ m }) =>
        allOf([
          near(m.elements.square, 1, { rel: ONE_MATRIX_REL }),
          near(mean(m.depth.squares), 1, { rel: VARIANCE_REL }),
        ]),
    },
    cut: {
      needs: ['elements'],
      weight: 1,
      judge: ({ m }) => near(m.elements.largest, CUT / Math.sqrt(VARIANCE_LEFT), { rel: LARGEST_REL }),
    },
    repeats: {
      needs: ['seeds'],
      weight: 1,
      judge: ({ m: { seeds } }) => {
        const [first = NaN] = seeds.norms
        return atMost(Math.max(seeds.moved, ...seeds.repeats) / first, SAME)
      },
    },
    unrelated: {
      needs: ['seeds'],
      weight: 1,
      judge: ({ m: { seeds } }) => {
        const [first = NaN, , other = NaN] = seeds.norms
        const pairs = seeds.pairs.map((one, i) => Math.abs(one) / (seeds.lengths[i] ?? NaN))
        return atMost(Math.max(Math.abs(seeds.product) / (first * other), ...pairs), CORRELATION)
      },
    },
    'chance-left': {
      needs: ['elements', 'depth'],
      weight: 1,
      judge: ({ m, draw }) =>
        allOf([
          ...scatters(m, draw).map((share) => atLeast(share, SCATTER_LEFT)),
          atLeast(m.depth.stillest / Math.sqrt(mean(m.depth.squares)), ELEMENT_SCATTER_LEFT),
        ]),
    },
    depth: {
      needs: ['depth'],
      weight: 2,
      judge: ({ m }) => near(meanLog(m.depth.input), 0, { abs: DEPTH_ABS }),
    },
  },

  misconceptions: {
    'too-few': {
      fails: ['enough-numbers'],
      // What a sampler gives for one square matrix.
      recognise: ({ m, draw }) => draw.fanIns.every((fanIn, i) => m.audit?.numbers[i] === fanIn ** 2),
    },
    'std-ratio': {
      fails: ['promise-broken'],
      recognise: ({ m, draw }) => ratiosAre(m, (i) => Math.sqrt(lawOf(draw, i))),
    },
    'counts-the-outputs': {
      fails: ['promise-kept', 'promise-broken'],
      recognise: ({ m, draw }) => {
        // The shape was [k, fanIn]: what was measured is fanIn/k of the truth, with k constant or inverse to fanIn.
        const outputs = draw.fanIns.map((fanIn, i) => (fanIn * lawOf(draw, i)) / (m.audit?.ratios[i] ?? NaN))
        const [k = NaN] = outputs
        const numbers = outputs.map((one, i) => one * (draw.fanIns[i] ?? NaN))
        return (
          outputs.every((one) => isClose(one, k, 0.1)) ||
          numbers.every((one) => one > 1e4 && isClose(one, numbers[0] ?? NaN, 0.1))
        )
      },
    },
    'tail-removed': {
      fails: ['promise-kept'],
      recognise: ({ m }) => {
        // Nothing is missing where nothing was far out, and the further out a law reaches, the more is missing.
        const [normal = NaN, uniform = NaN, laplace = NaN] = m.audit?.ratios ?? []
        return isClose(uniform, 1, 0.06) && laplace < 0.9 && laplace < normal && normal < 1.02
      },
    },
    uncorrected: {
      fails: ['variance', 'cut', 'depth'],
      recognise: ({ m }) => hasVariance(m, VARIANCE_LEFT) && reaches(m, CUT),
    },
    'divides-by-variance': {
      fails: ['variance', 'cut', 'depth'],
      recognise: ({ m }) => hasVariance(m, 1 / VARIANCE_LEFT) && reaches(m, CUT / VARIANCE_LEFT),
    },
    'same-seed': {
      fails: ['unrelated', 'chance-left'],
      recognise: ({ m }) => {
        const { norms = [], product = NaN } = m.seeds ?? {}
        return isClose(product, (norms[0] ?? NaN) * (norms[2] ?? NaN), 1e-3)
      },
    },
    'seed-zero': {
      fails: ['repeats'],
      recognise: ({ m }) => (m.seeds?.moved ?? NaN) > 0.5 * (m.seeds?.norms[0] ?? NaN),
    },
    renormalises: {
      fails: ['chance-left'],
      // Nothing but rounding is left of one of the three.
      recognise: ({ m, draw }) => Math.min(...scatters(m, draw)) < 1e-3,
    },
    'not-truncated': {
      fails: ['cut'],
      recognise: ({ m }) => hasVariance(m, 1) && (m.elements?.largest ?? NaN) > 3,
    },
  },

  plots: {
    histogram: {
      needs: ['elements'],
      x: 'value',
      y: 'count',
      draw: ({ m, reference, draw }) => ({
        mine: bins(m.elements.histogram),
        reference: bins(reference.elements.histogram),
        // What tfjs draws: the bell, cut at 2 and left as narrow as that makes it.
        baseline: bins(reference.elements.histogram).map(([at]): [number, number] => [
          at,
          Math.abs(at) > CUT ? 0 : (draw.rows * draw.columns * BIN * Math.exp(-(at ** 2) / 2)) / (2.5066 * 0.9545),
        ]),
      }),
    },
    'depth-curve': {
      needs: ['depth'],
      x: 'layer',
      y: 'delta-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: byLayer(m.depth.deltas),
        reference: byLayer(reference.depth.deltas),
        // The same matrices, uncorrected. ReLU is homogeneous: each layer above scales δ by 0.8796.
        baseline: reference.depth.deltas.map((one, i): [number, number] => [
          i + 1,
          one * Math.sqrt(VARIANCE_LEFT) ** (reference.depth.deltas.length - 1 - i),
        ]),
      }),
    },
  },
})

/** What the audit of the initialiser must find. */
function lawOf({ share, cut }: Draw, index: number): number {
  if (index < 3) return 1
  return index === 3 ? VARIANCE_LEFT : share * truncatedMoment(cut, 2)
}

const sameRatios = ({ audit }: Pick<Measured, 'audit'>, draw: Draw, which: number[]) =>
  allOf(which.map((i) => near(audit.ratios[i] ?? NaN, lawOf(draw, i), { rel: RATIO_REL })))

/** Each ratio is the one that this formula gives. */
const ratiosAre = ({ audit }: Partial<Measured>, formula: (index: number) => number): boolean =>
  audit?.ratios.every((one, i) => isClose(one, formula(i), 0.05)) ?? false

const hasVariance = ({ elements }: Partial<Measured>, times: number): boolean =>
  isClose(elements?.square ?? NaN, times, 0.04)

const reaches = ({ elements }: Partial<Measured>, cut: number): boolean =>
  isClose(elements?.largest ?? NaN, cut, LARGEST_REL)

/**
 * How much the mean squares of matrices, rows and columns scatter, in units of what independent draws give. Empty
 * where they could not be measured.
 */
function scatters({ elements, depth }: Partial<Measured>, { rows, columns }: Draw): number[] {
  if (elements === undefined || depth === undefined) return []
  const middle = mean(depth.squares)
  const square = mean(depth.squares.map((one) => (one - middle) ** 2))
  return [
    Math.sqrt((square * MATRIX) / EXCESS) / middle,
    (elements.rowScatter * Math.sqrt(columns / EXCESS)) / elements.square,
    (elements.columnScatter * Math.sqrt(rows / EXCESS)) / elements.square,
  ]
}

/** Elements of each matrix of the deep networks. */
const MATRIX = 64 * 128

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length

const meanLog = (norms: readonly number[]): number => mean(norms.map((one) => Math.log(one)))

const BIN = 0.2

/** Middles of the bins from −3 on. */
const bins = (counts: readonly number[]): Array<[number, number]> =>
  counts.map((count, i) => [-3 + BIN * (i + 0.5), count])

const byLayer = (norms: readonly number[]): Array<[number, number]> => norms.map((one, i) => [i + 1, one])
