import { array, callback, defineExperiment, fn, live, number, tensor } from 'grader/experiments'
import type { Evidence, SectionContext, Tensor, Tensor2D } from 'grader/experiments'

interface Draw {
  seed: number
  /** Unequal, so that a wrong order or a missing transpose has no shape. */
  widths: number[]
  batch: number
  /** Of the square network, and its depth. */
  width: number
  depth: number
  /** The upstream gradient is made this many times as large. */
  large: number
  /** Where the passes that are looked at go wrong, and by what their δ is multiplied there. */
  wrongAt: number[]
  factor: number
}

type Slope = (z: Tensor2D) => Tensor2D

interface Learner {
  backprop(Ws: Tensor2D[], zs: Tensor2D[], hs: Tensor2D[], dAct: Slope, deltaOut: Tensor2D): Evidence[]
  weightGrads(hs: Tensor2D[], deltas: Tensor2D[]): Evidence[]
  firstWrong(Ws: Tensor2D[], zs: Tensor2D[], dAct: Slope, deltas: Tensor2D[]): number
}

type Context = SectionContext<Draw, Learner>

/** A network with everything that a forward pass has left. */
interface Pass {
  Ws: Tensor2D[]
  zs: Tensor2D[]
  hs: Tensor2D[]
  deltaOut: Tensor2D
}

const slope = () => callback({ z: live([null, null]) }, live([null, null]))

export default defineExperiment<Draw, Learner>({
  exports: {
    backprop: fn(
      {
        Ws: array(tensor(), 'L'),
        zs: array(tensor(), 'L'),
        hs: array(tensor(), 'L'),
        dAct: slope(),
        deltaOut: tensor(['batch', null]),
      },
      array(tensor(['batch', null]), 'L'),
    ),
    weightGrads: fn({ hs: array(tensor(), 'L'), deltas: array(tensor(), 'L') }, array(tensor(), 'L')),
    firstWrong: fn(
      { Ws: array(tensor(), 'L'), zs: array(tensor(), 'L'), dAct: slope(), deltas: array(tensor(), 'L') },
      number(),
    ),
  },

  draw: (rng) => {
    const depth = rng.integer(5, 6)
    return {
      seed: rng.seed(),
      widths: [rng.integer(6, 7), rng.integer(4, 5), rng.integer(8, 9), rng.integer(2, 3)],
      batch: rng.integer(5, 7),
      width: rng.integer(4, 6),
      depth,
      large: rng.uniform(1e4, 1e5),
      wrongAt: [1, depth - 1, rng.integer(2, depth - 2)],
      factor: rng.pick([rng.uniform(0.5, 0.8), rng.uniform(1.2, 2)]),
    }
  },

  sections: {
    unequal: (context) => passed(context, forward(context, context.draw.widths, context.draw.batch, 1)),
    square: (context) => {
      const pass = forward(context, squares(context), context.draw.batch, 100)
      return { ...passed(context, pass), slips: slips(context, pass) }
    },
    // A single layer; one unit in every layer; a single example.
    small: (context) => {
      const { widths, batch, width } = context.draw
      const all = [
        forward(context, widths.slice(0, 2), batch, 200),
        forward(context, [1, 1, 1, 1], batch, 220),
        forward(context, [width, width, width], 1, 240),
      ].map((pass) => passed(context, pass))
      return {
        deltas: all.flatMap((one) => one.deltas),
        truth: all.flatMap((one) => one.truth),
        grads: all.flatMap((one) => one.grads),
        gradTruth: all.flatMap((one) => one.gradTruth),
      }
    },
    large: (context) => {
      const pass = forward(context, context.draw.widths, context.draw.batch, 300)
      const deltaOut = context.tf.mul(pass.deltaOut, context.draw.large)
      return passed(context, { ...pass, deltaOut: deltaOut.as2D(pass.deltaOut.shape[0], pass.deltaOut.shape[1]) })
    },
    // Passes of others: right, wrong in one layer (and in all below, which follow from it), and with all weights first.
    diagnosis: (context) => {
      const { learner, draw, tf } = context
      const pass = forward(context, squares(context), draw.batch, 400)
      const right = truth(context, pass)
      const ask = (deltas: Tensor2D[]) => learner.firstWrong(pass.Ws, pass.zs, slopeOf(context), deltas)
      const spoilt = draw.wrongAt.map((at) =>
        right.map((delta, l) =>
          l + 1 <= at ? tf.mul(delta, draw.factor).as2D(delta.shape[0], delta.shape[1]) : delta,
        ),
      )
      // One element of one δ.
      const at = draw.wrongAt[2] ?? 1
      const element = right.map((delta, l) => {
        if (l + 1 !== at) return delta
        const values = Array.from(delta.dataSync())
        const largest = values.reduce((best, value, i) => (Math.abs(value) > Math.abs(values[best] ?? 0) ? i : best), 0)
        return tf.tensor2d(
          values.map((value, i) => (i === largest ? -value : value)),
          [delta.shape[0], delta.shape[1]],
        )
      })
      // Right, but for what rounding may leave.
      const rounded = right.map((delta, l) =>
        tf.mul(delta, l % 2 === 0 ? 1 + 3e-5 : 1 - 3e-5).as2D(delta.shape[0], delta.shape[1]),
      )
      return {
        found: [ask(right), ...spoilt.map(ask), ask(element), ask(allWeightsFirst(context, pass)), ask(rounded)],
        expected: [0, ...draw.wrongAt, at, draw.depth - 2, 0],
      }
    },
  },
})

const squares = ({ draw }: Context): number[] => Array.from({ length: draw.depth + 1 }, () => draw.width)

function forward({ draw, kit, tf }: Context, widths: readonly number[], batch: number, seed: number): Pass {
  const Ws = widths.slice(1).map((to, l) => {
    const from = widths[l] ?? 1
    return tf.mul(kit.gauss([from, to], draw.seed + seed + l), 1.3 / Math.sqrt(from)).as2D(from, to)
  })
  const hs = [kit.gauss([batch, widths[0] ?? 1], draw.seed + seed + 20)]
  const zs: Tensor2D[] = []
  for (const W of Ws) {
    const z = tf.matMul(hs.at(-1) ?? W, W).as2D(batch, W.shape[1])
    zs.push(z)
    hs.push(tf.tanh(z).as2D(batch, W.shape[1]))
  }
  const deltaOut = kit.gauss([batch, widths.at(-1) ?? 1], draw.seed + seed + 21)
  return { Ws, zs, hs: hs.slice(0, -1), deltaOut }
}

/** φ′ of tanh. */
const slopeOf =
  ({ tf }: Context): Slope =>
  (z) =>
    tf.tidy(() => tf.sub(1, tf.square(tf.tanh(z))).as2D(z.shape[0], z.shape[1]))

function passed(context: Context, pass: Pass) {
  const { learner } = context
  const deltas = learner.backprop(pass.Ws, pass.zs, pass.hs, slopeOf(context), pass.deltaOut)
  const right = truth(context, pass)
  const grads = learner.weightGrads(pass.hs, right)
  return {
    deltas: deltas.map(({ values }) => values),
    truth: right.map((one) => Array.from(one.dataSync())),
    grads: grads.map(({ values }) => values),
    gradTruth: weightTruth(context, pass).map((one) => Array.from(one.dataSync())),
  }
}

/** δ_1 … δ_L by automatic differentiation of ⟨δ_L, z_L⟩, with a zero probe at each z_l. */
function truth({ kit, tf }: Context, { Ws, hs, zs, deltaOut }: Pass): Tensor2D[] {
  const shapes = zs.map(({ shape }) => [...shape])
  const deltas = kit.probeDeltas(shapes, (probes) => {
    let z = hs[0] ?? deltaOut
    Ws.forEach((W, l) => {
      z = tf.add(tf.matMul(l === 0 ? z : tf.tanh(z), W), probes[l] ?? 0).as2D(z.shape[0], W.shape[1])
    })
    return tf.sum(tf.mul(z, deltaOut)).asScalar()
  })
  return deltas.map((one, l) => one.as2D(zs[l]?.shape[0] ?? 1, zs[l]?.shape[1] ?? 1))
}

/** ∇W_1 … ∇W_L likewise. */
function weightTruth({ tf }: Context, { Ws, hs, deltaOut }: Pass) {
  const loss = (...ws: Tensor[]) => {
    let z: Tensor = hs[0] ?? deltaOut
    ws.forEach((W, l) => {
      z = tf.matMul(l === 0 ? z : tf.tanh(z), W)
    })
    return tf.sum(tf.mul(z, deltaOut)).asScalar()
  }
  return tf.grads(loss)(Ws)
}

/** The way back with all matrices first and all slopes after them. */
function allWeightsFirst(context: Context, { Ws, zs, deltaOut }: Pass): Tensor2D[] {
  const { tf } = context
  return zs.map((z, l) => {
    let row = deltaOut
    for (const W of Ws.slice(l + 1).toReversed()) row = tf.matMul(row, W, false, true)
    for (const one of zs.slice(l, -1).toReversed())
      row = tf.mul(row, slopeOf(context)(one)).as2D(z.shape[0], z.shape[1])
    return row
  })
}

/**
 * Where recognised slips lead in a network of square matrices, all elements of all δ in a row: no transpose; the slope of layer
 * l + 1; the slope at h_l; the slope of the last layer once more; all matrices first; the matrices from the first to the last.
 */
function slips(context: Context, pass: Pass): number[][] {
  const { tf } = context
  const { Ws, zs, hs, deltaOut } = pass
  const bend = slopeOf(context)
  const last = zs.length
  const step = (above: Tensor2D, W: number, at: Tensor2D | undefined, transposed = true) => {
    const row = tf.matMul(above, Ws[W - 1] ?? above, false, transposed)
    return tf.mul(row, bend(at ?? above)).as2D(above.shape[0], above.shape[1])
  }
  /** From the last layer down; what is used at layer l is said by the three functions. */
  const way = (
    at: (l: number) => Tensor2D | undefined,
    { W = (l: number) => l + 1, transposed = true, first = deltaOut } = {},
  ): Tensor2D[] => {
    const deltas = [first]
    for (let l = last - 1; l >= 1; l--) deltas.unshift(step(deltas[0] ?? first, W(l), at(l), transposed))
    return deltas
  }
  const z = (l: number) => zs[l - 1]
  const twice = tf.mul(deltaOut, bend(z(last) ?? deltaOut)).as2D(deltaOut.shape[0], deltaOut.shape[1])
  return [
    way(z, { transposed: false }),
    way((l) => z(l + 1)),
    way((l) => hs[l]),
    way(z, { first: twice }),
    allWeightsFirst(context, pass),
    way((l) => z(last - l), { W: (l) => last - l + 1 }),
  ].map((deltas) => deltas.flatMap((one) => Array.from(one.dataSync())))
}
