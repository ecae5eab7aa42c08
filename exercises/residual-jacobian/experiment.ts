import { callback, defineExperiment, eigenvalues, fn, live, singularValues, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor2D } from 'grader/experiments'

const BLOCKS = 12
const MEASURED_EVERY = 3
/** Outputs of the function of a single input. */
const MANY = 9

interface Draw {
  seed: number
  /** Of x everywhere, and of the blocks. One width for all: on WebGL each further shape compiles further programs. */
  width: number
  /** Of the function that changes the width. */
  outputs: number
  /** Typical size of x, where the function bends on the same scale. */
  fine: number
  coarse: number
  /** Each branch of the tower has a Jacobian of spectral norm at most ε. */
  epsilon: number
}

type RowFunction = (x: Tensor2D) => Tensor2D

interface Learner {
  jacobian(f: RowFunction, x: unknown): Evidence
  residualJacobian(f: RowFunction, x: unknown): Evidence
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    // f may be called with batches of any size.
    jacobian: fn({ f: callback({ x: live([null, 'n']) }, live([null, 'm'])), x: tensor(['n']) }, tensor(['m', 'n'])),
    residualJacobian: fn(
      { f: callback({ x: live([null, 'n']) }, live([null, 'n'])), x: tensor(['n']) },
      tensor(['n', 'n']),
    ),
  },

  draw: (rng) => {
    const width = rng.integer(5, 6)
    return {
      seed: rng.seed(),
      width,
      outputs: width + rng.pick([-2, -1, 1, 2]),
      fine: rng.uniform(1e-4, 5e-4),
      coarse: rng.uniform(1e3, 5e3),
      epsilon: rng.uniform(0.08, 0.12),
    }
  },

  sections: {
    rectangular: (context) => {
      const { learner, draw, kit } = context
      const f = tanhBranch(context, { widths: [draw.width, draw.width, draw.outputs], seed: draw.seed, scale: 1 })
      return { jacobian: learner.jacobian(f, kit.gauss([draw.width], draw.seed + 2)).values }
    },
    // Two outputs, and a single input, with derivatives that are far from one: an accuracy is relative or it is none.
    thin: (context) => {
      const { learner, draw, kit } = context
      const { width, seed, fine, coarse } = draw
      const narrow = tanhBranch(context, { widths: [width, width, 2], seed: seed + 50, scale: 1, gain: fine })
      const wide = tanhBranch(context, { widths: [1, width, MANY], seed: seed + 53, scale: 1, gain: coarse })
      return {
        twoOutputs: learner.jacobian(narrow, kit.gauss([width], seed + 52)).values,
        oneInput: learner.jacobian(wide, kit.gauss([1], seed + 55)).values,
      }
    },
    // Two functions at one point, and the first of them at another point.
    points: (context) => {
      const { learner, draw, kit } = context
      const { width, outputs, seed } = draw
      const [f, other] = [60, 64].map((more) =>
        tanhBranch(context, { widths: [width, width, outputs], seed: seed + more, scale: 1 }),
      )
      const [x, elsewhere] = [kit.gauss([width], seed + 62), kit.gauss([width], seed + 63)]
      if (f === undefined || other === undefined) throw new Error('two functions are made')
      return {
        first: learner.jacobian(f, x).values,
        other: learner.jacobian(other, x).values,
        elsewhere: learner.jacobian(f, elsewhere).values,
      }
    },
    // The same function in units in which x is tiny, and in others in which it is huge: the Jacobian is the same.
    scales: ({ learner, draw, kit, tf }) => {
      const at = (scale: number) => {
        const { width, seed } = draw
        const f = tanhBranch({ kit, tf }, { widths: [width, width, width], seed: seed + 10, scale })
        return learner.jacobian(f, tf.mul(kit.gauss([width], seed + 12), scale)).values
      }
      return { fine: at(draw.fine), coarse: at(draw.coarse) }
    },
    // A branch that adds nothing.
    empty: ({ learner, draw, kit, tf }) => {
      const f: RowFunction = (x) => tf.tidy(() => tf.matMul(x, tf.zeros([draw.width, draw.width])))
      return { jacobian: learner.residualJacobian(f, kit.gauss([draw.width], draw.seed + 20)).values }
    },
    block: (context) => {
      const { learner, draw, kit, tf } = context
      const { width, seed } = draw
      const f = tanhBranch(context, { widths: [width, width, width], seed: seed + 30, scale: 1 })
      const x = kit.gauss([width], seed + 32)
      const branch = learner.jacobian(f, x)
      const whole = learner.residualJacobian(f, x)
      const [inner, shifted] = [branch, whole].map((one) => eigenvalues(rowsOf(one)))
      return {
        branch: branch.values,
        jacobian: whole.values,
        // Where a recognised slip would lead: the branch applied twice, f(f(x)).
        twice: learner.jacobian((rows) => f(f(rows)), x).values,
        // The branch where the block ends, and at the origin.
        after: learner.jacobian(f, tf.add(x, f(x.as2D(1, width)).as1D())).values,
        origin: learner.jacobian(f, tf.zeros([width])).values,
        branchRe: inner?.map(({ re }) => re) ?? [],
        branchIm: inner?.map(({ im }) => im) ?? [],
        re: shifted?.map(({ re }) => re) ?? [],
        im: shifted?.map(({ im }) => im) ?? [],
      }
    },
    // One block at two points, and in other units.
    blocks: (context) => {
      const { learner, draw, kit, tf } = context
      const { width, seed, fine, coarse } = draw
      const [x, elsewhere] = [kit.gauss([width], seed + 72), kit.gauss([width], seed + 73)]
      const branch = (scale: number) => tanhBranch(context, { widths: [width, width, width], seed: seed + 70, scale })
      const unit = branch(1)
      return {
        first: learner.residualJacobian(unit, x).values,
        elsewhere: learner.residualJacobian(unit, elsewhere).values,
        fine: learner.residualJacobian(branch(fine), tf.mul(x, fine)).values,
        coarse: learner.residualJacobian(branch(coarse), tf.mul(x, coarse)).values,
      }
    },
    // At the origin f is the identity. Element j bends at ±3·10^(−3−j): only what looks away from x by a step sees it.
    kinks: ({ learner, draw, tf }) => {
      const { width } = draw
      const distances = Array.from({ length: width }, (_, j) => 3 * 10 ** (-3 - j))
      const f: RowFunction = (x) =>
        tf.tidy(() => {
          const beyond = (sign: number) => tf.relu(tf.sub(tf.mul(x, sign), tf.tensor1d(distances)))
          return tf.sub(tf.add(x, beyond(1)), beyond(-1)).as2D(-1, width)
        })
      return { jacobian: learner.jacobian(f, tf.zeros([width])).values }
    },
    // h ← h + ε·tanh(h Q) with an orthogonal Q of its own for each block. The experiment walks up the tower in float64,
    // asks for the Jacobian at each step, and multiplies. (A walk on the GPU would wait for it at each block.)
    tower: ({ learner, draw, kit, tf }) => {
      const { width, seed, epsilon } = draw
      const depths = [0]
      const values: number[][] = [Array.from({ length: width }, () => 1)]
      let h = Array.from(kit.gauss([width], seed + 40).dataSync())
      let product: number[][] | undefined
      for (let l = 1; l <= BLOCKS; l++) {
        const q = kit.orthogonal(width, seed + 40 + l).arraySync()
        const f: RowFunction = (x) =>
          tf.tidy(() => tf.mul(tf.tanh(tf.matMul(x, tf.tensor2d(q))), epsilon).as2D(-1, width))
        const step = rowsOf(learner.residualJacobian(f, tf.tensor1d(h)))
        product = product === undefined ? step : multiply(step, product)
        h = h.map(
          (value, j) => value + epsilon * Math.tanh(h.reduce((sum, one, i) => sum + one * (q[i]?.[j] ?? NaN), 0)),
        )
        if (l % MEASURED_EVERY !== 0) continue
        depths.push(l)
        values.push(singularValues(product))
      }
      return { depths, values }
    },
  },
})

/** gain·s·tanh(x A / s) B, row by row. The matrices are drawn at each call, so that f keeps no tensor. */
function tanhBranch(
  { kit, tf }: Pick<Context, 'kit' | 'tf'>,
  { widths, seed, scale, gain = 1 }: { widths: [number, number, number]; seed: number; scale: number; gain?: number },
): RowFunction {
  const [from, inner, to] = widths
  return (x) =>
    tf.tidy(() => {
      const a = tf.mul(kit.gauss([from, inner], seed), 1 / Math.sqrt(from))
      const b = tf.mul(kit.gauss([inner, to], seed + 1), 1.2 / Math.sqrt(inner))
      const bent = tf.tanh(tf.matMul(tf.div(x, scale), a))
      return tf.mul(tf.matMul(bent, b), gain * scale).as2D(-1, to)
    })
}

const rowsOf = ({ shape, values }: Evidence): number[][] => {
  const width = shape[1] ?? 0
  return Array.from({ length: shape[0] ?? 0 }, (_, i) => values.slice(i * width, (i + 1) * width))
}

const multiply = (a: number[][], b: number[][]): number[][] =>
  a.map((row) => row.map((_, j) => row.reduce((sum, value, k) => sum + value * (b[k]?.[j] ?? NaN), 0)))
