/**
 * What reaches a kernel: axes, permutations, offsets and counts that its own arithmetic can stand.
 *
 * Invariant: no kernel is started with an attribute that makes it write or read past its buffers. tfjs checks little
 * of this (a permutation may name an axis twice, a repetition may be a fraction, an index may lie outside), and its
 * wasm kernels then write over the neighbouring tensors, the experiment's among them. Checked at the engine's one
 * door, so that chained methods, composite operations and gradients are covered alike.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import { isArray, isInteger, isObject } from './primitives.ts'

type Attributes = Readonly<Record<string, unknown>>
interface Kernel {
  /** Of the first input. */
  rank: number
}

const isCount = (value: unknown): boolean => isInteger(value) && Number(value) >= 0
const isPositive = (value: unknown): boolean => isInteger(value) && Number(value) >= 1
const isImplicit = (value: unknown): boolean => isInteger(value) && Number(value) >= -1

const rules: Readonly<Record<string, (value: unknown, kernel: Kernel) => boolean>> = {
  axis: areAxes,
  dim: areAxes,
  dims: areAxes,
  perm: areAxes,
  begin: (value) => every(value, isCount),
  size: (value) => every(value, isImplicit),
  shape: (value) => every(value, isImplicit),
  reps: (value) => every(value, isCount),
  strides: (value) => every(value, isPositive),
  dilations: (value) => every(value, isPositive),
  pad: (value) => typeof value === 'string' || every(value, (one) => every(one, isCount)),
  transposeA: (value) => typeof value === 'boolean',
  transposeB: (value) => typeof value === 'boolean',
}

/** @throws TypeError that names the kernel and the attribute */
export function requireSoundKernel(name: string, inputs: unknown, attributes: unknown): void {
  const tensors = tensorsOf(inputs)
  const kernel = { rank: tensors[0]?.shape.length ?? 0 }
  const given: Attributes = isObject(attributes) ? { ...attributes } : {}
  for (const [attribute, value] of Object.entries(given)) {
    const rule = rules[attribute]
    if (rule === undefined || value === undefined || value === null || rule(value, kernel)) continue
    throw new TypeError(`tf: ${attribute} of ${name} cannot be ${show(value)} for a tensor of rank ${kernel.rank}`)
  }
  const [tensor, indices] = tensors
  if (tensor === undefined || indices === undefined) return
  if (name === 'TensorScatterUpdate') requireInside(name, indices, tensor.shape.slice(0, indices.shape.at(-1) ?? 1))
  if (name === 'GatherV2') requireInside(name, indices, [tensor.shape.at(Number(given['axis'] ?? 0)) ?? 0])
}

function tensorsOf(inputs: unknown): Tensor[] {
  if (!isObject(inputs)) return []
  return Object.values(inputs).filter((one: unknown): one is Tensor => isObject(one) && 'dataId' in one)
}

/** Within the rank (one more for kernels that add an axis), and none twice: negative ones count from the end. */
function areAxes(value: unknown, { rank }: Kernel): boolean {
  const axes = isArray(value) ? value : [value]
  const inside = axes.every((one) => isInteger(one) && Number(one) >= -rank - 1 && Number(one) <= rank)
  const distinct = new Set(axes.map((one) => (Number(one) < 0 ? Number(one) + rank : Number(one))))
  return inside && distinct.size === axes.length
}

function every(value: unknown, rule: (one: unknown) => boolean): boolean {
  return isArray(value) ? value.every(rule) : rule(value)
}

/** Outside, webgl's kernels read zeros, wasm's write there or throw: one answer for all, before any of them is asked. */
function requireInside(name: string, indices: Tensor, sizes: readonly number[]): void {
  for (const [i, index] of indices.dataSync().entries()) {
    const size = sizes[i % sizes.length] ?? 0
    if (!(index >= 0 && index < size))
      throw new TypeError(`tf: the index ${index} of ${name} is not in [0, ${size - 1}]`)
  }
}

const show = (value: unknown): string =>
  (isArray(value) ? `[${value.map(String).join(', ')}]` : String(value)).slice(0, 100)
