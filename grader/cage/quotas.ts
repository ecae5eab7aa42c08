/**
 * Quotas on what a submission may allocate and launch.
 *
 * They stand at two doors: creators that allocate in JavaScript are asked before the call (`admit`), and the
 * backend's output allocation and the engine's kernel launch (its number, its work) are wrapped, so that no composite operation, gradient
 * or broadcast passes by. Invariant: once tripped, a quota stays tripped. Code that catches the error gains nothing,
 * because the session ends when it next looks.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { Budget } from '../exercise/exercise.ts'
import type { Problem } from '../judge/verdict.ts'
import { makeQueueWait } from './gpu-queue.ts'
import { requireSoundKernel } from './kernel-arguments.ts'
import { KERNEL_WORK_LIMIT, QUEUED_WORK_LIMIT, kernelWork } from './kernel-work.ts'
import { makeMistake, problem } from './mistakes.ts'
import { isArray, isFiniteNumber, isInteger } from './primitives.ts'

const BYTES_PER_ELEMENT = 4
const MEBIBYTE = 1024 * 1024

export interface Tripped {
  kind: 'timed-out' | 'out-of-memory'
  problem: Problem
}

export interface Quotas {
  /** Sets what may be used from here on, and forgets what was. Before that nothing is limited. */
  limit(budget: Budget): void
  /** Throws if this many more elements would pass the limit. */
  admit(elements: number): void
  readonly tripped: Tripped | undefined
}

export function makeQuotas(): Quotas {
  let budget: Budget = { timeMs: Infinity, tensorBytes: Infinity, kernels: Infinity }
  const state: { tripped: Tripped | undefined; kernels: number; queued: number } = {
    tripped: undefined,
    kernels: 0,
    queued: 0,
  }
  const waitForQueue = makeQueueWait(tf.backend())

  function trip(tripped: Tripped, message: string): never {
    state.tripped ??= tripped
    throw makeMistake(state.tripped.problem, message)
  }
  function admit(elements: number): void {
    if (state.tripped !== undefined) trip(state.tripped, 'a limit was passed before')
    // NaN compares false with everything, so it would pass every limit: a size that is no number is refused by itself.
    // A negative one would make room for what comes after it.
    if (Number.isNaN(elements)) throw new TypeError('a size is not a number')
    if (elements < 0) throw new TypeError('a size is negative')
    const bytes = elements * BYTES_PER_ELEMENT
    if (bytes + tf.engine().state.numBytes <= budget.tensorBytes) return
    const limitMb = Math.round(budget.tensorBytes / MEBIBYTE)
    const requestedMb = isFiniteNumber(bytes) ? Math.ceil(bytes / MEBIBYTE) : 0
    trip(
      { kind: 'out-of-memory', problem: problem('tensor-limit', { limitMb, requestedMb }) },
      `tensors of ${requestedMb} MB more are over the limit of ${limitMb} MB`,
    )
  }
  function countKernel(): void {
    if (state.tripped !== undefined) trip(state.tripped, 'a limit was passed before')
    state.kernels += 1
    if (state.kernels <= budget.kernels) return
    trip(
      { kind: 'timed-out', problem: problem('kernel-limit', { limit: budget.kernels }) },
      `more than ${budget.kernels} kernels were launched`,
    )
  }
  function countWork(work: number): void {
    if (work > KERNEL_WORK_LIMIT) {
      trip(
        { kind: 'timed-out', problem: problem('time-limit', { limitMs: budget.timeMs }) },
        'one operation would take longer than the time limit',
      )
    }
    state.queued += work
    if (state.queued < QUEUED_WORK_LIMIT) return
    state.queued = 0
    waitForQueue?.()
  }
  guardBackend(admit)
  guardEngine((name, inputs, attributes) => {
    countKernel()
    requireSoundKernel(name, inputs, attributes)
    countWork(kernelWork(name, inputs, attributes))
  })
  return {
    limit(given) {
      budget = given
      state.kernels = 0
      state.tripped = undefined
    },
    admit,
    get tripped() {
      return state.tripped
    },
  }
}

/**
 * webgl and cpu allocate every output in makeTensorInfo, wasm in makeOutput. The makeOutput of cpu takes the values
 * first, which abs and complex have made by then, and goes through makeTensorInfo.
 */
function guardBackend(admit: (elements: number) => void): void {
  const backend: object = tf.backend()
  const methods = tf.getBackend() === 'cpu' ? ['makeTensorInfo'] : ['makeTensorInfo', 'makeOutput']
  for (const method of methods) {
    const original: unknown = Reflect.get(backend, method)
    if (typeof original !== 'function') continue
    Reflect.set(backend, method, (shape: unknown, ...rest: unknown[]) => {
      admit(elementsOf(shape))
      return Reflect.apply(original, backend, [shape, ...rest])
    })
  }
}

function guardEngine(look: (name: string, inputs: unknown, attributes: unknown) => void): void {
  const engine: object = tf.engine()
  const original: unknown = Reflect.get(engine, 'runKernel')
  if (typeof original !== 'function') throw new Error('this tfjs has no runKernel to guard')
  Reflect.set(engine, 'runKernel', (...call: unknown[]) => {
    const [name, inputs, attributes] = call
    look(String(name), inputs, attributes)
    return Reflect.apply(original, engine, call)
  })
}

function elementsOf(shape: unknown): number {
  if (!isArray(shape)) throw new TypeError('a shape must be an array')
  let elements = 1
  for (const dimension of shape) {
    // Two negative sizes would multiply to a positive one, and a typed array of fractions rounds as it likes.
    if (!isInteger(dimension) || Number(dimension) < 0) throw new TypeError('a size is no whole number')
    elements *= Number(dimension)
  }
  return elements
}
