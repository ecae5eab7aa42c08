/** Evaluates one module in a Compartment of its own, with the modules and globals that it is given and no others. */
import 'ses'
import { freeze, isObject, ownValue } from './primitives.ts'

export interface ModuleSource {
  /** CommonJS body, lines as the author typed them. */
  code: string
  /** Name in error stacks, for example "solution.ts". */
  name: string
  modules: Readonly<Record<string, unknown>>
  globals: Readonly<Record<string, unknown>>
}

/** tfjs's gradients and tidies put some forty frames between what it throws and the learner's own line; V8 keeps ten. */
const FRAMES = 100

/** Freezes the intrinsics for good. Once per worker, after tfjs has loaded and before any foreign code runs. */
export function lockDown(): void {
  Reflect.set(Error, 'stackTraceLimit', FRAMES)
  lockdown({ errorTaming: 'safe', overrideTaming: 'moderate', consoleTaming: 'unsafe', reporting: 'none' })
}

/**
 * Names that modules read in their inner loops. A Compartment looks every global up through a proxy, at some hundred
 * nanoseconds each; as parameters of an outer function they cost what locals cost, and a module may still shadow them.
 */
const HOISTED =
  `Array ArrayBuffer Boolean Error Infinity JSON Map NaN Number Object Promise RangeError Set String Symbol
  TypeError isFinite isNaN parseFloat parseInt undefined`.split(/\s+/)

/** @throws whatever the module throws while it loads */
export function evaluateModule(source: ModuleSource): object {
  const compartment = new Compartment({ globals: source.globals, __options__: true })
  const names = [...HOISTED, ...Object.keys(source.globals)]
  const outer: unknown = compartment.evaluate(
    `(function (${names.join(', ')}) { return function (require, exports, module) { 'use strict'; ${source.code}\n}})\n//# sourceURL=${source.name}`,
  )
  if (typeof outer !== 'function') throw new TypeError('a module must compile to a function')
  const values = names.map((name): unknown => Reflect.get(compartment.globalThis, name))
  const run: unknown = Reflect.apply(outer, undefined, values)
  if (typeof run !== 'function') throw new TypeError('a module must compile to a function')
  const exports = {}
  const module = { exports }
  const require = freeze((name: unknown) => {
    if (typeof name === 'string' && Object.hasOwn(source.modules, name)) return source.modules[name]
    throw new TypeError(`there is no module ${JSON.stringify(name)} here`)
  })
  Reflect.apply(run, undefined, [require, exports, module])
  const exported = ownValue(module, 'exports')
  return isObject(exported) ? exported : exports
}

/** Globals that SES leaves out and numerical code needs; `Math.random` is seeded so that a run can be replayed. */
export function makeGlobals(random: () => number, console: object): Record<string, unknown> {
  const math: Record<string, unknown> = {}
  for (const name of Object.getOwnPropertyNames(Math)) math[name] = Reflect.get(Math, name)
  math['random'] = freeze(random)
  return {
    Math: freeze(math),
    Float32Array,
    Float64Array,
    Int8Array,
    Int16Array,
    Int32Array,
    Uint8Array,
    Uint8ClampedArray,
    Uint16Array,
    Uint32Array,
    console,
  }
}

/**
 * Line and column in the named module of the innermost frame that lies there, from the stack that only we can read.
 * Never throws: what was thrown may be a Proxy, revoked or with traps of its own.
 */
export function lineOf(error: unknown, name: string): { line: number; column: number } | undefined {
  const frame = new RegExp(`${name.replaceAll('.', '\\.')}:(\\d+):(\\d+)`).exec(stackOf(error))
  return frame === null ? undefined : { line: Number(frame[1]), column: Number(frame[2]) }
}

function stackOf(error: unknown): string {
  try {
    return error instanceof Error ? getStackString(error) : ''
  } catch {
    // Thrown by a trap of the thrown thing: it has no stack of ours.
    return ''
  }
}
