// Keeps a running largest magnitude and a sum of squares relative to it, in a class, as the BLAS routine nrm2 does.
import * as tf from '@tensorflow/tfjs'

class RunningNorm {
  scale = 0
  squares = 1
  broken = Number.NaN
  isBroken = false

  add(value: number): void {
    const size = Math.abs(value)
    if (!Number.isFinite(size)) {
      this.broken = this.isBroken ? this.broken + size : size
      this.isBroken = true
    } else if (size > this.scale) {
      this.squares = 1 + this.squares * (this.scale / size) ** 2
      this.scale = size
    } else if (size > 0) {
      this.squares += (size / this.scale) ** 2
    }
  }

  value(): number {
    return this.isBroken ? this.broken : this.scale * Math.sqrt(this.squares)
  }
}

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): { clipped: tf.Tensor[]; norm: tf.Scalar } {
  const running = new RunningNorm()
  for (const g of gs) g.dataSync().forEach((value: number) => running.add(value))
  const norm = running.value()
  const shorten = (g: tf.Tensor): tf.Tensor => {
    if (!(norm > c)) return g.clone()
    const source = g.dataSync()
    const target = new Float32Array(source.length)
    for (let i = 0; i < target.length; i++) target[i] = (source[i]! / norm) * c
    return tf.tensor(target, g.shape)
  }
  return { clipped: gs.map(shorten), norm: tf.scalar(norm) }
}
