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
  /** Numbers of pairs, beside 1, 2 and 8. */
  few: number
  many: number
}

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
      changed: kept + rng.integer(1, 2),
      bend: rng.uniform(0.8, 1.2),
      shift: rng.uniform(0.5, 1.5),
      few: rng.integer(3, 6),
      many: rng.integer(9, 14),
    }
  },

  sections: {
    scaling: (context) => ({ ...measure(context, false), ...makeFactors(context) }),
    preserving: (context) => measure(context, true),
    // The singular values of ∂y/∂x at one point, for both kinds. Only the right columns of y have anything to say.
    jacobian: (context) => {
      const { learner, draw, tf, kit } = context
      const width = draw.kept + draw.changed
      const x = tf.tile(kit.gauss([1, width], draw.seed + 3), [width, 1])
      const at = (preserve: boolean) => {
        const params = makeCoupling(context, preserve)
        const diagonal = (rows: Tensor) => learner.coupling(rows.as2D(width, width), params).y.mul(tf.eye(width)).sum()
        const values = tf.grad(diagonal)(x).dataSync()
        return singularValues(
          Array.from({ length: width }, (_, i) => Array.from(values.slice(i * width, (i + 1) * width))),
        )
      }
      return { scaling: at(false), preserving: at(true) }
    },
    stretch: ({ learner, draw }) => {
      const pairs = [1, 2, draw.few, 8, draw.many]
      return { pairs, values: pairs.map((K) => learner.stretch(K).values[0] ?? NaN) }
    },
  },
})

function makeCoupling({ kit, tf, draw }: Context, preserve: boolean): Coupling {
  const { kept, changed, seed, bend, shift } = draw
  const scaled = (from: number, factor: number) =>
    tf.mul(kit.gauss([kept, changed], from), factor / Math.sqrt(kept)).as2D(kept, changed)
  return { S: scaled(seed + 1, bend), T: scaled(seed + 2, shift), preserve }
}

/** The s and t of each row and right column: with them checks.ts knows a layer again that puts them together otherwise. */
function makeFactors(context: Context) {
  const { draw, tf } = context
  const { S, T } = makeCoupling(context, false)
  const left = tf.slice(makeInput(context), [0, 0], [-1, draw.kept])
  return { s: Array.from(tf.tanh(tf.matMul(left, S)).dataSync()), t: Array.from(tf.matMul(left, T).dataSync()) }
}

const makeInput = ({ draw, kit }: Context): Tensor2D => kit.gauss([draw.batch, draw.kept + draw.changed], draw.seed)

function measure(context: Context, preserve: boolean) {
  const x = makeInput(context)
  const { y, logDet } = context.learner.coupling(x, makeCoupling(context, preserve))
  return { x: Array.from(x.dataSync()), y: Array.from(y.dataSync()), logDet: Array.from(logDet.dataSync()) }
}
