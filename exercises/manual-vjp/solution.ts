import * as tf from '@tensorflow/tfjs'

type Slope = (z: tf.Tensor2D) => tf.Tensor2D

export function backprop(
  Ws: tf.Tensor2D[],
  zs: tf.Tensor2D[],
  _hs: tf.Tensor2D[],
  dAct: Slope,
  deltaOut: tf.Tensor2D,
): tf.Tensor2D[] {
  // δ_L is the gradient at z_L already: no slope of the last layer is left to apply.
  const deltas = [deltaOut.clone()]
  for (let l = Ws.length - 1; l >= 1; l--) {
    const [W, z, above] = [Ws[l], zs[l - 1], deltas[0]]
    if (W === undefined || z === undefined || above === undefined) throw new Error('as many zs as Ws are needed')
    deltas.unshift(stepBack(above, W, dAct, z))
  }
  return deltas
}

/** Through the matrix of layer l + 1, then through the activation of layer l: they take turns. */
function stepBack(above: tf.Tensor2D, W: tf.Tensor2D, dAct: Slope, z: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => tf.matMul(above, W, false, true).mul(dAct(z)).as2D(z.shape[0], z.shape[1]))
}

export function weightGrads(hs: tf.Tensor2D[], deltas: tf.Tensor2D[]): tf.Tensor2D[] {
  // The sum over the batch is in the product.
  return deltas.map((delta, l) => {
    const h = hs[l]
    if (h === undefined) throw new Error('as many hs as deltas are needed')
    return tf.matMul(h, delta, true)
  })
}

export function firstWrong(Ws: tf.Tensor2D[], zs: tf.Tensor2D[], dAct: Slope, deltas: tf.Tensor2D[]): number {
  const last = deltas.at(-1)
  if (last === undefined) return 0
  return tf.tidy(() => {
    const right = backprop(Ws, zs, [], dAct, last)
    for (let l = deltas.length - 1; l >= 1; l--) {
      const [mine, theirs] = [right[l - 1], deltas[l - 1]]
      if (mine === undefined || theirs === undefined) continue
      const [distance = NaN, size = NaN] = [mine.sub(theirs), mine].map((one) => Math.hypot(...one.dataSync()))
      if (!(distance <= 1e-3 * size)) return l
    }
    return 0
  })
}
