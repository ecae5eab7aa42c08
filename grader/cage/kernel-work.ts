/**
 * How much arithmetic a kernel asks for, known from its shapes before it is launched.
 *
 * Invariant: a cage never has more than a few seconds of work waiting in the GPU's queue. WebGL takes a launch and
 * returns at once; the queue belongs to the browser's one GPU process, outlives the worker and the page, and cannot be
 * emptied from outside. Without a bound one submission could queue hours of matrix products in a second, and no
 * submission after it would get a context.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import { isArray, isObject } from './primitives.ts'

/** Multiply-adds of one kernel: some seconds of a GPU in software, and beyond any network that a person trains here. */
export const KERNEL_WORK_LIMIT = 1e9
/** Multiply-adds that may wait in the queue before the worker waits for them. */
export const QUEUED_WORK_LIMIT = 1e8

type Shapes = Readonly<Record<string, readonly number[]>>
type Attributes = Readonly<Record<string, unknown>>

/** Of kernels whose every output element needs a loop. All others read each input element and write each output once. */
const loops: Readonly<Record<string, (shapes: Shapes, attributes: Attributes) => number>> = {
  BatchMatMul: matMulWork,
  _FusedMatMul: matMulWork,
  Conv2D: ({ x = [], filter = [] }) => places(x) * size(filter),
  Conv2DBackpropInput: ({ dy = [], filter = [] }, { inputShape }) =>
    Math.max(places(dy), places(sizes(inputShape))) * size(filter),
  Conv2DBackpropFilter: ({ dy = [] }, { filterShape }) => places(dy) * size(sizes(filterShape)),
  TensorScatterUpdate: ({ tensor = [], indices = [] }) => size(tensor) * size(indices),
  UnsortedSegmentSum: ({ x = [] }, { numSegments }) => size(x) * Number(numSegments),
}

/** @returns multiply-adds, or elements where a kernel only moves them */
export function kernelWork(name: string, inputs: unknown, attributes: unknown): number {
  const shapes = shapesOf(inputs)
  const elements = Object.values(shapes).reduce((all, shape) => all + size(shape), 0)
  const given: Attributes = isObject(attributes) ? { ...attributes } : {}
  return elements + (loops[name]?.(shapes, given) ?? 0)
}

function shapesOf(inputs: unknown): Shapes {
  if (!isObject(inputs)) return {}
  const tensors = Object.entries(inputs).filter(
    (one): one is [string, Tensor] => isObject(one[1]) && 'dataId' in one[1],
  )
  return Object.fromEntries(tensors.map(([name, tensor]) => [name, tensor.shape]))
}

/** batch · rows · shared · columns, with the batch dimensions broadcast. */
function matMulWork({ a = [], b = [] }: Shapes, { transposeB }: Attributes): number {
  const batches = Array.from({ length: Math.max(a.length, b.length) - 2 }, (_, i) =>
    Math.max(a.at(-3 - i) ?? 1, b.at(-3 - i) ?? 1),
  )
  const columns = (transposeB === true ? b.at(-2) : b.at(-1)) ?? 1
  return size(batches) * (a.at(-1) ?? 1) * (a.at(-2) ?? 1) * columns
}

const size = (shape: readonly number[]): number => shape.reduce((all, one) => all * one, 1)
/** Of images [batch, height, width, channels]: at each the whole filter is applied. */
const places = (shape: readonly number[]): number => size(shape.slice(0, -1))
const sizes = (shape: unknown): number[] => (isArray(shape) ? shape.map(Number) : [])
