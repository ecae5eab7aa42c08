/** Kernels of tfjs by name: to be called from another kernel, and to be put in the place of tfjs's own. */
import * as tf from '@tensorflow/tfjs-core'
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core'
import type { BackendName } from '../../judge/verdict.ts'

/** Before any code has asked for it; what tfjs needs to set up the kernel stays. */
export function replaceKernel(
  kernelName: string,
  backendName: BackendName,
  make: (original: KernelFunc) => KernelFunc,
): void {
  const config = tf.getKernel(kernelName, backendName)
  tf.unregisterKernel(kernelName, backendName)
  tf.registerKernel({ ...config, kernelFunc: make(config.kernelFunc) })
}

/** A kernel without attributes. @returns what the caller has to dispose of */
export function runKernel(
  kernelName: string,
  backendName: BackendName,
  given: { backend: object; inputs: NamedTensorInfoMap },
): TensorInfo {
  return only(tf.getKernel(kernelName, backendName).kernelFunc({ ...given, attrs: {} }))
}

/** The one output of a kernel. */
export function only(result: TensorInfo | TensorInfo[]): TensorInfo {
  if (Array.isArray(result)) throw new TypeError('a kernel of one output gave a list')
  return result
}
