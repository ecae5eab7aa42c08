/**
 * Wasm kernels of tfjs 4.22 that lose a NaN where the other backends keep it: `maximum` and `minimum` give their first argument
 * where the second is none, `clipByValue` and `relu6` a bound. Can go where tfjs mends them; tests/attacks/backends.test.ts holds the values.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { KernelFunc, NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core'
import { only, replaceKernel, runKernel } from './replace-kernel.ts'

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
  replaceKernel(kernelName, 'wasm', (original) => (call) => {
    const [answer, withNaN] = make((one) => only(original(one)), call)
    const isNaN = run('IsNan', call, { x: withNaN })
    const sound = run('Select', call, { condition: isNaN, t: withNaN, e: answer })
    for (const one of [answer, withNaN, isNaN]) tf.backend().disposeData(one.dataId)
    return sound
  })
}

const run = (name: string, { backend }: Call, inputs: Record<string, TensorInfo | undefined>): TensorInfo =>
  runKernel(name, 'wasm', { backend, inputs: defined(inputs) })

const swapped = ({ a, b }: NamedTensorInfoMap): NamedTensorInfoMap => defined({ a: b, b: a })

const defined = (inputs: Record<string, TensorInfo | undefined>): NamedTensorInfoMap =>
  Object.fromEntries(Object.entries(inputs).flatMap(([name, one]) => (one === undefined ? [] : [[name, one]])))
