/** How many elements a creator would allocate in JavaScript, known from its arguments alone. */
import { isArray } from './primitives.ts'

/** NaN for what is no array: tfjs takes a typed array for a shape as well, and would allocate what nobody counted. */
const product = (shape: unknown): number =>
  isArray(shape) ? shape.reduce<number>((all, one) => all * Number(one), 1) : NaN

/**
 * @param call arguments already copied
 * @returns elements, NaN where the arguments make no sense (which admits nothing)
 */
export function claimedElements(name: string, call: readonly unknown[]): number {
  switch (name) {
    case 'zeros':
    case 'ones':
    case 'fill':
    case 'randomNormal':
    case 'randomUniform':
    case 'truncatedNormal':
      return product(call[0])
    case 'eye':
      return Number(call[0]) * Number(call[1] ?? call[0]) * product(call[2] ?? [])
    case 'linspace':
      return Number(call[2])
    case 'range': {
      const span = Number(call[1]) - Number(call[0])
      const step = Number(call[2] ?? 1)
      // tfjs says in words that a step must not be zero.
      return step === 0 ? 0 : Math.ceil(Math.abs(span / step))
    }
    case 'tensor':
    case 'tensor2d':
    case 'tensor3d':
    case 'tensor4d':
      // Their values were counted while they were copied; the shape decides what is allocated later.
      return call[1] === undefined || call[1] === null || isArray(call[1]) ? 0 : NaN
    default:
      // tensor1d and scalar: no shape stands beside their values.
      return 0
  }
}
