import { allOf, atMost, defineChecks, isClose, near, within } from 'grader/judge'

interface Draw {
  narrow: number
  wide: number
  fanIn: number
  fanOut: number
}

/** What rows and columns have in common, Σ a·b and ‖a‖‖b‖ of pairs of seeds, and Σ a·b of neighbours that are shifted. */
interface Likeness {
  rowCosine: number
  columnCosine: number
  rowDistance: number
  columnDistance: number
  pairs: number[]
  norms: number[]
  shifts: number[]
}

interface Measured {
  table: { fanIns: number[]; fanOuts: number[]; stds: number[]; limits: number[] }
  /**
   * Σ a², Σ b² of two matrices of different seeds, Σ a·b, and Σ (row sum)², Σ (column sum)² of the first. In how many places
   * the matrices of seed 0, of seed 1 and of another are different the second time.
   */
  draws: { squares: number[]; product: number; rowSums: number; columnSums: number; changed: number[] } & Likeness
  /** Over many seeds: shape, mean and variance of each element of two small matrices, and the cosines of pairs in the first. */
  small: { shapes: Array<[number, number]>; means: number[]; variances: number[]; cosines: number[] }
  /** Mean square of each weight matrix; of each signal h_0 … h_L; of each gradient δ_0 … δ_L. */
  chain: { variances: number[]; forward: number[]; backward: number[] }
}

const VALUE_REL = 1e-4
// Three matrices of one orientation hold at least 42,000 numbers: the standard error of their variance is 0.7 % for a
// normal law and less for a uniform one. The nearest wrong idea (truncated, not corrected) is 23 % away.
const VARIANCE_REL = 0.05
// The correlation of 14,000 pairs scatters by 0.0085. The same matrix twice has 1.
const CORRELATION = 0.06
// E (sum of n)² is n times the variance; the mean over 64 such sums scatters by 18 %. Equal rows give 64.
const SUMS = 2.5
// Rows of 64 numbers: of the 31,000 pairs one comes beyond 0.82 with a probability of 1e-10; columns of 220 are far below.
const ROW_COSINE = 0.82
const COLUMN_COSINE = 0.5
// In standard deviations of a normal law; at the largest distances few products are summed, which reach further.
const TOGETHER = 8
// Of 40 draws of one element, in units of Xavier's law. For normal numbers each of these limits is passed once in 10⁹ times, and
// that of the cosine of two elements once in 10¹¹. An element that the seed does not reach has a variance of 0.
const ELEMENT_MEAN = 1
const LEAST_VARIANCE = 0.15
const MOST_VARIANCE = 3
const ELEMENT_COSINE = 0.85
// Over six layers of widths 64 and 200 the second moment scatters by 7 % (60 draws, largest deviation 20 %). Fan-in
// alone is 2.5 times too large, half of the variance 8 times too small.
const MOMENT_REL = 0.4

export default defineChecks<Measured, Draw>({
  checks: {
    std: {
      needs: ['table'],
      weight: 1,
      judge: ({ m, draw }) =>
        allOf(fansOf(draw).map(([i, o], at) => near(m.table.stds[at] ?? NaN, xavier(i, o), { rel: VALUE_REL }))),
    },
    limit: {
      needs: ['table'],
      weight: 1,
      judge: ({ m, draw }) =>
        allOf(
          fansOf(draw).map(([i, o], at) =>
            near(m.table.limits[at] ?? NaN, Math.sqrt(3) * xavier(i, o), { rel: VALUE_REL }),
          ),
        ),
    },
    variance: {
      needs: ['chain'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf(
          [0, 1].map((first) =>
            near(meanVariance(m.chain, first), xavier(draw.narrow, draw.wide) ** 2, { rel: VARIANCE_REL }),
          ),
        ),
    },
    'same-seed': {
      needs: ['draws'],
      weight: 1,
      judge: ({ m }) => atMost(Math.max(...m.draws.changed), 0),
    },
    // Roughly: what a single element does wrong is lost in the variance of a whole matrix.
    'each-element': {
      needs: ['small'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          ...reference.small.shapes.map((shape, i) =>
            within((m.small.variances[i] ?? NaN) / xavier(...shape) ** 2, LEAST_VARIANCE, MOST_VARIANCE),
          ),
          ...reference.small.shapes.map((shape, i) =>
            atMost(Math.abs(m.small.means[i] ?? NaN) / xavier(...shape), ELEMENT_MEAN),
          ),
        ]),
    },
    independent: {
      needs: ['draws', 'small'],
      weight: 1,
      judge: ({ m }) => {
        const { rowSums, columnSums } = m.draws
        const square = m.draws.squares[0] ?? NaN
        return allOf([
          atMost(correlation(m.draws), CORRELATION),
          // Equal elements raise these sums by their number, as does a mean other than zero.
          atMost(rowSums / square, SUMS),
          atMost(columnSums / square, SUMS),
          ...m.draws.pairs.map((product, i) => atMost(Math.abs(product) / (m.draws.norms[i] ?? NaN), CORRELATION)),
          ...m.draws.shifts.map((product) => atMost(Math.abs(product) / square, CORRELATION)),
          atMost(m.draws.rowCosine, ROW_COSINE),
          atMost(m.draws.columnCosine, COLUMN_COSINE),
          atMost(m.draws.rowDistance, TOGETHER),
          atMost(m.draws.columnDistance, TOGETHER),
          ...m.small.cosines.map((one) => atMost(Math.abs(one), ELEMENT_COSINE)),
        ])
      },
    },
    'round-trips': {
      needs: ['chain'],
      weight: 2,
      judge: ({ m, reference, draw }) => {
        const { forward, backward } = m.chain
        const law = roundTrip(draw) ** ((reference.chain.forward.length - 1) / 2)
        return allOf([
          near((forward.at(-1) ?? NaN) / (reference.chain.forward[0] ?? NaN), law, { rel: MOMENT_REL }),
          near((backward[0] ?? NaN) / (reference.chain.backward.at(-1) ?? NaN), law, { rel: MOMENT_REL }),
        ])
      },
    },
  },

  misconceptions: {
    'variance-as-std': {
      fails: ['std', 'limit', 'variance', 'round-trips'],
      recognise: ({ m }) => follows(m, (i, o) => 2 / (i + o)),
    },
    'fan-in-only': {
      fails: ['std', 'limit', 'variance', 'round-trips'],
      recognise: ({ m }) => follows(m, (i) => Math.sqrt(1 / i)),
    },
    he: {
      fails: ['std', 'limit', 'variance', 'round-trips'],
      recognise: ({ m }) => follows(m, (i) => Math.sqrt(2 / i)),
    },
    'sum-not-mean': {
      fails: ['std', 'limit', 'variance', 'round-trips'],
      recognise: ({ m }) => follows(m, (i, o) => Math.sqrt(1 / (i + o))),
    },
    'ignores-seed': {
      fails: ['each-element', 'independent'],
      recognise: ({ m }) => correlation(m.draws) > 1 - 1e-3,
    },
    'limit-as-std': {
      fails: ['variance', 'round-trips'],
      // Of the draws alone, or as the answer itself.
      recognise: ({ m, draw, failed }) =>
        (!failed.includes('limit') && varianceIs(m, draw, 3)) || follows(m, (i, o) => Math.sqrt(6 / (i + o))),
    },
    'std-as-limit': {
      fails: ['variance', 'round-trips'],
      recognise: ({ m, draw, failed }) => !failed.includes('std') && varianceIs(m, draw, 1 / 3),
    },
    // E z² of a standard normal number that is drawn again until |z| ≤ 2.
    truncated: {
      fails: ['variance'],
      recognise: ({ m, draw, failed }) => !failed.includes('std') && varianceIs(m, draw, 0.7737),
    },
    'seed-zero': {
      fails: ['same-seed'],
      recognise: ({ m }) => {
        const [zero = NaN, ...others] = m.draws?.changed ?? []
        return zero > 0 && others.length > 0 && others.every((one) => one === 0)
      },
    },
  },

  plots: {
    forward: {
      needs: ['chain'],
      x: 'layer',
      y: 'second-moment',
      yScale: 'log',
      draw: ({ m, reference, draw }) => ({
        mine: byLayer(m.chain.forward),
        reference: byLayer(reference.chain.forward),
        // Variance 1/fanIn, in expectation: the signal keeps its size at every width.
        baseline: reference.chain.forward.map((_, l): [number, number] => [l, 1]),
        band: lawBand(draw, reference.chain.forward.length, 'forward'),
      }),
    },
    backward: {
      needs: ['chain'],
      x: 'layer',
      y: 'second-moment',
      yScale: 'log',
      draw: ({ m, reference, draw }) => ({
        mine: byLayer(m.chain.backward),
        reference: byLayer(reference.chain.backward),
        // Variance 1/fanIn, in expectation: wide and narrow take turns.
        baseline: reference.chain.backward.map((_, l): [number, number] => [
          l,
          l % 2 === 0 ? 1 : draw.narrow / draw.wide,
        ]),
        band: lawBand(draw, reference.chain.backward.length, 'backward'),
      }),
    },
  },
})

const xavier = (fanIn: number, fanOut: number): number => Math.sqrt(2 / (fanIn + fanOut))

/** The table's rows, in the order in which the experiment asks for them. */
const fansOf = ({ fanIn, fanOut, narrow, wide }: Draw): Array<[number, number]> => [
  [fanIn, fanOut],
  [fanOut, fanIn],
  [fanIn, fanIn],
  [narrow, wide],
  [fanIn, fanOut + 1],
]

/** Second moment after one way up and one way down, forwards or backwards: 4ab/(a + b)². */
const roundTrip = ({ narrow, wide }: Draw): number => (4 * narrow * wide) / (narrow + wide) ** 2

/** Variance of the matrices that widen (first = 0) or narrow (1), whose shapes are the same. */
function meanVariance({ variances }: Measured['chain'], first: number): number {
  const some = variances.filter((_, l) => l % 2 === first)
  return some.reduce((sum, one) => sum + one, 0) / some.length
}

/** The variance of both orientations is this multiple of Xavier's, within 6 %. */
function varianceIs({ chain }: Partial<Measured>, { narrow, wide }: Draw, times: number): boolean {
  if (chain === undefined) return false
  return [0, 1].every((first) => isClose(meanVariance(chain, first), times * xavier(narrow, wide) ** 2, 0.06))
}

function correlation(draws: Measured['draws'] | undefined): number {
  const [a = NaN, b = NaN] = draws?.squares ?? []
  return Math.abs(draws?.product ?? NaN) / Math.sqrt(a * b)
}

/** Every standard deviation of the table is the one that this formula gives. */
function follows({ table }: Partial<Measured>, formula: (fanIn: number, fanOut: number) => number): boolean {
  if (table === undefined) return false
  return table.stds.every((std, at) => isClose(std, formula(table.fanIns[at] ?? NaN, table.fanOuts[at] ?? NaN), 1e-3))
}

const byLayer = (moments: readonly number[]): Array<[number, number]> => moments.map((one, l) => [l, one])

/** The law at each layer, within the tolerance of the check. Seen from its start, each direction widens first. */
function lawBand(draw: Draw, count: number, direction: 'forward' | 'backward'): Array<[number, number, number]> {
  const widening = (2 * draw.narrow) / (draw.narrow + draw.wide)
  return Array.from({ length: count }, (_, l) => {
    const steps = direction === 'forward' ? l : count - 1 - l
    const law = roundTrip(draw) ** Math.floor(steps / 2) * (steps % 2 === 0 ? 1 : widening)
    return [l, law * (1 - MOMENT_REL), law * (1 + MOMENT_REL)]
  })
}
