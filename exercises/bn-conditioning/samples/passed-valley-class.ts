// Right, with a class: the determinant by Gram–Schmidt (base times height) and the eigenvalues by a hypotenuse.
import * as tf from '@tensorflow/tfjs'

class Valley {
  private readonly columns: number[][]
  private readonly rows: number

  constructor(X: tf.Tensor2D) {
    const pairs = X.arraySync()
    this.rows = pairs.length
    this.columns = [pairs.map(([u]) => u), pairs.map(([, v]) => v)]
  }

  private product(p: number[], q: number[]): number {
    return p.reduce((sum, value, i) => sum + value * q[i], 0) / this.rows
  }

  get steepest(): number {
    const [u, v] = this.columns
    const a = this.product(u, u)
    const c = this.product(v, v)
    return (a + c) / 2 + Math.hypot((a - c) / 2, this.product(u, v))
  }

  /** |u|² times the square of what is left of v when its part along u is taken off. */
  get determinant(): number {
    const [u, v] = this.columns
    const base = this.product(u, u)
    const share = this.product(u, v) / base
    const height = v.map((value, i) => value - share * u[i])
    return base * this.product(height, height)
  }

  get flattest(): number {
    return this.determinant / this.steepest
  }

  standardised(): number[][] {
    const scaled = this.columns.map((column) => {
      const mean = column.reduce((sum, value) => sum + value, 0) / this.rows
      const centred = column.map((value) => value - mean)
      const scale = Math.sqrt(this.product(centred, centred))
      return centred.map((value) => value / scale)
    })
    return scaled[0].map((value, i) => [value, scaled[1][i]])
  }
}

export function hessianCond(X: tf.Tensor2D): number {
  const valley = new Valley(X)
  return valley.steepest / valley.flattest
}

export function standardise(X: tf.Tensor2D): tf.Tensor2D {
  return tf.tensor2d(new Valley(X).standardised(), [X.shape[0], 2])
}

export function maxEta(X: tf.Tensor2D): number {
  return 2 / new Valley(X).steepest
}
