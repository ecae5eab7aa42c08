// Logs what it was given, on every level of the console.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) console[level]('LEAKED', c, ...gs)
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
