import { array, defineExperiment, fn, live, norm, number, record, tensor } from 'grader/experiments'
import type { SectionContext, Tensor, Tensor2D } from 'grader/experiments'

const BATCH = 32
const DEPTHS = [5, 10, 20, 40]
const GRADIENT_DEPTHS = [10, 40]

interface Draw {
  seed: number
  /** Of the small networks: width and inner width differ. */
  width: number
  inner: number
  alpha: number
  /** Of the deep networks, whose inner width is the same. */
  deepWidth: number
  /** Depths at which only α is asked for. */
  shallow: number
  deep: number
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
      shallow: rng.integer(2, 4),
      deep: rng.integer(100, 1000),
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
      return measure(context, kit.gauss([4, draw.width], draw.seed), blocks)
    },
    // The inner width differs from the outer one.
    wideBlock: (context) => {
      const { draw, kit } = context
      const blocks = makeBlocks(context, 1, draw.width, draw.inner)
      return measure(context, kit.gauss([4, draw.width], draw.seed), blocks)
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
        // Other stacks of the same blocks: they tell which block was used, and in which order.
        firstOnly: run([first, first, first]),
        reversed: run([third, second, first]),
      }
    },
    share: ({ learner, draw }) => {
      const depths = [1, draw.shallow, 16, 50, draw.deep]
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
      const blocks = makeBlocks(context, Math.max(...GRADIENT_DEPTHS), draw.deepWidth, draw.deepWidth)
      const x = kit.gauss([BATCH, draw.deepWidth], draw.seed)
      const upstream = kit.gauss([BATCH, draw.deepWidth], draw.seed + 1)
      const inputs = GRADIENT_DEPTHS.map((depth) => {
        const alpha = learner.alphaFor(depth)
        const loss = (input: Tensor) =>
          learner.forward(input.as2D(BATCH, draw.deepWidth), blocks.slice(0, depth), alpha).mul(upstream).sum()
        return norm(tf.grad(loss)(x))
      })
      return { depths: GRADIENT_DEPTHS, upstream: norm(upstream), inputs }
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
