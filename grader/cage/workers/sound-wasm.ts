/**
 * Wasm kernels of tfjs 4.22 that lose a NaN where the other backends keep it: `maximum` and `minimum` give their first argument
 * where the second is none, `clipByValue` and `relu6` a bound. Can go where tfjs mends them; tests/attacks/backends.test.ts holds the values.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core'

type Call = Parameters<KernelFunc>[0]

/** Takes the place of tfjs's own, before any of them has been asked. */
export function registerSoundKernels(): void {
  for (const name of ['Maximum', 'Minimum']) {
    // The other way round the other one's NaN stays.
    replace(name, (original, call) => [original(call), original({ ...call, inputs: swapped(call.inputs) })])
  }
  for (const name of ['ClipByValue', 'Relu6']) {
    replace(name, (original, call) => [original(call), run('Identity', call, { x: call.inputs['x'] })])
  }
}

/** @param make the kernel's own answer, and one of the same shape whose NaN count as well; both are ours */
function replace(
  kernelName: string,
  make: (original: (call: Call) => TensorInfo, call: Call) => [TensorInfo, TensorInfo],
): void {
  const config = tf.getKernel(kernelName, 'wasm')
  const original = (call: Call): TensorInfo => only(config.kernelFunc(call))
  tf.unregisterKernel(kernelName, 'wasm')
  tf.registerKernel({
    ...config,
    kernelFunc: (call) => {
      const [answer, withNaN] = make(original, call)
      const isNaN = run('IsNan', call, { x: withNaN })
      const sound = run('Select', call, { condition: isNaN, t: withNaN, e: answer })
      for (const one of [answer, withNaN, isNaN]) tf.backend().disposeData(one.dataId)
      return sound
    },
  })
}

function run(kernelName: string, { backend }: Call, inputs: Record<string, TensorInfo | undefined>): TensorInfo {
  return only(tf.getKernel(kernelName, 'wasm').kernelFunc({ backend, inputs: defined(inputs), attrs: {} }))
}

function only(result: TensorInfo | TensorInfo[]): TensorInfo {
  if (Array.isArray(result)) throw new TypeError('a kernel of one output gave a list')
  return result
}

const swapped = ({ a, b }: NamedTensorInfoMap): NamedTensorInfoMap => defined({ a: b, b: a })

const defined = (inputs: Record<string, TensorInfo | undefined>): NamedTensorInfoMap =>
  Object.fromEntries(Object.entries(inputs).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])))
