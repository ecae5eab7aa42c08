/**
 * WebGL kernels of tfjs 4.22 that answer otherwise than IEEE 754 and the other backends where learners reach: the same code must
 * get the same verdict on each. Can go where tfjs mends them; tests/attacks/backends.test.ts holds the values.
 */
import {
  binaryKernelFunc,
  unaryKernelFunc,
} from '@tensorflow/tfjs-backend-webgl/dist/kernel_utils/kernel_funcs_utils.js'
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { replaceKernel, runKernel } from './replace-kernel.ts'

/** Writes one element's formula for four at once, as a packed texture holds them. */
const packed = (formula: (lane: string) => string): string =>
  `vec4 result;\n${['x', 'y', 'z', 'w'].map((lane) => `result.${lane} = ${formula(lane)};`).join('\n')}\nreturn result;`

/** a/a is 1 to the last bit, which the device's division does not promise; but 0/0 and ∞/∞ are no numbers. */
const quotient = (a: string, b: string): string =>
  `(${a} != ${b} ? ${a} / ${b} : (${a} == 0.0 || isinf(${a})) ? NAN : 1.0)`
/** tfjs multiplies by 0 what lies below 0, and −∞·0 is no number. */
const positivePart = (x: string): string => `(${x} < 0.0 ? 0.0 : ${x})`

/** tfjs lets all four values of a texel pass as they are where one of them is no number. */
const clip: KernelFunc = ({ inputs, backend, attrs }) => {
  const { x } = inputs
  if (x === undefined || !(backend instanceof MathBackendWebGL)) throw new TypeError('clipByValue takes a tensor')
  const limit = (value: unknown): TensorInfo => backend.makeTensorInfo([], 'float32', Float32Array.of(Number(value)))
  const [low, high] = [limit(attrs?.['clipValueMin']), limit(attrs?.['clipValueMax'])]
  const below = runKernel('Minimum', 'webgl', { backend, inputs: { a: x, b: high } })
  const inside = runKernel('Maximum', 'webgl', { backend, inputs: { a: below, b: low } })
  for (const one of [low, high, below]) backend.disposeIntermediateTensorInfo(one)
  return inside
}

const atMostSix = (x: string): string => `(${x} > 6.0 ? 6.0 : ${x})`

const kernels: Readonly<Record<string, KernelFunc>> = {
  RealDiv: binaryKernelFunc({
    opSnippet: `return ${quotient('a', 'b')};`,
    packedOpSnippet: packed((lane) => quotient(`a.${lane}`, `b.${lane}`)),
    checkOutOfBounds: true,
  }),
  Relu: unaryKernelFunc({
    opSnippet: `return ${positivePart('x')};`,
    packedOpSnippet: packed((lane) => positivePart(`x.${lane}`)),
  }),
  ClipByValue: clip,
  Relu6: unaryKernelFunc({
    opSnippet: `return ${positivePart(atMostSix('x'))};`,
    packedOpSnippet: packed((lane) => positivePart(atMostSix(`x.${lane}`))),
  }),
}

/** Takes the place of tfjs's own, before any of them has been asked. */
export function registerSoundKernels(): void {
  for (const [name, kernel] of Object.entries(kernels)) replaceKernel(name, 'webgl', () => kernel)
}
