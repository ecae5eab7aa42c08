/** One grading inside the cage: loads the experiment and the learner's module, runs the sections, repeats first calls. */
import * as tf from '@tensorflow/tfjs-core'
import experimentsSource from 'source:grader/experiments'
import judgeSource from 'source:grader/judge'
import kitSource from 'source:kit'
import rehearsalSource from 'source:rehearsal'
import type { DrawRng, ExportDeclaration } from '../experiments/declare.ts'
import type { Json } from '../exercise/exercise.ts'
import type { BackendName, Problem } from '../judge/verdict.ts'
import { evaluateModule, lineOf, makeGlobals } from './compartment.ts'
import { makeConsole } from './console.ts'
import { makeDrawRng, shuffled, uniforms } from './draw-rng.ts'
import { makeFacade } from './facade.ts'
import { findExport } from './find-export.ts'
import { makePulse } from './gpu-queue.ts'
import type { Facade } from './facade.ts'
import { recordKernelCalls } from './kernel-calls.ts'
import { learnerMistake, makeLearnerCalls, messageOf } from './learner-calls.ts'
import type { LearnerCalls } from './learner-calls.ts'
import { toMeasurements } from './measurements.ts'
import { problem, problemOf } from './mistakes.ts'
import { consoleMethods, permits as allPermits } from './permits.ts'
import { freeze, isObject, ownValue } from './primitives.ts'
import type { CageCommand, CageMessage, KernelCall } from './protocol.ts'
import { makeQuotas } from './quotas.ts'
import type { Quotas } from './quotas.ts'
import { makeRealm } from './realm.ts'
import type { Realm } from './realm.ts'

const LEARNER_MODULE = 'solution.ts'
const EXPERIMENT_MODULE = 'experiment.ts'
const ON_REQUEST = Object.keys(allPermits).filter((name) => allPermits[name]?.given === 'on-request')

type Post = (message: CageMessage) => void
const saysNothing: ReadonlySet<CageMessage['type']> = new Set(['console', 'running'])
type Section = (context: object) => unknown

interface LoadedExperiment {
  exports: Record<string, ExportDeclaration>
  draw: (rng: DrawRng) => unknown
  sections: Record<string, Section>
  tf: object
  kit: object
  realm: Realm
  data: Json
}

/** What foreign modules are given, made before any of them is known. */
interface Rooms {
  quotas: Quotas
  experiment: ExperimentRoom
  learner: LearnerRoom
}

interface ExperimentRoom {
  realm: Realm
  namespace: object
  modules: Record<string, object>
  /** For one experiment: they hold where its Math.random stands. */
  makeGlobals: () => Record<string, unknown>
  rehearse: () => void
}

interface LearnerRoom {
  realm: Realm
  facade: Facade
  kit: object
  globals: Record<string, unknown>
}

/**
 * `draw` any number of times; `grade` once for strangers' code. A host that checks an author's own files may have one grading
 * after another served: each learner's module has a room of its own and each experiment is loaded anew, while the engine and
 * the frozen libraries, which grow faster with use, are the same. All that does not depend on the exercise is made here, while
 * nobody waits for it yet.
 */
export function makeSession(
  send: Post,
  backend: BackendName,
): {
  /** Makes what follows faster, and changes nothing else. */
  rehearse: () => void
  draw: (command: Draw) => void
  grade: (command: Grade) => Promise<void>
} {
  const hasPulse = makePulse(tf.backend())
  // Nothing is said of the code that a GPU which is gone has made of it.
  const post: Post = (message) => send(saysNothing.has(message.type) || hasPulse() ? message : { type: 'gpu-lost' })
  const quotas = makeQuotas()
  const experimentRoom = makeExperimentRoom(quotas)
  const state: { learner: LearnerRoom | undefined } = { learner: makeLearnerRoom(quotas, post) }
  return {
    rehearse: experimentRoom.rehearse,
    draw(command) {
      quotas.limit(command.budget)
      const experiment = loadExperiment(command, experimentRoom)
      post({ type: 'drawn', draw: plainJson(experiment.draw(makeDrawRng(command.seed))) })
    },
    async grade(command) {
      const rooms = { quotas, experiment: experimentRoom, learner: state.learner ?? makeLearnerRoom(quotas, post) }
      // Nothing that one learner's module has seen is given to another.
      state.learner = undefined
      quotas.limit(command.budget)
      const kernels = backend === 'webgl' ? recordKernelCalls() : () => []
      await grade(command, rooms, { post, kernels })
    },
  }
}

function makeExperimentRoom(quotas: Quotas): ExperimentRoom {
  const realm = makeRealm()
  const namespace = harden(makeFacade(realm, quotas).namespace(ON_REQUEST))
  const silent = freeze(Object.fromEntries(Object.keys(consoleMethods).map((name) => [name, () => undefined])))
  const makeOwnGlobals = () => makeGlobals(uniforms(1), silent)
  const globals = makeOwnGlobals()
  const kit = loadLibrary(kitSource, 'kit.ts', { '@tensorflow/tfjs': namespace }, globals)
  const libraries = { '@tensorflow/tfjs': namespace, kit }
  const experiments = loadLibrary(experimentsSource, 'experiments.ts', libraries, globals)
  const modules = {
    kit,
    'grader/experiments': experiments,
    'grader/judge': loadLibrary(judgeSource, 'judge.ts', {}, globals),
  }
  const rehearsal = { ...libraries, 'grader/experiments': experiments }
  const rehearse: unknown = Reflect.get(loadLibrary(rehearsalSource, 'rehearsal.ts', rehearsal, globals), 'rehearse')
  if (typeof rehearse !== 'function') throw new TypeError('the rehearsal must export rehearse')
  return {
    realm,
    namespace,
    modules,
    makeGlobals: makeOwnGlobals,
    rehearse: () => void Reflect.apply(rehearse, undefined, []),
  }
}

function makeLearnerRoom(quotas: Quotas, post: Post): LearnerRoom {
  const realm = makeRealm()
  const facade = makeFacade(realm, quotas)
  const console = makeConsole(realm, LEARNER_MODULE, (line) => post({ type: 'console', line }))
  const globals = makeGlobals(uniforms(2), console)
  const kit = loadLibrary(kitSource, 'kit.ts', { '@tensorflow/tfjs': harden(facade.namespace(ON_REQUEST)) }, globals)
  return { realm, facade, kit, globals }
}

type Draw = Extract<CageCommand, { type: 'draw' }>
type Grade = Extract<CageCommand, { type: 'grade' }>

async function grade(
  command: Grade,
  rooms: Rooms,
  { post, kernels }: { post: Post; kernels: () => KernelCall[] },
): Promise<void> {
  const { quotas } = rooms
  const experiment = loadExperiment(command, rooms.experiment)
  const loaded = loadLearner(command, rooms, experiment, post)
  if (loaded === undefined) return
  const draw = freezeDeep(command.draw)
  for (const name of shuffled(Object.keys(experiment.sections), command.orderSeed)) {
    post({ type: 'running', section: name })
    runSection(name, experiment, loaded, draw, post)
    if (endedByLimit(quotas, post)) return
  }
  tf.engine().startScope('repeat')
  const repeated = loaded.repeat()
  tf.engine().endScope()
  if (endedByLimit(quotas, post)) return
  // A turn of the event loop: microtasks that refill themselves never let it come, and the deadline ends them.
  await nextTurn()
  if (endedByLimit(quotas, post)) return
  post({ type: 'end', repeated, notes: loaded.notes(), kernels: kernels() })
}

const schedule = setTimeout
const nextTurn = (): Promise<void> => new Promise((resolve) => void schedule(resolve, 0))

function endedByLimit(quotas: Quotas, post: Post): boolean {
  if (quotas.tripped === undefined) return false
  post({ type: 'limit', ...quotas.tripped })
  return true
}

function loadExperiment({ experiment: code, data }: Grade | Draw, room: ExperimentRoom): LoadedExperiment {
  const { realm, namespace, modules } = room
  const exported = evaluateModule({ code, name: EXPERIMENT_MODULE, modules, globals: room.makeGlobals() })
  const declared: unknown = ownValue(exported, 'default')
  if (!isExperiment(declared)) throw new TypeError('experiment.ts must export default defineExperiment({ … })')
  return { ...declared, tf: namespace, kit: modules['kit'] ?? {}, realm, data }
}

function loadLibrary(
  code: string,
  name: string,
  modules: Record<string, unknown>,
  globals: Record<string, unknown>,
): object {
  return harden(evaluateModule({ code, name, modules, globals }))
}

function isExperiment(value: unknown): value is Pick<LoadedExperiment, 'exports' | 'draw' | 'sections'> {
  return isObject(value) && ['exports', 'draw', 'sections'].every((name) => name in value)
}

function loadLearner(command: Grade, rooms: Rooms, experiment: LoadedExperiment, post: Post): LearnerCalls | undefined {
  const { quotas } = rooms
  const { realm, facade, kit, globals } = rooms.learner
  const modules = { '@tensorflow/tfjs': harden(facade.namespace(command.permits)), kit }
  let exported: object
  try {
    exported = evaluateModule({ code: command.learner, name: LEARNER_MODULE, modules, globals })
  } catch (error) {
    if (!endedByLimit(quotas, post)) post({ type: 'invalid', problem: loadProblem(error) })
    return undefined
  }
  if (endedByLimit(quotas, post)) return undefined
  const functions: Record<string, (...call: never[]) => unknown> = {}
  for (const name of Object.keys(experiment.exports)) {
    const found = findExport(exported, name, command.learner)
    if ('problem' in found) {
      post({ type: 'invalid', problem: found.problem })
      return undefined
    }
    functions[name] = found.found
  }
  return makeLearnerCalls({
    realms: { learner: realm, experiment: experiment.realm },
    declared: experiment.exports,
    exported: functions,
    moduleName: LEARNER_MODULE,
  })
}

function loadProblem(error: unknown): Problem {
  const at = lineOf(error, LEARNER_MODULE)
  const found = problemOf(error) ?? problem('throw-at-load', { message: messageOf(error) })
  return { ...found, line: at?.line ?? null, column: at?.column ?? null }
}

function runSection(name: string, experiment: LoadedExperiment, loaded: LearnerCalls, draw: Json, post: Post): void {
  const section = experiment.sections[name]
  if (section === undefined) return
  const { tf: namespace, kit, data } = experiment
  const callsBefore = loaded.count()
  tf.engine().startScope(name)
  try {
    const context = freeze({ learner: loaded.exports, draw, tf: namespace, kit, data: freezeDeep(data) })
    post({ type: 'section', name, measurements: toMeasurements(section(context)) })
  } catch (error) {
    const known = problemOf(error)
    if (known === undefined && loaded.count() === callsBefore) {
      post({ type: 'broken', detail: `section ${name}: ${messageOf(error)}` })
    } else {
      // What the learner returned made the measurement impossible, such as a live tensor that is cut off from its input.
      const found =
        known ?? problemOf(learnerMistake(error, name, LEARNER_MODULE)) ?? problem('not-measured', { section: name })
      if (found.code === 'heap-limit') post({ type: 'limit', kind: 'out-of-memory', problem: found })
      else post({ type: 'section-failed', name, problem: found })
    }
  } finally {
    tf.engine().endScope()
  }
}

function plainJson(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value))
  return parsed
}

function freezeDeep<T extends Json>(value: T): T {
  if (isObject(value)) for (const one of Object.values(value)) freezeDeep(one)
  return freeze(value)
}
