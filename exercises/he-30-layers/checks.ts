import { allOf, atLeast, defineChecks, isClose, near } from 'grader/judge'

interface Draw {
  narrow: number
  slope: number
}

interface Network {
  /** ‖δ_l‖, input side first. */
  deltas: number[]
  /** ‖∂L/∂x‖. */
  input: number
  /** What was returned for the first layer. */
  std: number
}

interface Measured {
  relu: Network
  leaky: Network
  table: { fanIns: number[]; stdByFanIn: number[]; slopes: number[]; stdBySlope: number[] }
}

// At depth 30 this allows 0.6 % in the standard deviation. Rounding moves the norm by less than 1e-4; should it tip a
// unit over the kink, by some percent. The nearest wrong idea (the slope forgotten, at 0.3) is a factor of 3.6 away.
const GRADIENT_REL = 0.2
const VALUE_REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
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
    // Ratios, so that a wrong factor in front does not hide that this dependence is right.
    'fan-in': {
      needs: ['table'],
      weight: 1,
      judge: ({ m }) => {
        const [first = NaN, ...others] = m.table.stdByFanIn
        return allOf(others.map((one, i) => near(first / one, 2 ** (i + 1), { rel: VALUE_REL })))
      },
    },
    slope: {
      needs: ['table'],
      weight: 1,
      judge: ({ m, reference }) => {
        const relu = m.table.stdBySlope[0] ?? NaN
        return allOf(
          reference.table.slopes.map((slope, i) =>
            near((m.table.stdBySlope[i] ?? NaN) / relu, 1 / Math.sqrt(1 + slope ** 2), { rel: VALUE_REL }),
          ),
        )
      },
    },
  },

  misconceptions: {
    xavier: {
      fails: ['relu-gradient', 'leaky-gradient', 'slope'],
      recognise: ({ m }) => follows(m, (n) => Math.sqrt(1 / n)),
    },
    'variance-as-std': {
      fails: ['relu-gradient', 'leaky-gradient', 'fan-in', 'slope'],
      recognise: ({ m }) => follows(m, (n, a) => 2 / ((1 + a ** 2) * n)),
    },
    'forgets-slope': {
      fails: ['leaky-gradient', 'slope'],
      recognise: ({ m }) => follows(m, (n) => Math.sqrt(2 / n)),
    },
    'slope-not-squared': {
      fails: ['leaky-gradient', 'slope'],
      recognise: ({ m }) => follows(m, (n, a) => Math.sqrt(2 / ((1 + a) * n))),
    },
    'limit-as-std': {
      fails: ['relu-gradient', 'leaky-gradient'],
      recognise: ({ m }) => follows(m, (n, a) => Math.sqrt(6 / ((1 + a ** 2) * n))),
    },
    'forgets-fan-in': {
      fails: ['relu-gradient', 'leaky-gradient', 'fan-in'],
      recognise: ({ m }) => follows(m, (_, a) => Math.sqrt(2 / (1 + a ** 2))),
    },
    constant: {
      fails: ['relu-gradient', 'leaky-gradient', 'fan-in', 'slope'],
      recognise: ({ m }) => {
        const one = m.table?.stdByFanIn[0] ?? NaN
        return one > 0 && follows(m, () => one)
      },
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

function sameGradient(mine: Network, reference: Network) {
  return allOf([atLeast(mine.std, 0), near(mine.input, reference.input, { rel: GRADIENT_REL })])
}

/** Every value of the table is the one that this formula gives. */
function follows({ table }: Partial<Measured>, formula: (fanIn: number, slope: number) => number): boolean {
  if (table === undefined) return false
  const { fanIns, stdByFanIn, slopes, stdBySlope } = table
  const fanIn = fanIns[0] ?? NaN
  return (
    fanIns.every((n, i) => isClose(stdByFanIn[i] ?? NaN, formula(n, 0), 1e-3)) &&
    slopes.every((slope, i) => isClose(stdBySlope[i] ?? NaN, formula(fanIn, slope), 1e-3))
  )
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
