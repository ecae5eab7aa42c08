/**
 * The inside of a judge cage: a worker with SES and without tfjs, never the one that saw learner's code.
 * It evaluates checks.ts in a Compartment and asks it about measurements.
 */
import judgeSource from 'source:grader/judge'
import kitSource from 'source:kit'
import { evaluateModule, lockDown, makeGlobals } from '../cage/compartment.ts'
import { freeze, isObject, ownValue } from '../cage/primitives.ts'
import type { Json } from '../exercise/exercise.ts'
import type { Check, Checks, Judgement, Misconception, PlotDeclaration } from './declare.ts'
import type { Judged, JudgeCommand, JudgeMessage } from './protocol.ts'
import { isNumberLike, tagNumber, untagNumber } from './tagged-number.ts'
import type { Expectation, NumberLike, Plot } from './verdict.ts'

type Loaded = Checks<Json, Json>

/** As much as the host's schema takes. */
const POINTS_LIMIT = 5000
const TEXT_LIMIT = 300

const send = postMessage.bind(globalThis)
const post = (message: JudgeMessage): void => send(JSON.stringify(message))
const state: { grading: Grading | undefined; room: Room | undefined } = { grading: undefined, room: undefined }

/** What is judged, from `load` on. */
interface Grading {
  checks: Loaded
  reference: Json
  draw: Json
  /** Sections by name. */
  measured: Map<string, Json>
}

/** What checks.ts is given, made before any of it is known. */
interface Room {
  globals: Record<string, unknown>
  modules: Record<string, object>
}

addEventListener('message', (event: MessageEvent<{ command: string }>) => {
  const command: JudgeCommand = JSON.parse(event.data.command)
  try {
    post(serve(command))
  } catch (error) {
    post({
      type: 'failed',
      detail: error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 300) : 'a thrown value',
    })
  }
})

function serve(command: JudgeCommand): JudgeMessage {
  if (command.type === 'load') return load(command)
  const { grading } = state
  if (grading === undefined) throw new Error('checks.ts was not loaded')
  const { checks: loaded, reference, draw } = grading
  for (const [section, measurements] of Object.entries(command.measured))
    grading.measured.set(section, untag(measurements))
  const context = { m: freeze(Object.fromEntries(grading.measured)), reference, draw }
  if (command.type === 'judge') {
    return {
      type: 'judged',
      checks: command.checks.map((id) => {
        const check = required(loaded.checks, id)
        return judged(id, unlessItsOwnFault((at) => check.judge(at), context) ?? cannotJudge)
      }),
      plots: command.plots.flatMap((id) => {
        const plot = required(loaded.plots, id)
        return unlessItsOwnFault((at) => [plotted(id, plot, at)], context) ?? []
      }),
    }
  }
  const failed = freeze([...command.failed])
  const found = Object.entries(loaded.misconceptions).find(([, one]) => recognises(one, { ...context, failed }))
  return { type: 'recognised', misconception: found?.[0] ?? null }
}

type Context = Parameters<Check<Json, Json>['judge']>[0]

const cannotJudge: Judgement = { passed: false, measured: null, expected: null, layer: null }

/**
 * Author's code may trip over numbers that it did not expect, such as a list that is too long to spread. Where the
 * model solution's measurements do not make it trip, the fault lies with what was measured, and nobody gains a second
 * try by breaking the judge.
 * @returns undefined in that case
 * @throws what the author's code throws at the model solution's measurements too
 */
function unlessItsOwnFault<T>(run: (context: Context) => T, context: Context): T | undefined {
  try {
    return run(context)
  } catch {
    run({ ...context, m: context.reference })
    return undefined
  }
}

/** A predicate may trip over sections that are not there: then it does not recognise anything. */
function recognises(
  one: Misconception<Json, Json>,
  context: Parameters<Misconception<Json, Json>['recognise']>[0],
): boolean {
  try {
    return one.recognise(context)
  } catch (error) {
    return !(error instanceof Error)
  }
}

function makeRoom(): Room {
  const silent = freeze({ log: () => undefined, warn: () => undefined, error: () => undefined })
  const globals = makeGlobals(() => {
    throw new Error('a check must not draw')
  }, silent)
  const library = (source: string, name: string, modules: Record<string, unknown>): object =>
    harden(evaluateModule({ code: source, name, modules, globals }))
  const modules = {
    'grader/judge': library(judgeSource, 'judge.ts', {}),
    // The kit's pure functions, such as its seeded draws; there is no tfjs here for the others.
    kit: library(kitSource, 'kit.ts', { '@tensorflow/tfjs': freeze({ __esModule: true }) }),
  }
  return { globals, modules }
}

function load({ checks: code, reference, draw }: Extract<JudgeCommand, { type: 'load' }>): JudgeMessage {
  const { room } = state
  if (room === undefined) throw new Error('the judge is not up')
  const exported = ownValue(evaluateModule({ code, name: 'checks.ts', ...room }), 'default')
  if (!isChecks(exported)) throw new TypeError('checks.ts must export default defineChecks({ … })')
  state.grading = { checks: exported, reference: untag(reference), draw: untag(draw), measured: new Map() }
  return {
    type: 'loaded',
    checks: Object.entries(exported.checks).map(([id, { needs, weight }]) => ({ id, needs: [...needs], weight })),
    misconceptions: Object.entries(exported.misconceptions).map(([id, { kind, fails }]) => ({
      id,
      kind: kind ?? 'failed',
      fails: [...fails],
    })),
    plots: Object.entries(exported.plots).map(([id, { needs }]) => ({ id, needs: [...needs] })),
  }
}

function isChecks(value: unknown): value is Loaded {
  return isObject(value) && ['checks', 'misconceptions', 'plots'].every((name) => name in value)
}

function judged(id: string, judgement: Judgement): Judged {
  const { passed, measured, expected, layer } = judgement
  return {
    id,
    // Author's code at run time: only the value true passes.
    passed: Object.is(passed, true),
    measured: toldMeasured(measured),
    expected: expected === null || !canBeTold(expected) ? null : taggedExpectation(expected),
    layer,
  }
}

function plotted(id: string, plot: PlotDeclaration<Json, Json>, context: Context): Plot {
  const drawn = plot.draw(context)
  const series = (['mine', 'reference', 'baseline'] as const).flatMap((role) => {
    const points = drawn[role]
    if (points === undefined) return []
    // What is measured may stand on both axes, and there may be any number of it; a plot carries so much and no more.
    const shown = points.filter(([x]) => Number.isFinite(x)).slice(0, POINTS_LIMIT)
    return [{ role, points: shown.map(([x, y]): [number, NumberLike] => [x, tagged(y)]) }]
  })
  const { x, y, xScale = 'linear', yScale = 'linear' } = plot
  const band = (drawn.band ?? []).filter((edge) => edge.every((one) => Number.isFinite(one))).slice(0, POINTS_LIMIT)
  return { id, x, y, xScale, yScale, ...(plot.marks === 'points' ? { marks: plot.marks } : {}), series, band }
}

function required<T>(record: Record<string, T>, id: string): T {
  const found = record[id]
  if (found === undefined) throw new Error(`checks.ts declares no ${id}`)
  return found
}

function tagged(value: number): NumberLike {
  if (Number.isFinite(value)) return value
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity'
}

/** What a check looked at may be missing, or a text longer than a verdict carries. */
function toldMeasured(measured: unknown): Judged['measured'] {
  if (typeof measured === 'number') return tagged(measured)
  return typeof measured === 'string' ? measured.slice(0, TEXT_LIMIT) : null
}

/** A limit that was computed from what was measured may be no number: such a check has failed and names none. */
function canBeTold(expected: Expectation): boolean {
  if (expected.verb === 'near') return typeof expected.value === 'number'
  if (expected.verb === 'equal') return toldMeasured(expected.value) === expected.value
  return Object.values(expected).every((one) => typeof one !== 'number' || Number.isFinite(one))
}

function taggedExpectation(expected: Expectation): Expectation {
  const copy: Expectation = JSON.parse(
    JSON.stringify(expected, (_, value: unknown) => (typeof value === 'number' ? tagNumber(value) : value)),
  )
  return copy
}

/** Frozen, with NaN and infinities real again. Texts of measurements never have these three names. */
function untag(value: Json): Json {
  if (isNumberLike(value)) return untagNumber(value)
  if (Array.isArray(value)) {
    const copy = value.map(untag)
    freeze(copy)
    return copy
  }
  if (isObject(value)) return freeze(Object.fromEntries(Object.entries(value).map(([name, one]) => [name, untag(one)])))
  return value
}

lockDown()
state.room = makeRoom()
post({ type: 'up' })
