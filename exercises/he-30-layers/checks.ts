import { allOf, atLeast, defineChecks, eachLayer, isClose, near, nearEach } from 'grader/judge'

interface Draw {
  narrow: number
  slope: number
}

interface Network {
  /** ‖δ_l‖, input side first. */
  deltas: number[]
  /** ‖∂L/∂x‖. */
  input: number
  /** What was returned for the narrow layers and for the wide ones. */
  std: number[]
}

interface Table {
  /** The first one is in the middle of the range. */
  fanIns: number[]
  /** The last one is 0. */
  slopes: number[]
  /** A row for each fan-in, in it a value for each slope. */
  std: number[][]
}

interface Measured {
  relu: Network
  leaky: Network
  table: Table
}

// At depth 30 this allows 0.6 % in the standard deviation. Rounding moves the norm by less than 1e-4; should it tip a
// unit over the kink, by some percent. The nearest wrong idea (the slope forgotten, at 0.3) is a factor of 3.6 away.
const GRADIENT_REL = 0.2
const VALUE_REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    positive: {
      needs: ['table', 'relu', 'leaky'],
      weight: 1,
      judge: ({ m }) => allOf([...m.table.std.flat(), ...m.relu.std, ...m.leaky.std].map(isPositive)),
    },
    'relu-gradient': {
      needs: ['relu'],
      weight: 2,
      judge: ({ m, reference }) => sameGradient(m.relu, reference.relu),
    },
    'leaky-gradient': {
      needs: ['leaky'],
      weight: 2,
      judge: ({ m, reference }) => sameGradient(m.leaky, reference.leaky),
    },
    // What is expected follows from the learner's own value at another width, or at slope 0: a wrong factor in front, or
    // the other dependence, does not hide that this one is right.
    'fan-in': {
      needs: ['table'],
      weight: 1,
      judge: ({ m, reference: { table } }) => {
        const [middle = NaN] = table.fanIns
        const expected = table.fanIns.map(
          (fanIn) => m.table.std[0]?.map((one) => one * Math.sqrt(middle / fanIn)) ?? [],
        )
        return nearEach(m.table.std.flat(), expected.flat(), { rel: VALUE_REL })
      },
    },
    slope: {
      needs: ['table'],
      weight: 1,
      judge: ({ m, reference: { table } }) => {
        const expected = m.table.std.map((row) => table.slopes.map((a) => (row.at(-1) ?? NaN) / Math.sqrt(1 + a ** 2)))
        return nearEach(m.table.std.flat(), expected.flat(), { rel: VALUE_REL })
      },
    },
  },

  // The values of the table tell: ratios between slopes, and the level at slope 0.
  misconceptions: {
    constant: {
      fails: ['relu-gradient', 'leaky-gradient', 'fan-in', 'slope'],
      recognise: ({ m }) => {
        const one = m.table?.std[0]?.[0] ?? NaN
        return one > 0 && follows(m, () => one)
      },
    },
    'forgets-fan-in': {
      fails: ['relu-gradient', 'leaky-gradient', 'fan-in'],
      recognise: ({ m }) => follows(m, (_, a) => Math.sqrt(2 / (1 + a ** 2))),
    },
    // Also Xavier's variance, and whether or not the slope is in it.
    'variance-as-std': {
      fails: ['relu-gradient', 'leaky-gradient', 'fan-in', 'slope'],
      recognise: ({ m }) => isAtZero(m, (n) => 2 / n) || isAtZero(m, (n) => 1 / n),
    },
    xavier: {
      fails: ['relu-gradient', 'leaky-gradient', 'slope'],
      recognise: ({ m }) => isAtZero(m, (n) => Math.sqrt(1 / n)),
    },
    'limit-as-std': {
      fails: ['relu-gradient', 'leaky-gradient'],
      recognise: ({ m }) => isAtZero(m, (n) => Math.sqrt(6 / n)),
    },
    'truncated-normal': {
      fails: ['relu-gradient', 'leaky-gradient'],
      recognise: ({ m }) => isAtZero(m, (n) => Math.sqrt(2 / n) / 0.8796),
    },
    'centred-variance': {
      fails: ['relu-gradient', 'leaky-gradient', 'slope'],
      recognise: ({ m }) => follows(m, (n, a) => 1 / Math.sqrt(n * ((1 + a ** 2) / 2 - (1 - a) ** 2 / (2 * Math.PI)))),
    },
    'forgets-slope': {
      fails: ['leaky-gradient', 'slope'],
      recognise: ({ m }) => follows(m, (n) => Math.sqrt(2 / n)),
    },
    'slope-not-squared': {
      fails: ['leaky-gradient', 'slope'],
      recognise: ({ m }) => follows(m, (n, a) => Math.sqrt(2 / ((1 + a) * n))),
    },
    'slope-subtracted': {
      fails: ['positive', 'leaky-gradient', 'slope'],
      // Not at slope 1: what an answer makes of the division by 0 there is its own affair.
      recognise: ({ m }) => follows(m, (n, a) => Math.sqrt(2 / ((1 - a ** 2) * n)), { below: 1 }),
    },
  },

  plots: {
    'relu-profile': {
      needs: ['relu'],
      x: 'layer',
      y: 'delta-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        ...profiles(m.relu, reference.relu),
        // The same weights at variance 1/n. ReLU is homogeneous: each layer above scales δ by the ratio of the two.
        baseline: scaledProfile(reference.relu, Math.SQRT1_2),
      }),
    },
    'leaky-profile': {
      needs: ['leaky'],
      x: 'layer',
      y: 'delta-norm',
      yScale: 'log',
      draw: ({ m, reference, draw }) => ({
        ...profiles(m.leaky, reference.leaky),
        // The same weights at variance 2/n, as if the slope were 0.
        baseline: scaledProfile(reference.leaky, Math.sqrt(1 + draw.slope ** 2)),
      }),
    },
  },
})

/** Positive and finite. No limit is shown beside the value: the least positive number would tell a reader nothing. */
const isPositive = (value: number) => ({ ...atLeast(value, Number.MIN_VALUE), expected: null })

/** At the input, where all layers have had their say, and at every layer: errors of narrow and wide ones may cancel. */
function sameGradient(mine: Network, reference: Network) {
  return allOf([
    near(mine.input, reference.input, { rel: GRADIENT_REL }),
    eachLayer(reference.deltas, (one, i) => near(mine.deltas[i] ?? NaN, one, { rel: GRADIENT_REL })),
  ])
}

/** Every value of the table, or every one of a slope below a bound, is the one that this formula gives. */
function follows(
  { table }: Partial<Measured>,
  formula: (fanIn: number, slope: number) => number,
  { below } = { below: Infinity },
): boolean {
  return (
    table?.fanIns.every((n, i) =>
      table.slopes.every((a, k) => a >= below || isClose(table.std[i]?.[k] ?? NaN, formula(n, a), 1e-3)),
    ) ?? false
  )
}

/** At slope 0 every value is the one that this formula gives. */
function isAtZero({ table }: Partial<Measured>, formula: (fanIn: number) => number): boolean {
  return table?.fanIns.every((n, i) => isClose(table.std[i]?.at(-1) ?? NaN, formula(n), 1e-3)) ?? false
}

const byLayer = (norms: readonly number[]): Array<[number, number]> => norms.map((one, i) => [i + 1, one])

function profiles(mine: Network, reference: Network) {
  return {
    mine: byLayer(mine.deltas),
    reference: byLayer(reference.deltas),
    band: reference.deltas.map((one, i): [number, number, number] => [
      i + 1,
      one * (1 - GRADIENT_REL),
      one * (1 + GRADIENT_REL),
    ]),
  }
}

/** The reference's profile, had every weight been `ratio` times as large. */
function scaledProfile({ deltas }: Network, ratio: number): Array<[number, number]> {
  return deltas.map((one, i) => [i + 1, one * ratio ** (deltas.length - 1 - i)])
}
