/**
 * Networks that experiments measure. Conventions as in the kit: row-vector batches h_l = φ(h_{l−1} W_l),
 * z_l = h_{l−1} W_l, δ_l = ∂L/∂z_l.
 */
import * as tf from '@tensorflow/tfjs'

export interface LeakyChain {
  /** h_0, [batch, widths[0]]. */
  x: tf.Tensor2D
  /** W_l, input side first, [widths[l−1], widths[l]]. */
  weights: readonly tf.Tensor2D[]
  /** a in φ(z) = z for z > 0 and a·z otherwise: 0 is ReLU, 1 is linear. */
  slope: number
  /** u, [batch, last width]: the loss is ⟨u, z_L⟩, so that δ_L = u. */
  upstream: tf.Tensor2D
}

export interface ChainGradients {
  /** ‖δ_l‖ over the whole batch, input side first, in units of loss per unit pre-activation. */
  deltas: number[]
  /** ‖∂L/∂h_0‖ = ‖δ_1 W_1ᵀ‖, in units of loss per unit input. */
  input: number
}

/**
 * Gradient norms of a bias-free chain of leaky ReLU layers whose last layer is left linear.
 * One backward pass: each z_l carries a zero probe, whose gradient is δ_l. About 10 kernels a layer.
 * Accuracy: float32, 5e-6 relative at fifty layers across backends; norms are summed in float64.
 * Keeps no tensor.
 */
export function leakyChainGradients({ x, weights, slope, upstream }: LeakyChain): ChainGradients {
  const gradients = tf.tidy(() => {
    const batch = x.shape[0]
    const probes = weights.map((weight) => tf.zeros([batch, weight.shape[1]]))
    const loss = (input: tf.Tensor, ...added: tf.Tensor[]): tf.Scalar => {
      let hidden = input
      let preActivation = input
      weights.forEach((weight, i) => {
        const probe = added[i]
        if (probe === undefined) throw new Error(`layer ${i + 1} has no probe`)
        preActivation = tf.add(tf.matMul(hidden, weight), probe)
        hidden = tf.leakyRelu(preActivation, slope)
      })
      return tf.sum(tf.mul(preActivation, upstream))
    }
    return tf.grads(loss)([x, ...probes])
  })
  const [input, ...deltas] = gradients.map(norm)
  tf.dispose(gradients)
  if (input === undefined) throw new Error('a chain has at least its input')
  return { deltas, input }
}

/** ‖t‖ over all elements, summed in float64 so that neither 1e-30 nor 1e30 is lost. */
export function norm(tensor: tf.Tensor): number {
  let sum = 0
  for (const value of tensor.dataSync()) sum += value * value
  return Math.sqrt(sum)
}
