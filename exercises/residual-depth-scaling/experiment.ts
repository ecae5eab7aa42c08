import { array, defineExperiment, fn, forwardProduct, live, norm, number, record, tensor } from 'grader/experiments'
import type { SectionContext, Tensor, Tensor2D } from 'grader/experiments'

const BATCH = 32
const DEPTHS = [5, 10, 20, 40]
/** Of the stack whose output is compared with the formula. */
const LONG = 40
/** Where α is asked for, beside the depths that are drawn. */
const SHARE_DEPTHS = [
  1, 2, 3, 4, 5, 7, 8, 10, 16, 20, 30, 40, 50, 64, 100, 128, 200, 256, 400, 500, 512, 750, 999, 1000,
]
/** So far from 0 lies every pre-activation where gradients are compared: no rounding puts it on the other side. */
const CLEAR = 1e-3

interface Draw {
  seed: number
  /** Of the small networks: width and inner width differ. */
  width: number
  inner: number
  alpha: number
  /** Of the deep networks, whose inner width is the same. */
  deepWidth: number
  /** Fewer than the width. */
  narrow: number
  /** Depths at which only α is asked for. */
  depths: number[]
}

interface Block {
  W: Tensor2D
  V: Tensor2D
}

interface Learner {
  forward(x: Tensor2D, blocks: Block[], alpha: number): Tensor2D
  alphaFor(L: number): number
}

type Context = SectionContext<Draw, Learner>

export default defineExperiment<Draw, Learner>({
  exports: {
    forward: fn(
      {
        x: tensor(['batch', 'width']),
        blocks: array(record({ W: tensor(['width', 'inner']), V: tensor(['inner', 'width']) })),
        alpha: number(),
      },
      live(['batch', 'width']),
    ),
    alphaFor: fn({ L: number() }, number()),
  },

  draw: (rng) => {
    const width = rng.integer(5, 8)
    return {
      seed: rng.seed(),
      width,
      inner: width + rng.integer(2, 4),
      alpha: rng.uniform(0.3, 0.8),
      deepWidth: rng.integer(30, 36),
      narrow: width - rng.integer(1, 3),
      depths: [rng.integer(6, 60), rng.integer(61, 400), rng.integer(401, 799), rng.integer(801, 998)],
    }
  },

  sections: {
    // V = 0: whatever the branch does, the block adds nothing.
    emptyBranch: (context) => {
      const { draw, tf, kit } = context
      const blocks = makeBlocks(context, 2, draw.width, draw.width).map(({ W, V }) => ({ W, V: tf.zerosLike(V) }))
      return measure(context, kit.gauss([4, draw.width], draw.seed), blocks)
    },
    oneBlock: (context) => {
      const { draw, kit } = context
      const blocks = makeBlocks(context, 1, draw.width, draw.width)
      const x = kit.gauss([4, draw.width], draw.seed)
      return { ...measure(context, x, blocks), linear: withoutRelu(context, x, blocks) }
    },
    // The inner width differs from the outer one, to both sides.
    otherInner: (context) => {
      const { draw, kit } = context
      const run = (inner: number) =>
        measure(context, kit.gauss([4, draw.width], draw.seed), makeBlocks(context, 1, draw.width, inner)).y
      return { wide: run(draw.inner), narrow: run(draw.narrow) }
    },
    // A huge x and a tiny one, an α above one and one near zero, and a single row.
    sizes: (context) => {
      const { learner, draw, kit, tf } = context
      const blocks = makeBlocks(context, 2, draw.width, draw.width)
      const x = kit.gauss([4, draw.width], draw.seed)
      const run = (factor: number, alpha: number) =>
        Array.from(learner.forward(tf.mul(x, factor).as2D(4, draw.width), blocks, alpha).dataSync())
      return {
        huge: run(30, draw.alpha),
        tiny: run(1e-3, draw.alpha),
        strong: run(1, 4 * draw.alpha),
        weak: run(1, draw.alpha / 30),
        row: Array.from(learner.forward(kit.gauss([1, draw.width], draw.seed), blocks, draw.alpha).dataSync()),
      }
    },
    chain: (context) => {
      const { learner, draw, kit } = context
      const x = kit.gauss([4, draw.width], draw.seed)
      const [first, second, third] = makeBlocks(context, 3, draw.width, draw.width)
      if (first === undefined || second === undefined || third === undefined) throw new Error('three blocks were made')
      const run = (blocks: Block[]) => Array.from(learner.forward(x, blocks, draw.alpha).dataSync())
      return {
        x: Array.from(x.dataSync()),
        y: run([first, second, third]),
        // Other stacks of the same blocks: they tell which block was used, in which order, and on what.
        firstOnly: run([first, first, first]),
        reversed: run([third, second, first]),
        alone: [first, second, third].map((one) => run([one])),
      }
    },
    longChain: (context) => {
      const { draw, kit } = context
      const blocks = makeBlocks(context, LONG, draw.width, draw.inner)
      return {
        y: measure(
          { ...context, draw: { ...draw, alpha: draw.alpha / 4 } },
          kit.gauss([4, draw.width], draw.seed),
          blocks,
        ).y,
      }
    },
    // ∂⟨u, h_3⟩ with respect to x and to each W and V.
    tape: (context) => {
      const { learner, draw, kit, tf } = context
      const blocks = makeBlocks(context, 3, draw.width, draw.width)
      const rows = clearRows(kit.gauss([32, draw.width], draw.seed + 2), blocks, draw.alpha).slice(0, 4)
      const x = tf.tensor2d(rows, [rows.length, draw.width])
      const upstream = kit.gauss([rows.length, draw.width], draw.seed + 1)
      const loss = (input: Tensor, ...matrices: Tensor[]) => {
        const given = blocks.map(({ W, V }, l) => ({
          W: (matrices[2 * l] ?? W).as2D(draw.width, draw.width),
          V: (matrices[2 * l + 1] ?? V).as2D(draw.width, draw.width),
        }))
        return learner.forward(input.as2D(rows.length, draw.width), given, draw.alpha).mul(upstream).sum().asScalar()
      }
      const [input, ...matrices] = tf.grads(loss)([x, ...blocks.flatMap(({ W, V }) => [W, V])])
      return {
        upstream: Array.from(upstream.dataSync()),
        input: Array.from(input?.dataSync() ?? []),
        matrices: matrices.map((one) => Array.from(one.dataSync())),
      }
    },
    share: ({ learner, draw }) => {
      const depths = [...SHARE_DEPTHS, ...draw.depths].toSorted((a, b) => a - b)
      return { depths, alphas: depths.map((depth) => learner.alphaFor(depth)) }
    },
    growth: (context) => {
      const { learner, draw, kit } = context
      const blocks = makeBlocks(context, Math.max(...DEPTHS), draw.deepWidth, draw.deepWidth)
      const x = kit.gauss([BATCH, draw.deepWidth], draw.seed)
      const outputs = DEPTHS.map((depth) => learner.forward(x, blocks.slice(0, depth), learner.alphaFor(depth)))
      return {
        depths: DEPTHS,
        input: norm(x),
        outputs: outputs.map(norm),
        moves: outputs.map((one) => norm(one.sub(x))),
      }
    },
    gradient: (context) => {
      const { learner, draw, kit, tf } = context
      const blocks = makeBlocks(context, Math.max(...DEPTHS), draw.deepWidth, draw.deepWidth)
      const x = kit.gauss([BATCH, draw.deepWidth], draw.seed)
      const upstream = kit.gauss([BATCH, draw.deepWidth], draw.seed + 1)
      const inputs = DEPTHS.map((depth) => {
        const alpha = learner.alphaFor(depth)
        const loss = (input: Tensor) =>
          learner.forward(input.as2D(BATCH, draw.deepWidth), blocks.slice(0, depth), alpha).mul(upstream).sum()
        return norm(tf.grad(loss)(x))
      })
      return { depths: DEPTHS, upstream: norm(upstream), inputs }
    },
  },
})

/** W of variance 2/width and V of variance 1/inner: a branch has in the mean the second moment of its input. */
function makeBlocks({ kit, tf, draw }: Context, count: number, width: number, inner: number): Block[] {
  return Array.from({ length: count }, (_, l) => ({
    W: tf.mul(kit.gauss([width, inner], draw.seed + 10 + 2 * l), Math.sqrt(2 / width)).as2D(width, inner),
    V: tf.mul(kit.gauss([inner, width], draw.seed + 11 + 2 * l), Math.sqrt(1 / inner)).as2D(inner, width),
  }))
}

function measure({ learner, draw }: Context, x: Tensor2D, blocks: Block[]) {
  const y = learner.forward(x, blocks, draw.alpha)
  return { x: Array.from(x.dataSync()), y: Array.from(y.dataSync()) }
}

/** x + α·x W V for one block. */
function withoutRelu({ tf, draw }: Context, x: Tensor2D, blocks: Block[]): number[] {
  return blocks.flatMap(({ W, V }) =>
    Array.from(tf.add(x, tf.mul(tf.matMul(tf.matMul(x, W), V), draw.alpha)).dataSync()),
  )
}

/** The rows of x, as numbers, for which no pre-activation of the stack comes near to 0, where the derivative jumps. */
function clearRows(x: Tensor2D, blocks: Block[], alpha: number): number[][] {
  const count = x.shape[0]
  let h = Array.from(x.dataSync())
  const least = Array.from({ length: count }, () => Infinity)
  for (const { W, V } of blocks) {
    const z = forwardProduct(h, { shape: W.shape, values: W.dataSync() })
    const inner = z.length / count
    z.forEach((value, k) => {
      const row = Math.floor(k / inner)
      least[row] = Math.min(least[row] ?? NaN, Math.abs(value))
    })
    const branch = forwardProduct(
      z.map((value) => Math.max(value, 0)),
      { shape: V.shape, values: V.dataSync() },
    )
    h = h.map((value, k) => value + alpha * (branch[k] ?? NaN))
  }
  return x.arraySync().filter((_, row) => (least[row] ?? NaN) > CLEAR)
}
