/**
 * The wall between the learner's module and the experiment: everything crosses by its declared shape, copied once.
 *
 * Invariant: the experiment receives numbers, texts and frozen plain data that the cage itself copied, or (where the
 * declaration says live) a branded tensor of its own realm. No object made by the learner's code crosses, so nothing
 * it made can answer differently at a second reading.
 */
import { scalar } from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import type { Dimension, Evidence, ExportDeclaration, Shape } from '../experiments/declare.ts'
import { makeMistake, problem } from './mistakes.ts'
import { apply, freeze, isArray, isObject, ownElements, ownValue, requireStack } from './primitives.ts'
import type { Realm } from './realm.ts'

const ARRAY_LIMIT = 100_000
const TEXT_LIMIT = 10_000

export interface Crossing {
  learner: Realm
  experiment: Realm
  exportName: string
  /** Symbolic dimensions bound so far in this call. */
  dimensions: Map<string, number>
  /** What was passed, by parameter, for `like`. */
  passed: Map<string, { shape: Shape; value: unknown }>
}

export function makeCrossing(realms: Pick<Crossing, 'learner' | 'experiment'>, exportName: string): Crossing {
  return { ...realms, exportName, dimensions: new Map(), passed: new Map() }
}

/** Arguments from the experiment, as the learner's code may hold them. A misuse is the experiment's own mistake. */
export function argumentsToLearner(
  call: readonly unknown[],
  declared: ExportDeclaration,
  crossing: Crossing,
): unknown[] {
  return Object.entries(declared.parameters).map(([name, shape], i) => {
    crossing.passed.set(name, { shape, value: call[i] })
    return toLearner(call[i], shape, crossing, name)
  })
}

/** @param isOwn whether the learner's code may dispose of a tensor that crosses */
function toLearner(
  value: unknown,
  shape: Shape,
  crossing: Crossing,
  where: string,
  isOwn: (real: Tensor) => boolean = () => false,
): unknown {
  switch (shape.kind) {
    case 'tensor': {
      const real = crossing.experiment.reveal(value)
      if (real === undefined) throw new TypeError(`the experiment passed no tensor for ${where}`)
      bindShape(real.shape, shape.shape, crossing)
      return crossing.learner.wrap(real, isOwn(real))
    }
    case 'number':
    case 'string':
    case 'boolean':
      if (typeof value !== shape.kind) throw new TypeError(`the experiment passed no ${shape.kind} for ${where}`)
      return value
    case 'array':
      if (!isArray(value)) throw new TypeError(`the experiment passed no array for ${where}`)
      bindDimension(value.length, shape.length, crossing)
      return freeze(value.map((one, i) => toLearner(one, shape.of, crossing, `${where}[${i}]`, isOwn)))
    case 'record':
      if (!isObject(value)) throw new TypeError(`the experiment passed no record for ${where}`)
      return freeze(
        Object.fromEntries(
          Object.entries(shape.fields).map(([name, field]) => [
            name,
            toLearner(Reflect.get(value, name), field, crossing, `${where}.${name}`, isOwn),
          ]),
        ),
      )
    case 'callback': {
      if (typeof value !== 'function') throw new TypeError(`the experiment passed no function for ${where}`)
      const parameters = Object.entries(shape.parameters)
      return freeze((...call: unknown[]) => {
        requireStack()
        const received = parameters.map(([name, one], i) => fromLearner(call[i], one, crossing, `${where}(${name})`))
        const before = newestTensorId()
        const returned: unknown = Reflect.apply(value, undefined, received)
        // As in tfjs: what a call made belongs to who called, what was there before does not.
        return toLearner(returned, shape.returns, crossing, where, ({ id }) => id > before)
      })
    }
    case 'like':
      throw new TypeError('like() declares returns, not parameters')
  }
}

/** Ids count up: a tensor with a greater one is made later. */
function newestTensorId(): number {
  const marker = scalar(0)
  marker.dispose()
  return marker.id
}

/** What the learner's code returned, copied once against its declared shape. Throws a mistake with its Problem. */
export function fromLearner(value: unknown, shape: Shape, crossing: Crossing, where: string): unknown {
  if (value instanceof Promise) throw mistake('promise-returned', crossing, where)
  switch (shape.kind) {
    case 'tensor':
      return tensorFromLearner(value, shape, crossing, where)
    case 'number':
    case 'boolean':
      if (typeof value === shape.kind) return value
      throw wrongType(shape.kind, value, crossing, where)
    case 'string':
      if (typeof value !== 'string') throw wrongType('string', value, crossing, where)
      if (value.length > TEXT_LIMIT) throw mistake('too-large', crossing, where, { limit: TEXT_LIMIT })
      return value
    case 'array':
      return arrayFromLearner(value, () => shape.of, shape.length, crossing, where)
    case 'record': {
      if (!isObject(value) || isArray(value)) throw wrongType('record', value, crossing, where)
      const copy: Record<string, unknown> = {}
      for (const [name, field] of Object.entries(shape.fields)) {
        copy[name] = fromLearner(ownValue(value, name), field, crossing, `${where}.${name}`)
      }
      return freeze(copy)
    }
    case 'like': {
      const like = crossing.passed.get(shape.parameter)
      if (like === undefined) throw new TypeError(`like('${shape.parameter}') names no parameter`)
      return likeFromLearner(value, like.value, crossing, where)
    }
    case 'callback':
      throw new TypeError('a function cannot be returned through the wall')
  }
}

function tensorFromLearner(
  value: unknown,
  shape: Extract<Shape, { kind: 'tensor' }>,
  crossing: Crossing,
  where: string,
): unknown {
  const real = revealFromLearner(value, crossing, where)
  if (real.isDisposed) throw mistake('disposed-tensor', crossing, where)
  if (real.dtype !== shape.dtype) {
    throw mistake('wrong-dtype', crossing, where, { expected: shape.dtype, actual: real.dtype })
  }
  if (!bindShape(real.shape, shape.shape, crossing)) {
    const expected = (shape.shape ?? []).map((one) => dimensionText(one, crossing)).join(', ')
    throw mistake('wrong-shape', crossing, where, { expected: `[${expected}]`, actual: `[${real.shape.join(', ')}]` })
  }
  return shape.live ? crossing.experiment.wrap(real, true) : toEvidence(real)
}

function likeFromLearner(value: unknown, passed: unknown, crossing: Crossing, where: string): unknown {
  const model = crossing.experiment.reveal(passed)
  if (model !== undefined) {
    const { shape, dtype } = model
    if (dtype !== 'float32' && dtype !== 'int32' && dtype !== 'bool') throw new TypeError(`like() meets dtype ${dtype}`)
    return tensorFromLearner(value, { kind: 'tensor', shape, dtype, live: false }, crossing, where)
  }
  if (typeof passed === 'number') return fromLearner(value, { kind: 'number' }, crossing, where)
  if (isArray(passed)) {
    const elements = elementsFromLearner(value, crossing, where)
    requireLength(elements.length, passed.length, crossing, where)
    return freeze(passed.map((one, i) => likeFromLearner(elements[i], one, crossing, `${where}[${i}]`)))
  }
  throw new TypeError('like() follows tensors, numbers and arrays of them')
}

function arrayFromLearner(
  value: unknown,
  shapeOf: (index: number) => Shape,
  length: Dimension,
  crossing: Crossing,
  where: string,
): readonly unknown[] {
  const elements = elementsFromLearner(value, crossing, where)
  if (!bindDimension(elements.length, length, crossing)) {
    requireLength(elements.length, Number(dimensionText(length ?? 0, crossing)), crossing, where)
  }
  return freeze(elements.map((one, i) => fromLearner(one, shapeOf(i), crossing, `${where}[${i}]`)))
}

/** Read once: a Proxy of an array may give another length, or other elements, at each reading. */
function elementsFromLearner(value: unknown, crossing: Crossing, where: string): unknown[] {
  if (!isArray(value)) throw wrongType('array', value, crossing, where)
  const elements = ownElements(value, ARRAY_LIMIT)
  if (elements === undefined) throw mistake('too-large', crossing, where, { limit: ARRAY_LIMIT })
  return elements
}

function requireLength(actual: number, expected: number, crossing: Crossing, where: string): void {
  if (actual !== expected) throw mistake('wrong-length', crossing, where, { expected, actual })
}

function revealFromLearner(value: unknown, crossing: Crossing, where: string): Tensor {
  const real = crossing.learner.reveal(value)
  if (real !== undefined) return real
  const pretends = isObject(value) && ('dataSync' in value || 'shape' in value)
  throw pretends
    ? mistake('fake-tensor', crossing, where)
    : mistake('not-a-tensor', crossing, where, { actual: describeType(value, crossing) })
}

function toEvidence(real: Tensor): Evidence {
  return freeze({ shape: freeze([...real.shape]), dtype: real.dtype, values: freeze(Array.from(real.dataSync())) })
}

function bindShape(actual: readonly number[], declared: readonly Dimension[] | null, crossing: Crossing): boolean {
  if (declared === null) return true
  return (
    actual.length === declared.length && actual.every((size, i) => bindDimension(size, declared[i] ?? null, crossing))
  )
}

function bindDimension(actual: number, declared: Dimension, crossing: Crossing): boolean {
  if (declared === null) return true
  if (typeof declared === 'number') return actual === declared
  const bound = crossing.dimensions.get(declared)
  if (bound === undefined) crossing.dimensions.set(declared, actual)
  return bound === undefined || bound === actual
}

const dimensionText = (declared: Dimension, crossing: Crossing): string =>
  declared === null
    ? '*'
    : String(typeof declared === 'number' ? declared : (crossing.dimensions.get(declared) ?? declared))

function describeType(value: unknown, crossing: Crossing): string {
  if (value === null) return 'null'
  if (isArray(value)) return 'array'
  if (crossing.learner.reveal(value) !== undefined) return 'tensor'
  return typeof value
}

function wrongType(expected: string, value: unknown, crossing: Crossing, where: string): Error {
  return mistake('wrong-type', crossing, where, { expected, actual: describeType(value, crossing) })
}

function mistake(code: string, crossing: Crossing, where: string, more: Record<string, string | number> = {}): Error {
  const found = problem(code, { export: crossing.exportName, where, ...more })
  return makeMistake(found, `${crossing.exportName}: ${code} at ${where}`)
}

/** Calls through captured primitives; kept here so that the session never looks a method up on a foreign function. */
export const callForeign = (exported: (...call: never[]) => unknown, call: unknown[]): unknown =>
  apply(exported, undefined, call)
