// Right: a class that shifts the copies of x by a batch of zeros and takes the gradient with respect to that shift.
import * as tf from '@tensorflow/tfjs'

type RowFunction = (x: tf.Tensor2D) => tf.Tensor2D

class Differentiator {
  readonly f: RowFunction
  readonly point: tf.Tensor2D
  readonly m: number
  readonly n: number

  constructor(f: RowFunction, x: tf.Tensor1D) {
    this.f = f
    this.n = x.shape[0]
    this.point = x.expandDims(0) as tf.Tensor2D
    this.m = f(this.point).shape[1]
  }

  matrix(): tf.Tensor2D {
    const rows = Array.from({ length: this.m }, (_, i) => i)
    const mask = tf.oneHot(tf.tensor1d(rows, 'int32'), this.m).cast('float32')
    const probe = (E: tf.Tensor) => {
      const out = this.f(this.point.add(E) as tf.Tensor2D)
      return out.mul(mask).sum()
    }
    return tf.grad(probe)(tf.zeros([this.m, this.n])) as tf.Tensor2D
  }
}

export function jacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return new Differentiator(f, x).matrix()
}

export function residualJacobian(f: RowFunction, x: tf.Tensor1D): tf.Tensor2D {
  return new Differentiator((X) => tf.add(X, f(X)), x).matrix()
}
