// A class that holds both fans and fills the matrix row by row with normal numbers.
import * as tf from '@tensorflow/tfjs'
import { normals } from 'kit'

class Xavier {
  private readonly fanIn: number
  private readonly fanOut: number

  constructor(fanIn: number, fanOut: number) {
    this.fanIn = fanIn
    this.fanOut = fanOut
  }

  get variance(): number {
    return 2 / (this.fanIn + this.fanOut)
  }

  get std(): number {
    return this.variance ** 0.5
  }

  get limit(): number {
    return (3 * this.variance) ** 0.5
  }

  matrix(seed: number): number[][] {
    const next = normals(seed)
    const row = () => Array.from({ length: this.fanOut }, () => this.std * next())
    return Array.from({ length: this.fanIn }, row)
  }
}

export function xavierStd(fanIn: number, fanOut: number): number {
  return new Xavier(fanIn, fanOut).std
}

export function xavierLimit(fanIn: number, fanOut: number): number {
  return new Xavier(fanIn, fanOut).limit
}

export function sample(shape: [number, number], seed: number): tf.Tensor2D {
  const rows = new Xavier(shape[0], shape[1]).matrix(seed)
  return tf.tensor2d(rows, shape)
}
