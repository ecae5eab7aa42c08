import { array, callback, defineExperiment, fn, live, number, record, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor2D } from 'grader/experiments'

const FAULTS = 6

interface Draw {
  seed: number
  depth: number
  width: number
  batch: number
  widths: number[]
  /** Which layer is spoilt, and by what. */
  faults: number[]
  factors: number[]
}

type Activation = (z: Tensor2D) => Tensor2D
type Network = [Ws: Tensor2D[], x: Tensor2D, act: Activation, up: Tensor2D]

interface Learner {
  layerGradNorms(...network: Network): { delta: Evidence; weight: Evidence }
  faultyLayer(...network: Network): number
}

type Context = SectionContext<Draw, Learner>

const parameters = () => ({
  Ws: array(tensor(), 'L'),
  x: tensor(['batch', null]),
  act: callback({ z: live([null, null]) }, live([null, null])),
  up: tensor(['batch', null]),
})

export default defineExperiment<Draw, Learner>({
  exports: {
    layerGradNorms: fn(parameters(), record({ delta: tensor(['L']), weight: tensor(['L']) })),
    faultyLayer: fn(parameters(), number()),
  },

  draw: (rng) => {
    const depth = rng.integer(7, 9)
    return {
      seed: rng.seed(),
      depth,
      width: rng.integer(18, 24),
      batch: rng.integer(3, 6),
      widths: [rng.integer(3, 5), rng.integer(6, 9), rng.integer(2, 4), rng.integer(5, 8)],
      // The second layer and the last one among them.
      faults: [2, depth, ...Array.from({ length: FAULTS - 2 }, () => rng.integer(3, depth - 1))],
      factors: Array.from({ length: FAULTS }, (_, i) => rng.uniform(15, 40) ** (i % 2 === 0 ? -1 : 1)),
    }
  },

  sections: {
    // One draw of numbers, scaled by √(2/n) and by √(1/n).
    scales: (context) => {
      const { draw } = context
      const [he, xavier] = [2, 1].map((gain) => measure(context, equal(context, draw.seed, gain), reluOf(context)))
      return {
        heDelta: he?.delta ?? [],
        heWeight: he?.weight ?? [],
        xavierDelta: xavier?.delta ?? [],
        xavierWeight: xavier?.weight ?? [],
      }
    },
    // A smooth activation, whose slope moves with the signal.
    tanh: (context) => {
      const network = equal(context, context.draw.seed + 100, 2)
      return { ...measure(context, network, tanhOf(context)), after: afterActivation(context, network) }
    },
    // Unequal widths; a single layer; a single example.
    shapes: (context) => {
      const { draw, kit } = context
      const { widths, batch, seed } = draw
      const Ws = widths.slice(1).map((to, l) => kit.gauss([widths[l] ?? 0, to], seed + 200 + l))
      const x = (rows: number) => kit.gauss([rows, widths[0] ?? 0], seed + 210)
      const up = (rows: number, width: number) => kit.gauss([rows, width], seed + 211)
      const all = norms(context, [Ws, x(batch), tanhOf(context), up(batch, widths.at(-1) ?? 0)])
      const single = norms(context, [Ws.slice(0, 1), x(batch), tanhOf(context), up(batch, widths[1] ?? 0)])
      const one = norms(context, [Ws, x(1), tanhOf(context), up(1, widths.at(-1) ?? 0)])
      return {
        delta: [...all.delta, ...single.delta, ...one.delta],
        weight: [...all.weight, ...single.weight, ...one.weight],
      }
    },
    // Examples that push in opposite directions: what is averaged over them is nothing.
    opposite: (context) => {
      const { draw, kit, tf } = context
      const { width, seed } = draw
      const W = [0, 1, 2].map((l) =>
        tf.mul(kit.gauss([width, width], seed + 300 + l), 1 / Math.sqrt(width)).as2D(width, width),
      )
      const x = kit.gauss([1, width], seed + 310)
      const up = kit.gauss([1, width], seed + 311)
      const pair = (row: Tensor2D, sign: number) => tf.concat([row, tf.mul(row, sign)], 0).as2D(2, width)
      return norms(context, [W, pair(x, 1), tanhOf(context), pair(up, -1)])
    },
    faults: (context) => {
      const { learner, draw, tf } = context
      const found = draw.faults.map((fault, i) => {
        const [Ws, x, up] = equal(context, draw.seed + 400 + 50 * i, 2)
        const spoilt = Ws.map((W, l) =>
          l + 1 === fault ? tf.mul(W, draw.factors[i] ?? NaN).as2D(draw.width, draw.width) : W,
        )
        return learner.faultyLayer(spoilt, x, reluOf(context), up)
      })
      return { found }
    },
  },
})

/** Layers of one width with weights of the variance gain/n, an input, an upstream gradient. */
function equal({ draw, kit, tf }: Context, seed: number, gain: number): [Tensor2D[], Tensor2D, Tensor2D] {
  const { depth, width, batch } = draw
  const Ws = Array.from({ length: depth }, (_, l) =>
    tf.mul(kit.gauss([width, width], seed + 1 + l), Math.sqrt(gain / width)).as2D(width, width),
  )
  return [Ws, kit.gauss([batch, width], seed), kit.gauss([batch, width], seed + 1 + depth)]
}

const measure = (context: Context, [Ws, x, up]: [Tensor2D[], Tensor2D, Tensor2D], act: Activation) =>
  norms(context, [Ws, x, act, up])

function norms({ learner }: Context, network: Network) {
  const { delta, weight } = learner.layerGradNorms(...network)
  return { delta: delta.values, weight: weight.values }
}

/** ‖∂𝓛/∂h_l‖ of the network with tanh: where a probe that comes after the activation would lead. */
function afterActivation({ kit, tf }: Context, [Ws, x, up]: [Tensor2D[], Tensor2D, Tensor2D]): number[] {
  const shapes = Ws.map((W) => [x.shape[0], W.shape[1]])
  const gradients = kit.probeDeltas(shapes, (probes) => {
    const out = Ws.reduce(
      (h: Tensor2D, W, l) => tf.add(tf.tanh(tf.matMul(h, W)), probes[l] ?? 0).as2D(x.shape[0], -1),
      x,
    )
    return tf.sum(tf.mul(out, up)).asScalar()
  })
  return gradients.map((one) => kit.globalNorm([one]))
}

const reluOf =
  ({ tf }: Context): Activation =>
  (z) =>
    tf.relu(z)

const tanhOf =
  ({ tf }: Context): Activation =>
  (z) =>
    tf.tanh(z)
