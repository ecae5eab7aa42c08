import { allOf, defineChecks, isClose, near } from 'grader/judge'

interface Draw {
  depth: number
  width: number
  leakyWidth: number
  leakySlope: number
}

interface Slopes {
  sw2: number[]
  /** What was returned for each σ_w². */
  growth: number[]
}

interface Measured {
  critical: { slopes: number[]; values: number[] }
  relu: Slopes
  /** atZero: the same network with ReLU. */
  leaky: Slopes & { atZero: number[] }
  small: Slopes
}

const VALUE_REL = 1e-4
// Everybody measures the same matrices, so chance plays no part: backends differ by 1e-6, and a unit that rounding
// tips over its kink moves a step by less than 1e-3. What changes a wide network by less (another order of its layers, a transposed
// matrix, one row for all) changes some of the small ones by tenths.
// (Over draws the slope scatters about ln(σ_w²(1 + a²)/2) by 0.037 at n = 64, L = 15, and by 0.023 at n = 128, L = 30.)
const SLOPE_ABS = 5e-3

export default defineChecks<Measured, Draw>({
  checks: {
    critical: {
      needs: ['critical'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          reference.critical.slopes.map((slope, i) =>
            near(m.critical.values[i] ?? NaN, 2 / (1 + slope ** 2), { rel: VALUE_REL }),
          ),
        ),
    },
    'relu-slope': {
      needs: ['relu'],
      weight: 2,
      judge: ({ m, reference }) => sameSlopes(m.relu, reference.relu),
    },
    'leaky-slope': {
      needs: ['leaky', 'small'],
      weight: 2,
      judge: ({ m, reference }) => allOf([sameSlopes(m.leaky, reference.leaky), sameSlopes(m.small, reference.small)]),
    },
  },

  misconceptions: {
    'sigma-for-its-square': {
      fails: ['critical'],
      recognise: ({ m }) => criticalFollows(m, (a) => Math.sqrt(2 / (1 + a ** 2))),
    },
    'square-of-the-mean': {
      fails: ['critical'],
      recognise: ({ m }) => criticalFollows(m, (a) => 4 / (1 + a) ** 2),
    },
    'always-two': {
      fails: ['critical'],
      recognise: ({ m }) => criticalFollows(m, () => 2),
    },
    'norm-below-one': {
      fails: ['critical'],
      recognise: ({ m }) => criticalFollows(m, () => 1 / 4),
    },
    'derivative-not-squared': {
      fails: ['critical'],
      recognise: ({ m }) => criticalFollows(m, (a) => 2 / (1 + a)),
    },
    // In the ReLU network the law may be right by luck: of these draws it is 0.04 away in the mean.
    'law-not-measured': {
      fails: ['leaky-slope'],
      recognise: (context) => slopesFollow(context, (_, law) => law, 1e-3),
    },
    'forgets-width': {
      fails: ['relu-slope', 'leaky-slope'],
      recognise: (context) => slopesFollow(context, (right, _, n) => right + Math.log(n)),
    },
    'norm-not-squared': {
      fails: ['relu-slope', 'leaky-slope'],
      recognise: (context) => slopesFollow(context, (right) => right / 2),
    },
    'wrong-way': {
      fails: ['relu-slope', 'leaky-slope'],
      recognise: (context) => slopesFollow(context, (right) => -right),
    },
    // Z is multiplied by σ_w²/n, without the root.
    'variance-for-deviation': {
      fails: ['relu-slope', 'leaky-slope'],
      recognise: (context) => slopesFollow(context, (right, _, n, sw2) => right + Math.log(sw2 / n)),
    },
    // The exact factor (L − 1)/L, on both networks.
    'layers-for-steps': {
      fails: ['relu-slope', 'leaky-slope'],
      recognise: (context) =>
        slopesFollow(context, (right) => (right * (context.draw.depth - 1)) / context.draw.depth, 1e-3),
    },
    // The network is run (two networks at one σ_w² differ), and gives the same with this slope as with 0.
    'slope-ignored': {
      fails: ['leaky-slope'],
      recognise: ({ m: { relu, leaky } }) => {
        if (relu === undefined || leaky === undefined) return false
        const [own, other] = [relu, leaky].map(({ sw2, growth }) => (growth[0] ?? NaN) - Math.log(sw2[0] ?? NaN))
        return (
          leaky.growth.every((one, i) => Math.abs(one - (leaky.atZero[i] ?? NaN)) <= 1e-4) &&
          Math.abs((leaky.growth[1] ?? NaN) - Math.log(leaky.sw2[1] ?? NaN) - (other ?? NaN)) <= 2e-3 &&
          Math.abs((own ?? NaN) - (other ?? NaN)) > 1e-3
        )
      },
    },
    // ∇W_l is a product of a signal that has passed l − 1 matrices and a gradient that has passed L − l: scaling all of
    // them scales every ∇W_l alike, so σ_w² changes nothing at all. (Exactly 0 is no measurement.)
    'weight-gradients': {
      fails: ['relu-slope', 'leaky-slope'],
      recognise: ({ m }) =>
        [m.relu, m.leaky].every((slopes) => {
          const [first = NaN, ...others] = slopes?.growth ?? []
          return first !== 0 && Math.abs(first) <= 0.5 && others.every((one) => Math.abs(one - first) <= 2e-3)
        }),
    },
  },

  plots: {
    slope: {
      needs: ['relu'],
      x: 'weight-variance',
      y: 'growth-rate',
      draw: ({ m, reference }) => ({
        mine: reference.relu.sw2.map((sw2, i) => [sw2, m.relu.growth[i] ?? NaN]),
        // The law of the infinitely wide network, which the measured line follows up to the luck of its draw.
        reference: Array.from({ length: 36 }, (_, i) => 0.5 + i / 10).map((sw2) => [sw2, Math.log(sw2 / 2)]),
      }),
    },
  },
})

function sameSlopes(mine: Slopes, reference: Slopes) {
  return allOf(reference.growth.map((one, i) => near(mine.growth[i] ?? NaN, one, { abs: SLOPE_ABS })))
}

function criticalFollows({ critical }: Partial<Measured>, formula: (slope: number) => number): boolean {
  if (critical === undefined) return false
  return critical.slopes.every((slope, i) => isClose(critical.values[i] ?? NaN, formula(slope), 1e-3))
}

/** Every slope of both networks is what this makes of the right one, of the law and of the width. */
function slopesFollow(
  context: { m: Partial<Measured>; reference: Partial<Measured>; draw: Draw },
  formula: (right: number, law: number, width: number, sw2: number) => number,
  tolerance = SLOPE_ABS,
): boolean {
  const { m, reference, draw } = context
  const follows = (mine: Slopes | undefined, right: Slopes | undefined, slope: number, width: number): boolean =>
    mine !== undefined &&
    right !== undefined &&
    right.sw2.every((sw2, i) => {
      const expected = formula(right.growth[i] ?? NaN, Math.log((sw2 * (1 + slope ** 2)) / 2), width, sw2)
      return Math.abs((mine.growth[i] ?? NaN) - expected) <= tolerance
    })
  return (
    follows(m.relu, reference.relu, 0, draw.width) &&
    follows(m.leaky, reference.leaky, draw.leakySlope, draw.leakyWidth)
  )
}
