import { allOf, atLeast, defineChecks, isClose, near, nearEach } from 'grader/judge'

interface Draw {
  depth: number
  alphas: number[]
}

interface Pair {
  input: number
  weight: number
}
interface Pairs {
  input: number[]
  weight: number[]
}
/** A chain of αI, or of αQ, for each α. */
interface Chain extends Pairs {
  x: number
  u: number
}

interface Measured {
  amplifiers: Chain
  turned: Chain
  shapes: Pair
  /** One layer, four layers of one unit. */
  small: Pairs
  silent: Pair
  depths: { depths: number[]; weak: number[]; strong: number[]; u: number }
}

// Seventeen products in float32 gather some 1e-6, forty some 1e-5. The nearest wrong factor is 5 % away.
const REL = 1e-4

export default defineChecks<Measured, Draw>({
  checks: {
    input: {
      needs: ['amplifiers', 'turned', 'depths'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf([
          ...[m.amplifiers, m.turned].map((one) => nearEach(one.input, inputLaw(one, draw), { rel: REL })),
          nearEach(m.depths.weak, depthLaw(m.depths, 0.7), { rel: REL }),
          nearEach(m.depths.strong, depthLaw(m.depths, 1.3), { rel: REL }),
        ]),
    },
    weight: {
      needs: ['amplifiers', 'turned'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf([m.amplifiers, m.turned].map((one) => nearEach(one.weight, weightLaw(one, draw), { rel: REL }))),
    },
    'any-shape': {
      needs: ['shapes', 'small'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf([
          near(m.shapes.input, reference.shapes.input, { rel: REL }),
          near(m.shapes.weight, reference.shapes.weight, { rel: REL }),
          nearEach(m.small.input, reference.small.input, { rel: REL }),
          nearEach(m.small.weight, reference.small.weight, { rel: REL }),
        ]),
    },
    'not-forward': {
      needs: ['silent'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          near(m.silent.input, reference.silent.input, { rel: REL }),
          near(m.silent.weight, reference.silent.weight, { rel: REL }),
        ]),
    },
    'not-negative': {
      needs: ['amplifiers', 'turned', 'shapes', 'small'],
      weight: 1,
      judge: ({ m }) =>
        allOf(
          [m.amplifiers, m.turned, m.small]
            .flatMap(({ input, weight }) => [...input, ...weight])
            .concat(m.shapes.input, m.shapes.weight)
            .map((one) => atLeast(one, 0)),
        ),
    },
  },

  misconceptions: {
    // Right for every matrix that stretches all directions alike, and 0 where nothing comes out.
    'runs-forward': {
      fails: ['not-forward', 'any-shape'],
      recognise: ({ m, draw }) =>
        m.silent !== undefined &&
        Math.abs(m.silent.input) < 1e-6 &&
        (m.turned?.input.every((one, i) => isClose(one, inputLaw(m.turned ?? { u: NaN }, draw)[i] ?? NaN, 1e-3)) ??
          false),
    },
    'one-factor-too-few': {
      fails: ['input'],
      recognise: ({ m, draw }) =>
        draw.alphas.every((alpha, i) =>
          isClose(m.turned?.input[i] ?? NaN, (m.turned?.u ?? NaN) * Math.abs(alpha) ** (draw.depth - 1), 1e-3),
        ),
    },
    'one-factor-too-many': {
      fails: ['weight'],
      recognise: ({ m, draw }) => {
        const { x = NaN, u = NaN } = m.turned ?? {}
        return draw.alphas.every((alpha, i) =>
          isClose(m.turned?.weight[i] ?? NaN, x * u * Math.abs(alpha) ** draw.depth, 1e-3),
        )
      },
    },
    'forgets-the-input': {
      fails: ['weight'],
      recognise: ({ m, draw }) =>
        draw.alphas.every((alpha, i) =>
          isClose(m.turned?.weight[i] ?? NaN, (m.turned?.u ?? NaN) * Math.abs(alpha) ** (draw.depth - 1), 1e-3),
        ),
    },
    'keeps-the-sign': {
      fails: ['not-negative', 'input'],
      recognise: ({ m, draw }) =>
        draw.alphas.every((alpha, i) =>
          isClose(m.amplifiers?.input[i] ?? NaN, (m.amplifiers?.u ?? NaN) * alpha ** draw.depth, 1e-3),
        ),
    },
    'sum-instead-of-norm': {
      fails: ['input', 'weight', 'any-shape'],
      // For αI the gradient of x is α^L u, whatever is made of its elements: the same multiple of α^L for each α.
      recognise: ({ m, draw }) => {
        const { input = [], u = NaN } = m.amplifiers ?? {}
        const shares = draw.alphas.map((alpha, i) => (input[i] ?? NaN) / (u * alpha ** draw.depth))
        const [first = NaN] = shares
        const turned =
          m.turned?.input.map((one, i) => one / ((m.turned?.u ?? NaN) * (draw.alphas[i] ?? NaN) ** draw.depth)) ?? []
        return (
          shares.every((one) => isClose(one, first, 1e-3)) &&
          !isClose(Math.abs(first), 1, 1e-3) &&
          turned.some((one) => !isClose(one, first, 1e-2))
        )
      },
    },
    'reads-one-element': {
      fails: ['input'],
      recognise: ({ m, draw }) =>
        draw.alphas.every(
          (alpha, i) =>
            isClose(m.amplifiers?.input[i] ?? NaN, (m.amplifiers?.u ?? NaN) * Math.abs(alpha) ** draw.depth, 1e-3) &&
            !isClose(m.turned?.input[i] ?? NaN, (m.turned?.u ?? NaN) * Math.abs(alpha) ** draw.depth, 1e-3),
        ),
    },
  },

  plots: {
    depth: {
      needs: ['depths'],
      x: 'depth',
      y: 'gradient-norm',
      yScale: 'log',
      draw: ({ m, reference }) => ({
        mine: points(m.depths.depths, m.depths.strong),
        reference: points(reference.depths.depths, reference.depths.strong),
        // The weak amplifiers, as they should be.
        baseline: points(reference.depths.depths, reference.depths.weak),
      }),
    },
  },
})

/** |α|^L ‖u‖ */
const inputLaw = ({ u }: Pick<Chain, 'u'>, { alphas, depth }: Draw): number[] =>
  alphas.map((alpha) => u * Math.abs(alpha) ** depth)

/** |α|^{L−1} ‖x‖ ‖u‖ */
const weightLaw = ({ x, u }: Chain, { alphas, depth }: Draw): number[] =>
  alphas.map((alpha) => x * u * Math.abs(alpha) ** (depth - 1))

const depthLaw = ({ depths, u }: Measured['depths'], alpha: number): number[] =>
  depths.map((depth) => u * alpha ** depth)

const points = (depths: readonly number[], values: readonly number[]): Array<[number, number]> =>
  depths.map((depth, i) => [depth, values[i] ?? NaN])
