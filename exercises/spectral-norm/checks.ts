import { allOf, atMost, defineChecks, isClose, near, nearEach, norm } from 'grader/judge'

interface Draw {
  few: number
  largest: number
  a: number
  b: number
  tiny: number
  huge: number
}

interface Measured {
  /** Square, wide, tall, one row, one column, one number. */
  known: { norms: number[] }
  sheared: { upper: number; lower: number; nilpotent: number; negative: number }
  /** After each number of steps, and the length of the row they start from; after one from the same direction in other lengths; after none, one, two from elsewhere. */
  steps: { iters: number[]; norms: number[]; length: number; lengths: number[]; elsewhere: number[] }
  /** After forty steps; after fifteen, twenty-five and forty where the singular values lie close together. */
  gaussian: { norm: number; close: number[] }
  scales: { norms: number[] }
  nothing: { zero: number; kernel: number; kernelAtOnce: number }
}

// Forty steps and a gap of 1.3 leave (1/1.3)^160 of the second direction; rounding gathers some 1e-6. The nearest wrong ideas
// are a tenth away.
const REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    converged: {
      needs: ['known'],
      weight: 2,
      judge: ({ m, draw }) => allOf(m.known.norms.map((one) => near(one, draw.largest, { rel: REL }))),
    },
    sheared: {
      needs: ['sheared'],
      weight: 2,
      judge: ({ m, draw }) => {
        const expected = shearedNorm(draw)
        return allOf([
          near(m.sheared.upper, expected, { rel: REL }),
          near(m.sheared.lower, expected, { rel: REL }),
          near(m.sheared.negative, expected, { rel: REL }),
          near(m.sheared.nilpotent, draw.b, { rel: REL }),
        ])
      },
    },
    steps: {
      needs: ['steps', 'gaussian'],
      weight: 3,
      judge: ({ m, reference }) =>
        allOf([
          nearEach(m.steps.norms, reference.steps.norms, { rel: REL }),
          nearEach(m.steps.elsewhere, reference.steps.elsewhere, { rel: REL }),
          near(m.gaussian.norm, reference.gaussian.norm, { rel: REL }),
          nearEach(m.gaussian.close, reference.gaussian.close, { rel: REL }),
        ]),
    },
    'any-length': {
      needs: ['steps'],
      weight: 1,
      judge: ({ m }) => {
        const afterOne = m.steps.norms[1] ?? NaN
        return nearEach(
          m.steps.lengths,
          m.steps.lengths.map(() => afterOne),
          { rel: REL },
        )
      },
    },
    'any-scale': {
      needs: ['scales'],
      weight: 1,
      judge: ({ m, draw }) =>
        allOf(
          [draw.tiny, draw.huge].map((power, i) =>
            near((m.scales.norms[i] ?? NaN) / 10 ** power, draw.largest, { rel: REL }),
          ),
        ),
    },
    nothing: {
      needs: ['nothing'],
      weight: 1,
      judge: ({ m: { nothing } }) =>
        allOf([nothing.zero, nothing.kernel, nothing.kernelAtOnce].map((one) => atMost(Math.abs(one), 1e-6))),
    },
  },

  misconceptions: {
    // The growth of v under W alone, where that can be multiplied again: the size of the largest eigenvalue.
    'eigenvalue-instead': {
      fails: ['sheared', 'converged'],
      // With one eigenvalue twice, growth comes near it as 1/k.
      recognise: ({ m, draw }) =>
        isClose(m.sheared?.upper ?? NaN, draw.a, 0.06) && Math.abs(m.sheared?.nilpotent ?? NaN) < 1e-6,
    },
    'forgets-the-root': {
      fails: ['converged', 'sheared', 'steps', 'any-scale'],
      recognise: ({ m, draw }) => m.known?.norms.every((one) => isClose(one, draw.largest ** 2, 1e-3)) ?? false,
    },
    // The same number after every number of steps, which for the sheared matrix is the root of the sum of squares.
    frobenius: {
      fails: ['converged', 'sheared', 'steps'],
      recognise: ({ m, draw: { a, b } }) =>
        (m.steps?.norms.every((one) => isClose(one, m.steps?.norms[0] ?? NaN, 1e-5)) ?? false) &&
        [m.sheared?.upper, m.sheared?.lower].every((one) => isClose(one ?? NaN, norm([a, b, a]), 1e-4)),
    },
    'largest-element': {
      fails: ['converged', 'sheared', 'steps'],
      recognise: ({ m, draw: { b } }) =>
        isClose(m.sheared?.upper ?? NaN, b, 1e-4) && isClose(m.sheared?.lower ?? NaN, b, 1e-4),
    },
    'never-normalised': {
      fails: ['any-scale'],
      recognise: ({ m, reference, draw }) => {
        const [tiny = NaN, huge = NaN] = m.scales?.norms ?? []
        const early = [1, 2].every((k) => isClose(m.steps?.norms[k] ?? NaN, reference.steps?.norms[k] ?? NaN, 1e-3))
        return early && !(tiny > 10 ** draw.tiny) && !(huge < 10 ** (draw.huge + 2))
      },
    },
    'start-not-normalised': {
      fails: ['steps'],
      recognise: ({ m, reference }) => {
        const [mine = NaN, ...later] = m.steps?.norms ?? []
        const [right = NaN, ...expected] = reference.steps?.norms ?? []
        return (
          isClose(mine, right * (reference.steps?.length ?? NaN), 1e-3) &&
          later.every((one, i) => isClose(one, expected[i] ?? NaN, 1e-3))
        )
      },
    },
    'one-step-more': {
      fails: ['steps'],
      recognise: ({ m, reference }) => shifted(m.steps?.norms, reference.steps?.norms),
    },
    // The same from two rows, and another than from either of them.
    'start-of-its-own': {
      fails: ['steps'],
      recognise: ({ m, reference }) => {
        const first = m.steps?.norms ?? []
        const right = reference.steps?.norms ?? []
        return (
          isClose(m.known?.norms[0] ?? NaN, reference.known?.norms[0] ?? NaN, 1e-2) &&
          [0, 1, 2].every((k) => isClose(first[k] ?? NaN, m.steps?.elsewhere[k] ?? NaN, 1e-4)) &&
          [0, 1, 2].some((k) => !isClose(first[k] ?? NaN, right[k] ?? NaN, 1e-3))
        )
      },
    },
    'guard-too-large': {
      fails: ['any-length', 'any-scale'],
      // What is much shorter than the guard never becomes one unit long; what is much longer does not notice.
      recognise: ({ m, draw }) => {
        const [tiny = NaN, huge = NaN] = m.scales?.norms ?? []
        return tiny < 0.5 * draw.largest * 10 ** draw.tiny && isClose(huge, draw.largest * 10 ** draw.huge, 1e-2)
      },
    },
    'divides-by-zero': {
      fails: ['nothing'],
      // 0/0 is NaN on some backends and 1 on others.
      recognise: ({ m, draw }) =>
        (m.known?.norms.every((one) => isClose(one, draw.largest, 1e-3)) ?? false) &&
        m.nothing !== undefined &&
        !(Math.abs(m.nothing.kernel) < 1e-6),
    },
  },

  plots: {
    convergence: {
      needs: ['steps'],
      x: 'step',
      y: 'value',
      draw: ({ m, reference, draw }) => ({
        mine: points(m.steps),
        reference: points(reference.steps),
        // σ₁, which the steps approach from below.
        baseline: reference.steps.iters.map((iters): [number, number] => [iters, draw.largest]),
      }),
    },
  },
})

/** ‖[[a, b], [0, a]]‖₂: the larger root of σ² − bσ − a² = 0, since σ₁σ₂ = a² and σ₁ − σ₂ = b. */
const shearedNorm = ({ a, b }: Draw): number => (b + Math.sqrt(b ** 2 + 4 * a ** 2)) / 2

/** Each value is the one of the next number of steps, as far as consecutive ones are there: 0, 1, 2, 3. */
function shifted(mine: readonly number[] | undefined, expected: readonly number[] | undefined): boolean {
  return [0, 1, 2, 3].every((k) => isClose(mine?.[k] ?? NaN, expected?.[k + 1] ?? NaN, 1e-4))
}

const points = ({ iters, norms }: Measured['steps']): Array<[number, number]> =>
  iters.map((one, i) => [one, norms[i] ?? NaN])
