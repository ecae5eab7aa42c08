import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

/**
 * The σ_w² at which a gradient through leaky ReLU layers neither fades nor grows.
 * @param negSlope a in φ(z) = z for z > 0 and a·z otherwise; 0 is ReLU, 1 is linear
 * @returns σ_w², n times the variance of one weight
 */
export function criticalSigmaW2(negSlope: number): number {
  // TODO
  return 1
}

/**
 * How much ln‖δ_l‖² changes for each layer that the gradient passes on its way from the loss to the input.
 * @param sw2 σ_w²
 * @param Zs one [n, n] matrix per layer, input side first, before it is scaled: W_l = Z_l · √(σ_w²/n)
 * @param x h_0, [batch, n]
 * @param up u, [batch, n]: the loss is ⟨u, z_L⟩, so that δ_L = u
 * @param negSlope a in φ
 * @returns (ln‖δ_1‖² − ln‖δ_L‖²)/(L − 1), measured
 */
export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  // TODO: the network with a probe on each z_l (probeDeltas), the norms of what comes back (globalNorm), and then?
  return 0
}
