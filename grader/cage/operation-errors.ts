/**
 * What tfjs throws, told with the shapes that did not fit. tfjs throws deep inside itself, often without the shapes; the facade
 * knows them, and stands right above the learner's own line.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Problem } from '../judge/verdict.ts'
import { makeMistake, problem, problemOf } from './mistakes.ts'
import { isArray } from './primitives.ts'

interface Failed {
  /** As the learner writes it: "matMul". */
  name: string
  /** Real tensors and plain values, a chained method's own tensor first. */
  given: readonly unknown[]
  message: string
}

/** The rules that people trip over; each looks at what was given and says nothing where it is not the reason. */
const rules: ReadonlyArray<(failed: Failed) => Problem | undefined> = [
  findNoTensor,
  findProductMismatch,
  findJoinMismatch,
  findReshapeMismatch,
  findSliceOutside,
  findIndexOutside,
  findBroadcastMismatch,
]

/**
 * @returns what to throw instead: what was thrown, where it is no error of tfjs's
 */
export function explainOperation(error: unknown, name: string, given: readonly unknown[]): unknown {
  // Limits have words of their own, and a stack or a heap that ran out says nothing about this operation.
  if (!(error instanceof Error) || error instanceof RangeError || problemOf(error) !== undefined) return error
  const failed: Failed = { name, given, message: error.message }
  for (const rule of rules) {
    const found = rule(failed)
    if (found !== undefined) return makeMistake(found, `${name}: ${error.message}`)
  }
  return makeMistake(problem('operation-failed', { operation: name, message: error.message }), error.message)
}

/**
 * Taking a gradient meets a kernel that has none, such as the comparison in where(x.greater(0), …).
 * @returns what to throw instead: what was thrown, where it says something else
 */
export function explainGradient(error: unknown): unknown {
  if (!(error instanceof Error) || problemOf(error) !== undefined) return error
  const kernel = /gradient function not found for (\w+)\./.exec(error.message)?.[1]
  if (kernel === undefined) return error
  const operation = kernel.slice(0, 1).toLowerCase() + kernel.slice(1)
  return makeMistake(problem('no-gradient', { operation }), error.message)
}

const isNumber = (value: unknown): value is number => typeof value === 'number'
const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`
const isTensor = (value: unknown): value is tf.Tensor => value instanceof tf.Tensor
const shapesOf = (values: readonly unknown[]): number[][] => values.filter(isTensor).map(({ shape }) => shape)

/** tfjs's own words for an argument that is no tensor; they name the argument by a letter of its source. */
function findNoTensor({ name, message }: Failed): Problem | undefined {
  const actual = /must be a Tensor or TensorLike, but got '(\w+)'/.exec(message)?.[1]
  return actual === undefined ? undefined : problem('no-tensor-given', { operation: name, actual })
}

function findProductMismatch({ name, given }: Failed): Problem | undefined {
  const [left, right] = shapesOf(given)
  if (!['matMul', 'dot'].includes(name) || left === undefined || right === undefined) return undefined
  const [transposeLeft = false, transposeRight = false] = given.filter((one) => typeof one === 'boolean')
  const inner = {
    left: left.at(transposeLeft ? -2 : -1),
    right: right.at(transposeRight || right.length === 1 ? -1 : -2),
  }
  const params = { operation: name, left: shown(left), right: shown(right) }
  if (inner.left !== inner.right) {
    return problem('product-shapes', { ...params, innerLeft: inner.left ?? '–', innerRight: inner.right ?? '–' })
  }
  return isBroadcastable(left.slice(0, -2), right.slice(0, -2)) ? undefined : problem('product-batches', params)
}

function findJoinMismatch({ name, given }: Failed): Problem | undefined {
  if (!/^(?:concat|stack)/.test(name)) return undefined
  const shapes = shapesOf(given.flatMap((one) => (isArray(one) ? one : [one])))
  const [first] = shapes
  if (first === undefined) return undefined
  const axis = given.find(isNumber) ?? 0
  const joined = axis < 0 ? axis + first.length : axis
  const isFree = (dimension: number): boolean => name !== 'stack' && dimension === joined
  const odd = shapes.find(
    (shape) =>
      shape.length !== first.length || shape.some((size, dimension) => !isFree(dimension) && size !== first[dimension]),
  )
  if (odd === undefined) return undefined
  return problem('join-shapes', { operation: name, axis: joined, left: shown(first), right: shown(odd) })
}

function findReshapeMismatch({ name, given }: Failed): Problem | undefined {
  const [tensor, wanted] = given
  if (!/^(?:reshape|as[1-4]D)$/.test(name) || !isTensor(tensor)) return undefined
  const sizes = (isArray(wanted) ? wanted : given.slice(1)).filter(isNumber)
  const known = sizes.filter((size) => size >= 0)
  const product = known.reduce((all, size) => all * size, 1)
  const fits = known.length < sizes.length ? tensor.size % product === 0 : tensor.size === product
  if (fits) return undefined
  const params = { actual: shown(tensor.shape), size: tensor.size, expected: shown(sizes), wanted: product }
  return problem('reshape-size', params)
}

function findSliceOutside({ name, given }: Failed): Problem | undefined {
  const [tensor, begin, size] = given
  if (name !== 'slice' || !isTensor(tensor)) return undefined
  const asList = (value: unknown): number[] => (isArray(value) ? value.filter(isNumber) : [value].filter(isNumber))
  const params = {
    actual: shown(tensor.shape),
    begin: shown(asList(begin)),
    size: size === undefined ? '–' : shown(asList(size)),
  }
  return problem('slice-range', params)
}

function findIndexOutside({ name, given, message }: Failed): Problem | undefined {
  const [tensor] = given
  const index = /the index (-?\d+) of/.exec(message)?.[1]
  if (name !== 'gather' || !isTensor(tensor) || index === undefined) return undefined
  return problem('gather-range', { actual: shown(tensor.shape), index })
}

/** tfjs's own words, since every operation on two tensors may broadcast, and so may `where`. */
function findBroadcastMismatch({ name, given, message }: Failed): Problem | undefined {
  if (!/could not be broadcast|broadcast|Shapes? mismatch|must match/i.test(message)) return undefined
  const [left, right, ...more] = shapesOf(given)
  if (left === undefined || right === undefined) return undefined
  const pairs = [right, ...more].map((other) => [left, other] as const)
  const odd = pairs.find(([one, other]) => !isBroadcastable(one, other))
  if (odd === undefined) return undefined
  return problem('broadcast-shapes', { operation: name, left: shown(odd[0]), right: shown(odd[1]) })
}

/** Read from the last dimension on, sizes are equal or 1. */
function isBroadcastable(left: readonly number[], right: readonly number[]): boolean {
  const shorter = Math.min(left.length, right.length)
  return Array.from({ length: shorter }, (_, i) => [left.at(-1 - i), right.at(-1 - i)]).every(
    ([a, b]) => a === b || a === 1 || b === 1,
  )
}
