// Differentiates forwards with dual numbers in float64, one column of the matrix for each input; two numbers take a closed form.
import * as tf from '@tensorflow/tfjs'

/** Two numbers: with h half their difference, y = ±h / √(h² + ε), whose derivative has nothing to cancel. */
function jacobianOfTwo(first: number, second: number, eps: number): tf.Tensor2D {
  const h = (first - second) / 2
  const k = eps / (2 * Math.sqrt(h * h + eps) ** 3)
  return tf.tensor2d([
    [k, -k],
    [-k, k],
  ])
}

class Dual {
  value: number
  slope: number

  constructor(value: number, slope: number) {
    this.value = value
    this.slope = slope
  }

  plus(other: Dual): Dual {
    return new Dual(this.value + other.value, this.slope + other.slope)
  }

  minus(other: Dual): Dual {
    return new Dual(this.value - other.value, this.slope - other.slope)
  }

  times(other: Dual): Dual {
    return new Dual(this.value * other.value, this.slope * other.value + this.value * other.slope)
  }

  over(other: Dual): Dual {
    const quotient = this.value / other.value
    return new Dual(quotient, (this.slope - quotient * other.slope) / other.value)
  }

  root(): Dual {
    const root = Math.sqrt(this.value)
    return new Dual(root, this.slope / (2 * root))
  }
}

function normalise(xs: Dual[], eps: number): Dual[] {
  const d = new Dual(xs.length, 0)
  const total = (terms: Dual[]): Dual => terms.reduce((sum, term) => sum.plus(term), new Dual(0, 0))
  const mean = total(xs).over(d)
  const centred = xs.map((one) => one.minus(mean))
  const variance = total(centred.map((one) => one.times(one))).over(d)
  const s = variance.plus(new Dual(eps, 0)).root()
  return centred.map((one) => one.over(s))
}

export function layerNormJacobian(x: tf.Tensor1D, eps: number): tf.Tensor2D {
  const values = Array.from(x.dataSync())
  if (values.length === 2) return jacobianOfTwo(values[0]!, values[1]!, eps)
  const columns = values.map((_, j) => {
    const seeded = values.map((value, i) => new Dual(value, i === j ? 1 : 0))
    return normalise(seeded, eps).map((y) => y.slope)
  })
  return tf.tensor2d(values.map((_, i) => columns.map((column) => column[i]!)))
}

export function bound(eps: number, gammaMax: number): number {
  return gammaMax / Math.sqrt(eps)
}
