import { defineExperiment, fn, number, record, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor2D } from 'grader/experiments'

/** Of the plot, and of what is predicted. */
const MARGINS = [-20, -5, -1, 0, 1, 2, 3, 5, 8, 12, 20, 100, 1000, 10_000]

interface Draw {
  seed: number
  batch: number
  classes: number
  square: number
  /** Of the logits that are drawn. */
  spread: number
  margins: number[]
  counts: number[]
}

interface Learner {
  ceLogitGrad(logits: Tensor2D, onehot: Tensor2D): Evidence
  ceMeanGrad(logits: Tensor2D, onehot: Tensor2D): Evidence
  predictLengths(margin: number, classes: number): { crossEntropy: number; squaredError: number }
}

type Context = SectionContext<Draw, Learner>

const gradient = () =>
  fn({ logits: tensor(['batch', 'classes']), onehot: tensor(['batch', 'classes']) }, tensor(['batch', 'classes']))

export default defineExperiment<Draw, Learner>({
  exports: {
    ceLogitGrad: gradient(),
    ceMeanGrad: gradient(),
    predictLengths: fn(
      { margin: number(), classes: number() },
      record({ crossEntropy: number(), squaredError: number() }),
    ),
  },

  draw: (rng) => {
    const classes = rng.integer(3, 6)
    return {
      seed: rng.seed(),
      batch: classes + rng.integer(2, 4),
      classes,
      square: rng.integer(3, 5),
      spread: rng.uniform(1, 3),
      margins: [rng.uniform(-6, -1), rng.uniform(0.5, 4), rng.uniform(20, 90), rng.uniform(200, 9000)],
      counts: [2, rng.integer(3, 9), rng.integer(10, 40), rng.integer(100, 1000)],
    }
  },

  sections: {
    rows: (context) => {
      const { draw, kit, tf } = context
      const { seed, batch, classes, square, spread } = draw
      const drawn = (rows: number, columns: number, at: number) =>
        tf.mul(kit.gauss([rows, columns], seed + at), spread).as2D(rows, columns)
      const cases = [drawn(batch, classes, 0), drawn(square, square, 1), drawn(1, classes, 2), drawn(batch, 2, 3)]
      // All classes alike.
      cases.push(tf.zeros([2, classes]))
      return measure(context, cases)
    },
    // Whatever the size: very wrong, very right, all of them large, all very negative.
    large: (context) => {
      const { draw, tf } = context
      const { classes } = draw
      const row = (values: readonly number[]) => Array.from({ length: classes }, (_, j) => values[j] ?? 0)
      const logits = tf.tensor2d([
        row([10_000]),
        row([-10_000, 10_000]),
        row([100, 99, 98]),
        Array.from({ length: classes }, (_, j) => -9000 - j),
        Array.from({ length: classes }, (_, j) => 9000 + j / 2),
      ])
      return measure(context, [logits])
    },
    // The gradient of the mean, for several examples, one, two, and as many as there are classes.
    mean: (context) => {
      const { learner, draw, kit } = context
      const { seed, batch, classes } = draw
      const found = [batch, 1, 2, classes].map((rows) => {
        const logits = kit.gauss([rows, classes], seed + 10 + rows)
        const onehot = labels(context, rows, classes)
        return {
          mean: learner.ceMeanGrad(logits, onehot).values,
          right: truth(logits, onehot).map((one) => one / rows),
          each: learner.ceLogitGrad(logits, onehot).values,
        }
      })
      return {
        mean: found.map((one) => one.mean),
        right: found.map((one) => one.right),
        each: found.map((one) => one.each),
      }
    },
    // What was predicted, beside the gradients of the two losses by automatic differentiation.
    predictions: (context) => {
      const { draw } = context
      const asked = draw.margins.flatMap((margin) => draw.counts.map((classes): [number, number] => [margin, classes]))
      return predicted(context, asked)
    },
    margins: (context) => ({
      margins: MARGINS,
      ...predicted(
        context,
        MARGINS.map((margin) => [margin, 10]),
      ),
    }),
  },
})

function measure(context: Context, cases: readonly Tensor2D[]) {
  const { learner } = context
  const found = cases.map((logits) => {
    const [rows, classes] = logits.shape
    const onehot = labels(context, rows, classes)
    return { values: learner.ceLogitGrad(logits, onehot).values, truth: truth(logits, onehot), classes }
  })
  return {
    values: found.map((one) => one.values),
    truth: found.map((one) => one.truth),
    classes: found.map((one) => one.classes),
  }
}

/** Row b has its 1 at (2b + 1) modulo the classes. */
function labels({ tf }: Context, rows: number, classes: number): Tensor2D {
  return tf.tensor2d(
    Array.from({ length: rows }, (_row, b) =>
      Array.from({ length: classes }, (_, j) => (j === (2 * b + 1) % classes ? 1 : 0)),
    ),
  )
}

/** p − y in float64. */
function truth(logits: Tensor2D, onehot: Tensor2D): number[] {
  const y = onehot.arraySync()
  return logits.arraySync().flatMap((row, b) => {
    const top = Math.max(...row)
    const powers = row.map((one) => Math.exp(one - top))
    const sum = powers.reduce((all, one) => all + one, 0)
    return powers.map((one, j) => one / sum - (y[b]?.[j] ?? 0))
  })
}

function predicted({ learner, tf }: Context, asked: ReadonlyArray<readonly [margin: number, classes: number]>) {
  const found = asked.map(([margin, classes]) => {
    const { crossEntropy, squaredError } = learner.predictLengths(margin, classes)
    const logits = tf.tensor2d([Array.from({ length: classes }, (_, j) => (j === 1 ? margin : 0))])
    const onehot = tf.tensor2d([Array.from({ length: classes }, (_, j) => (j === 0 ? 1 : 0))])
    const squared = tf.grad((z) => tf.sum(tf.square(tf.sub(z, onehot))).asScalar())(logits)
    return {
      crossEntropy,
      squaredError,
      runCrossEntropy: Math.hypot(...truth(logits, onehot)),
      runSquaredError: Math.hypot(...squared.dataSync()),
    }
  })
  return {
    crossEntropy: found.map((one) => one.crossEntropy),
    squaredError: found.map((one) => one.squaredError),
    runCrossEntropy: found.map((one) => one.runCrossEntropy),
    runSquaredError: found.map((one) => one.runSquaredError),
  }
}
