/**
 * What goes from foreign code into tfjs: copied once, by own data descriptors, before tfjs sees any of it.
 *
 * Invariant: tfjs receives real tensors, numbers, booleans, plain arrays of these, fresh typed arrays, and texts from
 * a closed list. A getter, a Proxy that answers differently each time, or a text meant for a shader never reaches it.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import { makeMistake, problem } from './mistakes.ts'
import type { Permit } from './permits.ts'
import { copyTypedArray, isArray, isObject, ownValue, typedArrayLength, typedArrayTag } from './primitives.ts'
import type { Quotas } from './quotas.ts'

const DEPTH_LIMIT = 8

export type Reveal = (value: unknown) => Tensor | undefined

export interface ArgumentRules {
  name: string
  permit: Permit
  reveal: Reveal
  quotas: Quotas
}

/** @param at which argument it is, counted as the permit counts; undefined inside an array */
export function toArgument(value: unknown, rules: ArgumentRules, at: number | undefined, depth = 0): unknown {
  switch (typeof value) {
    case 'number':
    case 'boolean':
    case 'undefined':
      return value
    case 'string':
      // Elsewhere a permitted word would make a tensor of texts, or stand in a shader where a number belongs.
      if (at !== undefined && rules.permit.textAt.includes(at) && rules.permit.texts.includes(value)) return value
      throw new TypeError(`tf.${rules.name}: the text ${JSON.stringify(value.slice(0, 40))} stands where it takes none`)
    case 'object':
      return value === null ? null : toObject(value, rules, depth)
    default:
      throw new TypeError(`tf.${rules.name}: a ${typeof value} stands where a tensor or a number belongs`)
  }
}

function toObject(value: object, rules: ArgumentRules, depth: number): unknown {
  const real = rules.reveal(value)
  if (real !== undefined) return real
  const tag = typedArrayTag(value)
  if (tag !== undefined) {
    rules.quotas.admit(typedArrayLength(value))
    return copyTypedArray(value, tag)
  }
  if (!isArray(value)) {
    throw new TypeError(`tf.${rules.name}: an object that is no tensor stands where a tensor or a number belongs`)
  }
  if (depth >= DEPTH_LIMIT) {
    throw makeMistake(problem('too-nested', { export: '', where: rules.name }), `tf.${rules.name}: nested too deep`)
  }
  const length = ownValue(value, 'length')
  rules.quotas.admit(typeof length === 'number' ? length : NaN)
  const copy: unknown[] = []
  for (let i = 0; i < Number(length); i++) copy[i] = toArgument(ownValue(value, i), rules, undefined, depth + 1)
  return copy
}

/** Every real tensor inside arrays and plain records, for tidy: what the callback wants to keep. */
export function tensorsInside(value: unknown, reveal: Reveal, depth = 0): Tensor[] {
  const real = reveal(value)
  if (real !== undefined) return [real]
  if (!isObject(value) || depth >= DEPTH_LIMIT || typedArrayTag(value) !== undefined) return []
  const found: Tensor[] = []
  for (const key of Reflect.ownKeys(value)) found.push(...tensorsInside(ownValue(value, key), reveal, depth + 1))
  return found
}
