/** How many elements a creator would allocate in JavaScript, known from its arguments alone. */
import { isArray } from './primitives.ts'

const product = (shape: unknown): number =>
  isArray(shape) ? shape.reduce<number>((all, one) => all * Number(one), 1) : 1

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
      return Math.ceil(Math.abs(span / Number(call[2] ?? 1)))
    }
    default:
      // tensor, tensor1d … scalar: their values were counted while they were copied.
      return 0
  }
}
