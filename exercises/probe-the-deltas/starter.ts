import * as tf from '@tensorflow/tfjs'
import { probeDeltas } from 'kit'

/** φ, element by element. */
type Activation = (z: tf.Tensor2D) => tf.Tensor2D

interface Norms {
  /** ‖δ_l‖ for l = 1 … L, [L]. */
  delta: tf.Tensor1D
  /** ‖∇W_l‖ for l = 1 … L, [L]. */
  weight: tf.Tensor1D
}

/**
 * Measures the gradient in every layer of z_l = h_{l−1} W_l, h_l = act(z_l), for the loss ⟨up, h_L⟩.
 * @param Ws W_1 … W_L, each [n_{l−1}, n_l]
 * @param x h_0, [batch, n_0]
 * @param act φ
 * @param up ∂𝓛/∂h_L, [batch, n_L]
 */
export function layerGradNorms(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): Norms {
  // TODO: a zero probe for each layer; probeDeltas(shapes, loss) differentiates with respect to them.
  const shapes = Ws.map((W) => [x.shape[0], W.shape[1]])
  return { delta: tf.zeros([shapes.length]), weight: tf.zeros([shapes.length]) }
}

/**
 * Which layer's weights are far too small or far too large.
 * @param Ws as above: one of W_2 … W_L was multiplied by a factor far from 1
 * @param x as above
 * @param act as above
 * @param up as above
 * @returns its number, from 2 to L
 */
export function faultyLayer(Ws: tf.Tensor2D[], x: tf.Tensor2D, act: Activation, up: tf.Tensor2D): number {
  // TODO: which step of the profile differs from the others?
  return 2
}
