import { allOf, atLeast, defineChecks, isClose, near, nearEach } from 'grader/judge'

interface Draw {
  gains: number[]
}

interface Pair {
  bound: number
  actual: number
}
interface Pairs {
  bounds: number[]
  actual: number[]
}

interface Measured {
  /** And the length of x. */
  orthogonal: Pair & { x: number }
  shapes: Pair
  /** One layer, two layers. */
  shallow: Pairs
  sheared: Pair
  gaussian: Pairs & { depths: number[] }
  /** A long x, a short upstream gradient. */
  lengths: Pairs
}

// The bound multiplies nineteen spectral norms, each of which may be found a little too small by iteration: 1 % of the
// whole leaves 5e-4 each. The gradient itself is a product in float32: 1e-5 over twenty layers.
const BOUND_REL = 1e-2
const GRADIENT_REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    actual: {
      needs: ['shapes', 'shallow', 'gaussian', 'lengths', 'sheared'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          near(m.shapes.actual, reference.shapes.actual, { rel: GRADIENT_REL }),
          near(m.sheared.actual, reference.sheared.actual, { rel: GRADIENT_REL }),
          nearEach(m.shallow.actual, reference.shallow.actual, { rel: GRADIENT_REL }),
          nearEach(m.lengths.actual, reference.lengths.actual, { rel: GRADIENT_REL }),
          nearEach(m.gaussian.actual, reference.gaussian.actual, { rel: GRADIENT_REL }),
        ]),
    },
    bound: {
      needs: ['shapes', 'shallow', 'gaussian', 'lengths'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf([
          near(m.shapes.bound, reference.shapes.bound, { rel: BOUND_REL }),
          nearEach(m.shallow.bounds, reference.shallow.bounds, { rel: BOUND_REL }),
          nearEach(m.lengths.bounds, reference.lengths.bounds, { rel: BOUND_REL }),
          nearEach(m.gaussian.bounds, reference.gaussian.bounds, { rel: BOUND_REL }),
        ]),
    },
    tight: {
      needs: ['orthogonal'],
      weight: 2,
      judge: ({ m: { orthogonal }, reference }) =>
        allOf([
          near(orthogonal.actual, reference.orthogonal.actual, { rel: GRADIENT_REL }),
          near(orthogonal.bound, reference.orthogonal.actual, { rel: BOUND_REL }),
        ]),
    },
    // Rounding may put the two beside each other where the bound is exact; here it is far above.
    'really-a-bound': {
      needs: ['sheared'],
      weight: 2,
      judge: ({ m: { sheared }, reference }) =>
        allOf([
          atLeast(sheared.bound / reference.sheared.actual, 1),
          near(sheared.bound, reference.sheared.bound, { rel: BOUND_REL }),
        ]),
    },
  },

  misconceptions: {
    'takes-in-the-first-matrix': {
      fails: ['bound', 'tight'],
      recognise: ({ m, reference, draw }) =>
        growsWithBoth(m, reference) &&
        isClose(m.orthogonal?.bound ?? NaN, (reference.orthogonal?.bound ?? NaN) * (draw.gains[0] ?? NaN), 1e-2),
    },
    'leaves-out-the-last-matrix': {
      fails: ['bound', 'tight'],
      recognise: ({ m, reference, draw }) =>
        growsWithBoth(m, reference) &&
        isClose(m.orthogonal?.bound ?? NaN, (reference.orthogonal?.bound ?? NaN) / (draw.gains.at(-1) ?? NaN), 1e-2),
    },
    'forgets-the-input': {
      fails: ['bound', 'tight'],
      recognise: ({ m, reference: { orthogonal } }) =>
        isClose(m.orthogonal?.bound ?? NaN, (orthogonal?.bound ?? NaN) / (orthogonal?.x ?? NaN), 1e-2),
    },
    frobenius: {
      fails: ['bound', 'tight'],
      recognise: ({ m, reference, draw }) =>
        isClose(
          m.orthogonal?.bound ?? NaN,
          (reference.orthogonal?.bound ?? NaN) * Math.sqrt(6) ** (draw.gains.length - 1),
          1e-2,
        ),
    },
    'sum-of-norms': {
      fails: ['bound', 'tight'],
      recognise: ({ m, reference, draw }) => {
        const gains = draw.gains.slice(1)
        const product = gains.reduce((all, one) => all * one, 1)
        const sum = gains.reduce((all, one) => all + one, 0)
        return isClose(m.orthogonal?.bound ?? NaN, ((reference.orthogonal?.bound ?? NaN) / product) * sum, 1e-2)
      },
    },
    'eigenvalue-instead': {
      fails: ['really-a-bound', 'bound'],
      recognise: ({ m, reference }) =>
        isClose(m.orthogonal?.bound ?? NaN, reference.orthogonal?.bound ?? NaN, 1e-2) &&
        (m.sheared?.bound ?? NaN) < 0.6 * (reference.sheared?.bound ?? NaN),
    },
    'gradient-of-the-input': {
      fails: ['actual'],
      // It does not grow with x at all, and shrinks with the upstream gradient.
      recognise: ({ m, reference }) => {
        const [long = NaN, short = NaN] = [0, 1].map(
          (i) => (m.lengths?.actual[i] ?? NaN) / (reference.lengths?.actual[i] ?? NaN),
        )
        return long < 0.1 && short > 0.05 && short < 20
      },
    },
    'bound-as-gradient': {
      fails: ['actual'],
      recognise: ({ m }) =>
        m.gaussian !== undefined &&
        m.gaussian.actual.every((one, i) => one > 0 && isClose(one, m.gaussian?.bounds[i] ?? NaN, 1e-3)),
    },
  },

  plots: {
    gap: {
      needs: ['gaussian'],
      x: 'depth',
      y: 'gradient-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: points(m.gaussian.depths, m.gaussian.bounds),
        reference: points(reference.gaussian.depths, reference.gaussian.bounds),
        // What the gradient really is.
        baseline: points(reference.gaussian.depths, reference.gaussian.actual),
      }),
    },
  },
})

/** A longer x and a shorter upstream gradient change the bound as they must: a factor of gains is what is wrong. */
function growsWithBoth(m: Partial<Measured>, reference: Partial<Measured>): boolean {
  const [mine = NaN, right = NaN] = [m, reference].map(
    ({ lengths }) => (lengths?.bounds[0] ?? NaN) / (lengths?.bounds[1] ?? NaN),
  )
  return isClose(mine, right, 1e-2)
}

const points = (depths: readonly number[], values: readonly number[]): Array<[number, number]> =>
  depths.map((depth, i) => [depth, values[i] ?? NaN])
