/**
 * Kernels that tfjs 4.22 has on the other backends and not on wasm, and that gradients of given operations call: `gather` needs
 * UnsortedSegmentSum, `conv1d` Conv2DBackpropFilter. Can go where tfjs brings them; tests/attacks/backends.test.ts takes each gradient.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { KernelFunc, TensorInfo } from '@tensorflow/tfjs-core'
import { BackendWasm } from '@tensorflow/tfjs-backend-wasm'

type Call = Parameters<KernelFunc>[0]
type Shape4D = readonly [number, number, number, number]

export function registerMissingKernels(): void {
  register('UnsortedSegmentSum', unsortedSegmentSum)
  register('Conv2DBackpropFilter', conv2DBackpropFilter)
}

function register(kernelName: string, compute: (call: Call, backend: BackendWasm) => TensorInfo): void {
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc(call) {
      if (!(call.backend instanceof BackendWasm)) throw new TypeError(`${kernelName} runs on wasm alone`)
      return compute(call, call.backend)
    },
  })
}

/** x [n, …] and an id for each of the n → [numSegments, …]: the sums of those with one id. An id beyond the segments counts nowhere. */
function unsortedSegmentSum({ inputs, attrs }: Call, backend: BackendWasm): TensorInfo {
  const { x, segmentIds } = inputs
  if (x === undefined || segmentIds === undefined) throw new TypeError('UnsortedSegmentSum needs x and segmentIds')
  const segments = Number(attrs?.['numSegments'])
  const rest = x.shape.slice(segmentIds.shape.length)
  const size = tf.util.sizeFromShape(rest)
  const from = backend.typedArrayFromHeap(x)
  const ids = backend.typedArrayFromHeap(segmentIds)
  const sums = new Float64Array(segments * size)
  for (const [row, id] of ids.entries()) {
    if (id < 0 || id >= segments) continue
    for (let i = 0; i < size; i++) add(sums, id * size + i, from[row * size + i] ?? NaN)
  }
  return output([segments, ...rest], x.dtype, sums, backend)
}

/** x [batch, height, width, in] and dy [batch, outHeight, outWidth, out] → the gradient of the filter [height, width, in, out]. */
function conv2DBackpropFilter({ inputs, attrs }: Call, backend: BackendWasm): TensorInfo {
  const { x, dy } = inputs
  if (x === undefined || dy === undefined) throw new TypeError('Conv2DBackpropFilter needs x and dy')
  const [batch, height, width, channels] = fourOf(x.shape)
  const [, outHeight, outWidth, outChannels] = fourOf(dy.shape)
  const filter = fourOf(attrs?.['filterShape'])
  const [filterHeight, filterWidth] = filter
  const [strideHeight = 1, strideWidth = 1] = numbersOf(attrs?.['strides'])
  const top = padBefore(attrs?.['pad'], height, (outHeight - 1) * strideHeight + filterHeight)
  const left = padBefore(attrs?.['pad'], width, (outWidth - 1) * strideWidth + filterWidth)
  const from = backend.typedArrayFromHeap(x)
  const upstream = backend.typedArrayFromHeap(dy)
  const sums = new Float64Array(filterHeight * filterWidth * channels * outChannels)

  /** Of one place of the output and one of the filter, over all pairs of channels. */
  function addChannels(xAt: number, dyAt: number, filterAt: number): void {
    for (let i = 0; i < channels; i++) {
      const value = from[xAt + i] ?? NaN
      for (let o = 0; o < outChannels; o++) {
        add(sums, filterAt + i * outChannels + o, value * (upstream[dyAt + o] ?? NaN))
      }
    }
  }
  for (let b = 0; b < batch; b++) {
    for (let place = 0; place < outHeight * outWidth; place++) {
      const r = Math.floor(place / outWidth)
      const c = place % outWidth
      for (let at = 0; at < filterHeight * filterWidth; at++) {
        const row = r * strideHeight - top + Math.floor(at / filterWidth)
        const column = c * strideWidth - left + (at % filterWidth)
        if (row < 0 || row >= height || column < 0 || column >= width) continue
        const xAt = ((b * height + row) * width + column) * channels
        addChannels(xAt, (b * outHeight * outWidth + place) * outChannels, at * channels * outChannels)
      }
    }
  }
  return output([...filter], 'float32', sums, backend)
}

/** Zeros before the input. @param reach from the first element under the filter to the last, zeros included */
function padBefore(pad: unknown, size: number, reach: number): number {
  if (pad === 'same') return Math.floor(Math.max(0, reach - size) / 2)
  if (pad === 'valid') return 0
  if (typeof pad === 'number') return pad
  throw new TypeError('paddings of their own for each side are not given')
}

function fourOf(shape: unknown): Shape4D {
  const [a, b, c, d] = numbersOf(shape)
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new TypeError('four dimensions')
  return [a, b, c, d]
}

const numbersOf = (value: unknown): number[] => (Array.isArray(value) ? value.map(Number) : [])

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? NaN) + value
}

function output(shape: number[], dtype: TensorInfo['dtype'], values: Float64Array, backend: BackendWasm): TensorInfo {
  const made = backend.makeOutput(shape, dtype)
  // Only now: the heap may have moved when room was made.
  backend.typedArrayFromHeap(made).set(values)
  return made
}
