/**
 * Which kernels a run launched, on inputs of which shape, so that a later cage can launch them once before its learner's
 * code arrives. On WebGL the first launch of a kernel compiles its shader programs, which is most of a first answer.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { DataType, NamedTensorMap, Tensor } from '@tensorflow/tfjs-core'
import type { Json } from '../exercise/exercise.ts'
import { isArray, isObject } from './primitives.ts'
import { KERNEL_CALLS_LIMIT } from './protocol.ts'
import type { InputShape, KernelCall } from './protocol.ts'

/** Kernels that compute nothing on the GPU. */
const FREE = new Set(['Identity', 'Reshape', 'Real', 'Imag', 'Complex'])

/** As the host's schema has them, but for the length, which keeps all calls together far below the longest message. */
const RANK_LIMIT = 8
const INPUTS_LIMIT = 100
const CALL_CHARACTERS = 10_000

/**
 * Notes every kernel that the engine launches from now on, each kind of launch once.
 * @returns ends the noting, and tells what was noted
 */
export function recordKernelCalls(): () => KernelCall[] {
  const calls = new Map<string, KernelCall>()
  const engine: object = tf.engine()
  const original: unknown = Reflect.get(engine, 'runKernel')
  if (typeof original !== 'function') throw new Error('this tfjs has no runKernel to watch')
  Reflect.set(engine, 'runKernel', (...launch: unknown[]) => {
    if (calls.size < KERNEL_CALLS_LIMIT) {
      const call = describe(launch)
      const text = JSON.stringify(call)
      // What the protocol has no room for is not told: the learner's code decides how long it is.
      if (call !== undefined && text.length <= CALL_CHARACTERS) calls.set(text, call)
    }
    return Reflect.apply(original, engine, launch)
  })
  return () => {
    Reflect.set(engine, 'runKernel', original)
    return [...calls.values()]
  }
}

/** @returns undefined for a launch that cannot be told in plain data */
function describe([name, inputs, attributes = {}]: unknown[]): KernelCall | undefined {
  if (typeof name !== 'string' || FREE.has(name) || !isObject(inputs) || !isPlainRecord(attributes)) return undefined
  const shapes: KernelCall['inputs'] = {}
  for (const [key, value] of Object.entries(inputs)) {
    // An optional input that was left out, such as a bias.
    if (value === null || value === undefined) continue
    if (isArray(value) && value.length > INPUTS_LIMIT) return undefined
    const found = isArray(value) ? allOrNothing(value.map(shapeOf)) : shapeOf(value)
    if (found === undefined) return undefined
    shapes[key] = found
  }
  return { name, inputs: shapes, attributes }
}

function shapeOf(value: unknown): InputShape | undefined {
  if (!(value instanceof tf.Tensor)) return undefined
  const { shape, dtype } = value
  return isNumeric(dtype) && shape.length <= RANK_LIMIT ? { shape: [...shape], dtype } : undefined
}

function isNumeric(dtype: DataType): dtype is InputShape['dtype'] {
  return dtype === 'float32' || dtype === 'int32' || dtype === 'bool'
}

function allOrNothing<T>(values: Array<T | undefined>): T[] | undefined {
  const found = values.filter((value) => value !== undefined)
  return found.length === values.length ? found : undefined
}

function isPlain(value: unknown): value is Json {
  if (isArray(value)) return value.every(isPlain)
  return value === null || ['number', 'string', 'boolean'].includes(typeof value) || isPlainRecord(value)
}

function isPlainRecord(value: unknown): value is Record<string, Json> {
  return isObject(value) && Object.getPrototypeOf(value) === Object.prototype && Object.values(value).every(isPlain)
}

/**
 * Launches a call on zeros three times: as they come from JavaScript, as they lie on the GPU when they were sent there,
 * and as another kernel leaves them. How a texture is laid out decides which programs pack and unpack it. Keeps nothing.
 */
export function launchKernel(call: KernelCall): void {
  for (const make of [fresh, sent, computed]) launchOn(call, make)
}

type MakeInput = (shape: InputShape) => Tensor

function launchOn({ name, inputs, attributes }: KernelCall, make: MakeInput): void {
  tf.tidy(() => {
    try {
      const given: NamedTensorMap = {}
      for (const [key, shape] of Object.entries(inputs)) {
        Reflect.set(given, key, isArray(shape) ? shape.map(make) : make(shape))
      }
      const result: unknown = Reflect.apply(tf.engine().runKernel, tf.engine(), [name, given, attributes])
      // Without a read the driver may put the work off.
      for (const one of isArray(result) ? result : [result]) if (one instanceof tf.Tensor) one.dataSync()
    } catch (error) {
      // A call that zeros cannot repeat warms nothing; the learner's own launch compiles what it needs.
      if (!(error instanceof Error)) throw error
    }
  })
}

function fresh({ shape, dtype }: InputShape): Tensor {
  return tf.tensor(new Float32Array(tf.util.sizeFromShape(shape)), shape, dtype)
}

function sent(shape: InputShape): Tensor {
  const zeros = fresh(shape)
  const upload: unknown = Reflect.get(tf.backend(), 'uploadToGPU')
  if (typeof upload === 'function') Reflect.apply(upload, tf.backend(), [zeros.dataId])
  return zeros
}

function computed(shape: InputShape): Tensor {
  return shape.dtype === 'float32' ? tf.neg(sent(shape)) : sent(shape)
}
