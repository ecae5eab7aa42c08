// Breaks "on its way from the loss to the input": the sign is the one of the way from the input to the loss.
// Misconception: wrong-way
import * as tf from '@tensorflow/tfjs'
import { globalNorm, probeDeltas } from 'kit'

export function criticalSigmaW2(negSlope: number): number {
  return 2 / (1 + negSlope ** 2)
}

/** φ: z where it is positive, a·z elsewhere. */
function activation(z: tf.Tensor, negSlope: number): tf.Tensor {
  return tf.relu(z).sub(tf.relu(z.neg()).mul(negSlope))
}

export function measureSlope(
  sw2: number,
  Zs: tf.Tensor2D[],
  x: tf.Tensor2D,
  up: tf.Tensor2D,
  negSlope: number,
): number {
  const layers = Zs.length
  const n = x.shape[1]
  const scale = Math.sqrt(sw2 / n)
  const loss = (probes: tf.Tensor[]): tf.Scalar => {
    let h: tf.Tensor = x
    let z: tf.Tensor = x
    for (let l = 0; l < layers; l++) {
      z = h.matMul(Zs[l].mul(scale)).add(probes[l])
      h = activation(z, negSlope)
    }
    return z.mul(up).sum() as tf.Scalar
  }
  const deltas = probeDeltas(
    Zs.map(() => [x.shape[0], n]),
    loss,
  )
  const logs = deltas.map((delta) => 2 * Math.log(globalNorm([delta])))
  tf.dispose(deltas)
  return (logs[layers - 1] - logs[0]) / (layers - 1)
}
