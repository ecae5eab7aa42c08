// The gradient by tf.grad; the norms by tensors and many steps.
import * as tf from '@tensorflow/tfjs'

export function gradBound(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  let bound = x.norm().dataSync()[0] ?? NaN
  bound *= gOut.norm().dataSync()[0] ?? NaN
  for (const W of Ws.slice(1)) bound *= sigma(W)
  return bound
}

export function actualGrad(Ws: tf.Tensor2D[], x: tf.Tensor2D, gOut: tf.Tensor2D): number {
  return tf.tidy(() => {
    const [first, ...rest] = Ws
    const loss = (W: tf.Tensor) =>
      rest
        .reduce((h: tf.Tensor, one) => h.matMul(one), x.matMul(W))
        .mul(gOut)
        .sum()
    return (
      tf
        .grad(loss as (W: tf.Tensor) => tf.Scalar)(first as tf.Tensor)
        .norm()
        .dataSync()[0] ?? NaN
    )
  })
}

function sigma(W: tf.Tensor2D): number {
  return tf.tidy(() => {
    let gram: tf.Tensor = W.matMul(W, false, true)
    let scale = 1
    // Squaring the matrix nine times is 512 steps; the trace keeps it in range.
    for (let k = 0; k < 9; k++) {
      const top = gram.abs().max().dataSync()[0] ?? 1
      gram = gram.div(top)
      scale *= top ** (1 / 2 ** k)
      gram = gram.matMul(gram)
    }
    const v = gram.sum(0, true)
    const unit = v.div(v.norm())
    return scale > 0 ? (unit.matMul(W).norm().dataSync()[0] ?? NaN) : 0
  })
}
