import { allOf, atMost, defineChecks, dot, isClose, near, norm, relativeDistance } from 'grader/judge'

interface Draw {
  width: number
  eps: number
  epsilons: number[]
  gammas: number[]
}

/** x [d], and the Jacobian there, row by row [d · d]. */
interface Call {
  x: number[]
  jacobian: number[]
}

interface Measured {
  loud: Call
  even: Call
  quiet: Call
  constant: Call
  wide: Call
  three: Call
  pair: Call
  closePair: Call
  equalPair: Call
  /** At an ε of 1e-6, and of 1e-2. */
  smallestEpsilon: Call
  largestEpsilon: Call
  /** With means of hundreds of deviations. */
  far: { x: number[][]; jacobian: number[][] }
  /** Standard deviations of x, and the largest singular value of the Jacobian for each. */
  scales: { scales: number[]; norms: number[] }
  bounds: { values: number[] }
}

// Float32 leaves 1e-6 here, and up to 1e-5 where the variance is computed as the difference of two squares. The nearest
// wrong idea is the unbiased variance: with nine elements and v of 0.6² ε it moves an element by 1.5 %, the norm by 2 %.
const REL = 1e-3

export default defineChecks<Measured, Draw>({
  checks: {
    jacobian: {
      needs: ['loud', 'wide'],
      weight: 3,
      judge: ({ m, reference, draw }) =>
        allOf((['loud', 'wide'] as const).map((name) => isRight(m[name], reference[name], draw.eps))),
    },
    'small-variance': {
      needs: ['even', 'quiet', 'constant', 'three', 'smallestEpsilon', 'largestEpsilon'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        allOf([
          ...(['even', 'quiet', 'constant', 'three'] as const).map((name) =>
            isRight(m[name], reference[name], draw.eps),
          ),
          isRight(m.smallestEpsilon, reference.smallestEpsilon, 1e-6),
          isRight(m.largestEpsilon, reference.largestEpsilon, 1e-2),
        ]),
    },
    // A float32 mean is off by 1e-4 of a deviation here, and the matrix by as much.
    'far-from-zero': {
      needs: ['far'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf(
          reference.far.x.map((x, i) => atMost(relativeDistance(m.far.jacobian[i] ?? [], exact(x, draw.eps)), REL)),
        ),
    },
    // J·1, in units of 1/s.
    shift: {
      needs: ['even'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const { s } = describe(reference.even.x, draw.eps)
        const ones = reference.even.x.map(() => 1)
        return atMost((norm(times(m.even.jacobian, ones)) * s) / norm(ones), REL)
      },
    },
    // x̂ᵀJx̂ / x̂ᵀx̂. Its three parts cancel down to a third of 1/s at the least: what is lost in that is far below the tolerance.
    'own-direction': {
      needs: ['even'],
      weight: 1,
      judge: ({ m, reference, draw }) => {
        const { s, normalised } = describe(reference.even.x, draw.eps)
        const gain = dot(normalised, times(m.even.jacobian, normalised)) / dot(normalised, normalised)
        return near(gain, draw.eps / s ** 3, { rel: REL })
      },
    },
    // From the largest input down: there a wrong variance shows most.
    norm: {
      needs: ['scales'],
      weight: 2,
      judge: ({ m, reference, draw }) =>
        allOf(
          reference.scales.scales
            .map((scale, i) => near(m.scales.norms[i] ?? NaN, 1 / Math.sqrt(scale ** 2 + draw.eps), { rel: REL }))
            .toReversed(),
        ),
    },
    pair: {
      needs: ['pair', 'closePair', 'equalPair'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        allOf((['pair', 'closePair', 'equalPair'] as const).map((name) => isRight(m[name], reference[name], draw.eps))),
    },
    bound: {
      needs: ['bounds'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf(
          draw.epsilons.map((eps, i) =>
            near(m.bounds.values[i] ?? NaN, (draw.gammas[i] ?? NaN) / Math.sqrt(eps), { rel: 1e-4 }),
          ),
        ),
    },
  },

  misconceptions: {
    diagonal: {
      fails: ['jacobian', 'small-variance', 'far-from-zero', 'shift', 'own-direction', 'pair'],
      recognise: (context) => follows(context, ({ same, s }) => same / s),
    },
    'mean-is-constant': {
      fails: ['jacobian', 'small-variance', 'shift', 'pair'],
      recognise: (context) => follows(context, ({ same, a, b, d, s }) => (same - (a * b) / d) / s),
    },
    'variance-is-constant': {
      fails: ['jacobian', 'small-variance', 'own-direction', 'pair'],
      recognise: (context) => follows(context, ({ same, d, s }) => (same - 1 / d) / s),
    },
    'unbiased-variance': {
      fails: ['jacobian', 'small-variance', 'own-direction', 'norm', 'pair'],
      recognise: (context) =>
        // With the derivative of that variance, or with the formula of the other.
        [-1, 0].some((less) => {
          const spread = ({ v, d, eps }: Element) => Math.sqrt((v * d) / (d - 1) + eps)
          return follows(context, (at) => {
            const s = spread(at)
            return (at.same - 1 / at.d - (at.a * at.b * at.s ** 2) / (s ** 2 * (at.d + less))) / s
          })
        }),
    },
    'epsilon-outside-the-root': {
      fails: ['small-variance', 'norm'],
      recognise: (context) =>
        [0, 1].some((derived) =>
          follows(context, (at) => {
            const root = Math.sqrt(at.v)
            const s = root + at.eps
            const share = (at.a * at.b * at.s ** 2) / (s * (derived ? root : s) * at.d)
            return (at.same - 1 / at.d - share) / s
          }),
        ),
    },
    'epsilon-forgotten': {
      fails: ['small-variance', 'norm'],
      recognise: (context) =>
        follows(context, ({ same, a, b, d, v, s }) => (same - 1 / d - (a * b * s ** 2) / (v * d)) / Math.sqrt(v)),
    },
    'softmax-style': {
      fails: ['jacobian', 'small-variance', 'pair'],
      recognise: (context) => follows(context, ({ same, a, b }) => a * (same - b)),
    },
    'full-projection': {
      fails: ['small-variance', 'own-direction', 'pair'],
      recognise: (context) =>
        follows(context, ({ same, a, b, d, v, s }) => (same - 1 / d - (a * b * s ** 2) / (v * d)) / s),
    },
    // Near zero all is right, whatever ε.
    'one-pass-variance': {
      fails: ['far-from-zero'],
      recognise: (context) => {
        const { m, reference } = context
        const ends = [
          [m.smallestEpsilon, reference.smallestEpsilon, 1e-6],
          [m.largestEpsilon, reference.largestEpsilon, 1e-2],
        ] as const
        return (
          follows(context, ({ same, a, b, d, s }) => (same - 1 / d - (a * b) / d) / s) &&
          ends.every(
            ([mine, right, eps]) => mine !== undefined && right !== undefined && isRight(mine, right, eps).passed,
          ) &&
          hasWrongSpread(context)
        )
      },
    },
    'bound-without-root': {
      fails: ['bound'],
      recognise: (context) => boundIs(context, (eps, gamma) => gamma / eps),
    },
    'bound-without-gamma': {
      fails: ['bound'],
      recognise: (context) => boundIs(context, (eps) => 1 / Math.sqrt(eps)),
    },
    'bound-at-unit-variance': {
      fails: ['bound'],
      recognise: (context) =>
        boundIs(context, (_, gamma) => gamma) || boundIs(context, (eps, gamma) => gamma / Math.sqrt(1 + eps)),
    },
  },

  plots: {
    norm: {
      needs: ['scales'],
      x: 'input-scale',
      y: 'jacobian-norm',
      xScale: 'log',
      yScale: 'log',
      draw: ({ m, reference, draw }) => {
        const against = (value: (scale: number, i: number) => number): Array<[number, number]> =>
          reference.scales.scales.map((scale, i): [number, number] => [scale, value(scale, i)])
        return {
          mine: against((_, i) => m.scales.norms[i] ?? NaN),
          reference: against((scale) => 1 / Math.sqrt(scale ** 2 + draw.eps)),
          // Without ε.
          baseline: against((scale) => 1 / scale),
        }
      },
    },
  },
})

/** What the Jacobian at x is made of: variance v, s = √(v + ε), x̂ = (x − μ)/s. */
function describe(x: readonly number[], eps: number): { v: number; s: number; normalised: number[] } {
  const mean = x.reduce((sum, one) => sum + one, 0) / x.length
  const v = x.reduce((sum, one) => sum + (one - mean) ** 2, 0) / x.length
  const s = Math.sqrt(v + eps)
  return { v, s, normalised: x.map((one) => (one - mean) / s) }
}

interface Element {
  /** 1 on the diagonal, 0 elsewhere. */
  same: number
  /** x̂_i and x̂_j. */
  a: number
  b: number
  d: number
  v: number
  s: number
  eps: number
}

/** A matrix at x by a formula for its elements, row by row. */
function matrix(x: readonly number[], eps: number, formula: (element: Element) => number): number[] {
  const { v, s, normalised } = describe(x, eps)
  const d = x.length
  return normalised.flatMap((a, i) => normalised.map((b, j) => formula({ same: i === j ? 1 : 0, a, b, d, v, s, eps })))
}

/** J = (1/s)(I − 11ᵀ/d − x̂x̂ᵀ/d). */
const exact = (x: readonly number[], eps: number): number[] =>
  matrix(x, eps, ({ same, a, b, d, s }) => (same - 1 / d - (a * b) / d) / s)

/** J v for a vector v. */
const times = (jacobian: readonly number[], v: readonly number[]): number[] =>
  v.map((_, i) => dot(jacobian.slice(i * v.length, (i + 1) * v.length), v))

const isRight = (mine: Call, { x }: Call, eps: number) => atMost(relativeDistance(mine.jacobian, exact(x, eps)), REL)

interface Asked {
  m: Partial<Measured>
  reference: Partial<Measured>
  draw: Draw
}

/** The matrix is the one that this formula gives, where the variance is large, near ε, and small. */
function follows({ m, reference, draw }: Asked, formula: (element: Element) => number): boolean {
  return (['loud', 'even', 'quiet'] as const).every((name) => {
    const expected = matrix(reference[name]?.x ?? [], draw.eps, formula)
    return relativeDistance(m[name]?.jacobian ?? [], expected) <= 2e-3
  })
}

/**
 * Far from zero: at a right angle to 1 and to x̂ a matrix is a multiple of I, as it must be, but far from the right one, or
 * the root of a negative variance was taken. What noise does to a matrix shows in other directions as well.
 */
function hasWrongSpread({ m, reference, draw }: Asked): boolean {
  return (reference.far?.x ?? []).some((x, i) => {
    const jacobian = m.far?.jacobian[i] ?? []
    if (jacobian.length > 0 && jacobian.every((value) => !Number.isFinite(value))) return true
    const { s, normalised } = describe(x, draw.eps)
    // 1 and −1 at two places, less its part along x̂: at a right angle to 1 as well.
    const start = x.map((_, k) => (k === 0 ? 1 : k === 1 ? -1 : 0))
    const share = dot(start, normalised) / dot(normalised, normalised)
    const across = start.map((value, k) => value - share * (normalised[k] ?? NaN))
    const stretched = times(jacobian, across)
    const gain = dot(stretched, across) / dot(across, across)
    const rest = norm(stretched.map((value, k) => value - gain * (across[k] ?? NaN))) / (gain * norm(across))
    return Math.abs(gain * s - 1) > Math.max(2e-3, 10 * Math.abs(rest))
  })
}

const boundIs = ({ m, draw }: Asked, formula: (eps: number, gamma: number) => number): boolean =>
  draw.epsilons.every((eps, i) => isClose(m.bounds?.values[i] ?? NaN, formula(eps, draw.gammas[i] ?? NaN), 1e-3))
