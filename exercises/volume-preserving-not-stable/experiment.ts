import { boolean, defineExperiment, fn, live, number, record, singularValues, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor, Tensor1D, Tensor2D } from 'grader/experiments'

interface Draw {
  seed: number
  batch: number
  kept: number
  changed: number
  /** Scales of S and T. */
  bend: number
  shift: number
}

/** How many rows and columns, and how large they are. */
interface Size {
  batch: number
  kept: number
  changed: number
  scale: number
}

/** Through all of these goes the range that the task names. */
const PAIRS = Array.from({ length: 14 }, (_, i) => i + 1)

interface Coupling {
  S: Tensor2D
  T: Tensor2D
  preserve: boolean
}

interface Learner {
  coupling(x: Tensor2D, params: Coupling): { y: Tensor2D; logDet: Tensor1D }
  stretch(K: number): Evidence
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    coupling: fn(
      {
        x: tensor(['batch', 'width']),
        params: record({ S: tensor(['kept', 'changed']), T: tensor(['kept', 'changed']), preserve: boolean() }),
      },
      record({ y: live(['batch', 'width']), logDet: live(['batch']) }),
    ),
    stretch: fn({ K: number() }, tensor([])),
  },

  draw: (rng) => {
    const kept = rng.integer(2, 3)
    return {
      seed: rng.seed(),
      // Larger than any width, so that a sum along the wrong axis has the wrong length.
      batch: rng.integer(7, 9),
      kept,
      // By two and more, so that the middle of a row is not where it is cut.
      changed: kept + rng.integer(2, 3),
      bend: rng.uniform(0.8, 1.2),
      shift: rng.uniform(0.5, 1.5),
    }
  },

  sections: {
    scaling: (context) => ({ ...measure(context, false), ...makeFactors(context) }),
    preserving: (context) => measure(context, true),
    // More columns kept than changed, one of each, a single row, and an x so large that tanh is ±1.
    others: (context) => {
      const { batch, kept, changed } = context.draw
      const sizes: Size[] = [
        { batch, kept: 4, changed: 2, scale: 1 },
        { batch, kept: 1, changed: 1, scale: 1 },
        { batch: 1, kept, changed, scale: 1 },
        { batch, kept, changed, scale: 200 },
      ]
      const [free, preserved] = [false, true].map((preserve) => sizes.map((size) => measure(context, preserve, size)))
      if (free === undefined || preserved === undefined) throw new Error('both kinds are measured')
      return {
        kept: sizes.map((size) => size.kept),
        changed: sizes.map((size) => size.changed),
        x: free.map(({ x }) => x),
        y: free.map(({ y }) => y),
        logDet: free.map(({ logDet }) => logDet),
        preservedY: preserved.map(({ y }) => y),
        preservedLogDet: preserved.map(({ logDet }) => logDet),
      }
    },
    // ∂y/∂x and its singular values at one point, for both kinds. Only the right columns of y have anything to say.
    jacobian: (context) => {
      const { learner, draw, tf, kit } = context
      const width = draw.kept + draw.changed
      const x = tf.tile(kit.gauss([1, width], draw.seed + 3), [width, 1])
      const at = (preserve: boolean) => {
        const params = makeCoupling(context, preserve)
        const diagonal = (rows: Tensor) => learner.coupling(rows.as2D(width, width), params).y.mul(tf.eye(width)).sum()
        const values = tf.grad(diagonal)(x).dataSync()
        return Array.from({ length: width }, (_, i) => Array.from(values.slice(i * width, (i + 1) * width)))
      }
      const [scaling, preserving] = [at(false), at(true)]
      return {
        scaling: singularValues(scaling),
        preserving: singularValues(preserving),
        scalingMatrix: scaling.flat(),
        preservingMatrix: preserving.flat(),
      }
    },
    stretch: ({ learner }) => ({ pairs: PAIRS, values: PAIRS.map((K) => learner.stretch(K).values[0] ?? NaN) }),
  },
})

function makeCoupling({ kit, tf, draw }: Context, preserve: boolean, { kept, changed } = usual(draw)): Coupling {
  const { seed, bend, shift } = draw
  const scaled = (from: number, factor: number) =>
    tf.mul(kit.gauss([kept, changed], from), factor / Math.sqrt(kept)).as2D(kept, changed)
  return { S: scaled(seed + 1, bend), T: scaled(seed + 2, shift), preserve }
}

/** The s and t of each row and right column: with them checks.ts knows a layer again that puts them together otherwise. */
function makeFactors(context: Context) {
  const { draw, tf } = context
  const { S, T } = makeCoupling(context, false)
  const left = tf.slice(makeInput(context, usual(draw)), [0, 0], [-1, draw.kept])
  return { s: Array.from(tf.tanh(tf.matMul(left, S)).dataSync()), t: Array.from(tf.matMul(left, T).dataSync()) }
}

const usual = ({ batch, kept, changed }: Draw): Size => ({ batch, kept, changed, scale: 1 })

const makeInput = ({ draw, kit, tf }: Context, { batch, kept, changed, scale }: Size): Tensor2D =>
  tf.mul(kit.gauss([batch, kept + changed], draw.seed), scale).as2D(batch, kept + changed)

function measure(context: Context, preserve: boolean, size = usual(context.draw)) {
  const x = makeInput(context, size)
  const { y, logDet } = context.learner.coupling(x, makeCoupling(context, preserve, size))
  return { x: Array.from(x.dataSync()), y: Array.from(y.dataSync()), logDet: Array.from(logDet.dataSync()) }
}
