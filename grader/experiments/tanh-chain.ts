import * as tf from '@tensorflow/tfjs'
import type { ChainGradients } from './networks.ts'
import { norm } from './networks.ts'

export interface TanhChain {
  /** h_0, [batch, widths[0]]. */
  x: tf.Tensor2D
  /** W_l, input side first, [widths[l−1], widths[l]]. */
  weights: readonly tf.Tensor2D[]
  /** b_l, one for each layer, [widths[l]]. */
  biases: readonly tf.Tensor1D[]
  /** u, [batch, last width]: the loss is ⟨u, z_L⟩, so that δ_L = u. */
  upstream: tf.Tensor2D
}

/**
 * Gradient norms of z_l = tanh(z_{l−1}) W_l + b_l, with tanh left out before the first layer.
 * One forward and one backward pass, written out: δ_l = (δ_{l+1} W_{l+1}ᵀ) ⊙ (1 − h_l²). 7 kernels a layer.
 * Accuracy: float32; norms are summed in float64. Keeps no tensor.
 */
export function tanhChainGradients({ x, weights, biases, upstream }: TanhChain): ChainGradients {
  if (biases.length !== weights.length) throw new Error(`${weights.length} weights and ${biases.length} biases`)
  const gradients = tf.tidy(() => {
    const derivatives: tf.Tensor[] = []
    let hidden: tf.Tensor = x
    weights.forEach((weight, i) => {
      hidden = tf.tanh(tf.add(tf.matMul(hidden, weight), biases[i] ?? 0))
      derivatives.push(tf.sub(1, tf.square(hidden)))
    })
    let delta: tf.Tensor = upstream
    // A copy: what the caller passed is not ours to dispose of.
    const deltas = [delta.clone()]
    for (let i = weights.length - 1; i > 0; i--) {
      delta = tf.mul(tf.matMul(delta, weights[i] ?? x, false, true), derivatives[i - 1] ?? 1)
      deltas.unshift(delta)
    }
    return [tf.matMul(delta, weights[0] ?? x, false, true), ...deltas]
  })
  const [input = NaN, ...deltas] = gradients.map(norm)
  tf.dispose(gradients)
  return { deltas, input }
}
