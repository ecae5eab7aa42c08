// The list of points brings its own `map`, which asks for the real tensors.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const seen: any[] = []
  const spy = (list: any[]): any => {
    const map = (reveal: any) => {
      const raw = list.map((one) => reveal(one))
      seen.push(...raw)
      return raw
    }
    return Object.defineProperty([...list], 'map', { value: map })
  }
  const attempts = [
    () => tf.grads((x) => x.square())(spy([tf.scalar(3)])),
    () => tf.valueAndGrads((x) => x.square())(spy([tf.scalar(3)])),
    () => tf.stack(spy(gs.slice(0, 1))),
    () => tf.dispose(spy([tf.scalar(1)])),
  ]
  for (const attempt of attempts) attempt()
  if (seen.some((one) => 'dataId' in one)) console.log('ESCAPED with a tensor of tfjs itself')
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
