/**
 * Primitives captured before any foreign code runs.
 *
 * Invariant: code on the wall calls these and never a method looked up on a foreign value. lockdown() freezes the
 * intrinsics as well; capturing them keeps the wall right even if a permit of SES should change.
 */
export const isArray: (value: unknown) => value is readonly unknown[] = Array.isArray
export const { freeze, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object
export const { apply, ownKeys } = Reflect
export const { isFinite: isFiniteNumber, isInteger } = Number
export const isView = ArrayBuffer.isView

const typedArrayPrototype: object = getPrototypeOf(Float32Array.prototype)
const lengthGetter = getOwnPropertyDescriptor(typedArrayPrototype, 'length')?.get
const tagGetter = getOwnPropertyDescriptor(typedArrayPrototype, Symbol.toStringTag)?.get
const setFrom: unknown = getOwnPropertyDescriptor(typedArrayPrototype, 'set')?.value

/** Name of the typed array that the value really is (by internal slot, not by property), or undefined. */
export function typedArrayTag(value: unknown): string | undefined {
  if (!isView(value) || tagGetter === undefined) return undefined
  const tag: unknown = apply(tagGetter, value, [])
  return typeof tag === 'string' && !tag.startsWith('Big') ? tag : undefined
}

/** Real length of a typed array, whatever its own properties say. */
export function typedArrayLength(value: object): number {
  const length: unknown = lengthGetter === undefined ? 0 : apply(lengthGetter, value, [])
  return typeof length === 'number' ? length : 0
}

/** A copy that runs no foreign code: `set` reads a typed array's memory, not its properties. */
export function copyTypedArray(value: object, tag: string): Float32Array | Int32Array | Uint8Array {
  const length = typedArrayLength(value)
  const copy =
    tag === 'Int32Array'
      ? new Int32Array(length)
      : tag === 'Uint8Array'
        ? new Uint8Array(length)
        : new Float32Array(length)
  if (typeof setFrom === 'function') apply(setFrom, copy, [value])
  return copy
}

/** A property read without running a getter; undefined where there is none. */
export function ownValue(object: object, key: PropertyKey): unknown {
  const descriptor = getOwnPropertyDescriptor(object, key)
  return descriptor !== undefined && 'value' in descriptor ? descriptor.value : undefined
}

/**
 * Own elements of an array, its length read once, nothing of its own called: a foreign array may have a method \`map\`
 * of its own, and a Proxy of one may give another length at each reading.
 * @returns undefined where the length is no count up to the limit
 */
export function ownElements(array: readonly unknown[], limit: number): unknown[] | undefined {
  const length = ownValue(array, 'length')
  if (typeof length !== 'number' || !isInteger(length) || length < 0 || length > limit) return undefined
  const elements: unknown[] = []
  for (let i = 0; i < length; i++) elements[i] = ownValue(array, i)
  return elements
}

const nothing = (): void => {}
/** As call arguments these take 64 kB of stack. */
const ballast: readonly number[] = freeze(Array.from({ length: 8192 }, () => 0))

/**
 * Throws a RangeError unless 64 kB of stack are left, before anything was changed.
 *
 * Invariant: no stack runs out inside tfjs or inside the cage. tfjs keeps its open scopes and its tape in lists, and
 * a stack that ends between two lines of that bookkeeping would leave another scope open, or close the section's.
 */
export const requireStack = (): void => apply(nothing, undefined, ballast)

export const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
