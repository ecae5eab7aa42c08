/**
 * The learner's exports as the experiment may call them: counted, watched for leaks, and with each first call kept
 * so that it can be repeated last. Code that is right only on its first calls, or only once, is found by that.
 */
import * as tf from '@tensorflow/tfjs-core'
import type { ExportDeclaration } from '../experiments/declare.ts'
import type { Json } from '../exercise/exercise.ts'
import type { Note, Problem } from '../judge/verdict.ts'
import { tensorsInside } from './arguments.ts'
import { lineOf } from './compartment.ts'
import { argumentsToLearner, callForeign, fromLearner, makeCrossing } from './crossing.ts'
import { numbersOf } from './measurements.ts'
import { makeMistake, problem, problemOf } from './mistakes.ts'
import { freeze, isArray, isObject } from './primitives.ts'
import type { RepeatedCall } from './protocol.ts'
import type { Realm } from './realm.ts'

const COMPARED_NUMBERS = 2_000
const MESSAGE_LIMIT = 300

export interface LearnerCalls {
  /** Given to sections as `learner`. */
  exports: object
  /** Calls so far, over all exports. */
  count(): number
  repeat(): RepeatedCall[]
  notes(): Note[]
}

type Exported = (...call: never[]) => unknown

interface Watched {
  name: string
  declared: ExportDeclaration
  exported: Exported
  calls: number
  leaked: number
  first: { call: unknown[]; numbers: Json } | undefined
}

export function makeLearnerCalls(request: {
  realms: { learner: Realm; experiment: Realm }
  declared: Record<string, ExportDeclaration>
  exported: Record<string, Exported>
  moduleName: string
}): LearnerCalls {
  const { realms, moduleName } = request
  const watched: Watched[] = Object.entries(request.declared).map(([name, declared]) => {
    const exported = request.exported[name]
    if (exported === undefined) throw new TypeError(`${name} was not exported`)
    return { name, declared, exported, calls: 0, leaked: 0, first: undefined }
  })
  const call = (one: Watched, given: unknown[]) => callLearner(one, given, realms, moduleName)

  return {
    exports: freeze(
      Object.fromEntries(
        watched.map((one) => [
          one.name,
          freeze((...given: unknown[]) => {
            one.calls += 1
            const result = call(one, given)
            one.first ??= { call: keepArguments(given, realms.experiment), numbers: readNumbers(result, realms) }
            return result
          }),
        ]),
      ),
    ),
    count: () => watched.reduce((all, one) => all + one.calls, 0),
    repeat: () =>
      watched.flatMap((one) => (one.first === undefined ? [] : [repeatFirst(one, one.first, call, realms)])),
    notes: () =>
      watched
        .filter((one) => one.leaked > 0)
        .map((one) => ({ code: 'tensor-leak', params: { export: one.name, count: one.leaked } })),
  }
}

function callLearner(
  one: Watched,
  given: unknown[],
  realms: { learner: Realm; experiment: Realm },
  moduleName: string,
): unknown {
  const crossing = makeCrossing(realms, one.name)
  const passed = argumentsToLearner(given, one.declared, crossing)
  const before = tf.engine().state.numTensors
  try {
    const returned = callForeign(one.exported, passed)
    // Reading what was returned may run foreign code too: the traps of a Proxy.
    const result = fromLearner(returned, one.declared.returns, crossing, 'return')
    // Inside a gradient the tape keeps tensors of its own, so nothing can be said about leaks there.
    if (tf.engine().state.gradientDepth === 0) {
      const kept = countMade(returned, passed, realms.learner)
      one.leaked = Math.max(one.leaked, tf.engine().state.numTensors - before - kept)
    }
    return result
  } catch (error) {
    throw learnerMistake(error, one.name, moduleName)
  }
}

/** What foreign code threw, as a mistake that names its line. Never throws itself, whatever it is given. */
export function learnerMistake(error: unknown, exportName: string, moduleName: string): Error {
  const known = problemOf(error)
  const at = lineOf(error, moduleName)
  const found: Problem = {
    ...(known ?? thrownProblem(error, exportName)),
    line: known?.line ?? at?.line ?? null,
    column: known?.column ?? at?.column ?? null,
  }
  return makeMistake(found, messageOf(error))
}

/** V8 refuses a buffer in these words when the process may hold no more: that is a limit, not an ordinary throw. */
const REFUSED_BUFFER = 'RangeError: Array buffer allocation failed'

function thrownProblem(error: unknown, exportName: string): Problem {
  const message = messageOf(error)
  return message === REFUSED_BUFFER ? problem('heap-limit') : problem('threw', { export: exportName, message })
}

/** Text of a thrown value; reading it may run foreign code, which the deadline bounds. Never throws. */
export function messageOf(error: unknown): string {
  try {
    const text =
      error instanceof Error ? `${error.name}: ${error.message}` : `a thrown ${typeof error}: ${String(error)}`
    return text.slice(0, MESSAGE_LIMIT)
  } catch {
    // A Proxy, a getter or a toString that throws in its turn.
    return 'an error whose text cannot be read'
  }
}

/** Tensors in what was returned that were not passed in. Each counts once, however often it is returned. */
function countMade(returned: unknown, passed: readonly unknown[], realm: Realm): number {
  const made = new Set(tensorsInside(returned, realm.reveal))
  for (const one of tensorsInside(passed, realm.reveal)) made.delete(one)
  return made.size
}

/** Copies of the tensors among the arguments that outlive the section's scope. */
function keepArguments(given: unknown[], realm: Realm): unknown[] {
  const keep = (value: unknown): unknown => {
    const real = realm.reveal(value)
    if (real !== undefined) return realm.wrap(tf.keep(tf.tensor(real.dataSync(), real.shape, real.dtype)), true)
    if (isArray(value)) return value.map(keep)
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, keep(one)]))
    return value
  }
  return given.map(keep)
}

function readNumbers(result: unknown, realms: { experiment: Realm }): Json {
  const readable = (value: unknown): unknown => {
    const real = realms.experiment.reveal(value)
    if (real !== undefined) return Array.from(real.dataSync())
    if (isArray(value)) return value.map(readable)
    if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, readable(one)]))
    return value
  }
  return numbersOf(readable(result), COMPARED_NUMBERS)
}

function repeatFirst(
  one: Watched,
  first: { call: unknown[]; numbers: Json },
  call: (one: Watched, given: unknown[]) => unknown,
  realms: { experiment: Realm },
): RepeatedCall {
  const repeated = { export: one.name, calls: one.calls, first: first.numbers }
  try {
    return { ...repeated, again: readNumbers(call(one, first.call), realms), problem: null }
  } catch (error) {
    return {
      ...repeated,
      again: [],
      problem: problemOf(error) ?? problem('experiment-failed', { detail: messageOf(error) }),
    }
  }
}
