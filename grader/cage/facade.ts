/** The tfjs that foreign code sees: permitted functions alone, made from the list of permits. */
import * as tf from '@tensorflow/tfjs-core'
import type { Tensor } from '@tensorflow/tfjs-core'
import { tensorsInside, toArgument } from './arguments.ts'
import { claimedElements } from './creators.ts'
import { makeMistake, problem } from './mistakes.ts'
import { explainGradient, explainOperation } from './operation-errors.ts'
import { methodsOnly, permits } from './permits.ts'
import type { Permit } from './permits.ts'
import { advice, isTensorMethod, refusedMethods, refusedOfTf } from './refusals.ts'
import type { Advice } from './refusals.ts'
import {
  apply,
  defineProperty,
  freeze,
  getOwnPropertyDescriptor,
  isArray,
  isObject,
  ownElements,
  requireStack,
} from './primitives.ts'
import type { Quotas } from './quotas.ts'
import type { Realm } from './realm.ts'

type Callable = (...call: unknown[]) => unknown

/** Tensors in one array that a function takes: far more than any network has layers. */
const LIST_LIMIT = 100_000

export interface Facade {
  /** A namespace for `require('@tensorflow/tfjs')` with the given on-request names. */
  namespace(requested: readonly string[]): object
}

export function makeFacade(realm: Realm, quotas: Quotas): Facade {
  const functions = new Map<string, Callable>()
  for (const [name, permit] of Object.entries(permits)) {
    functions.set(name, withStack(makeFunction(name, permit, realm, quotas)))
  }
  addChainedMethods(realm, quotas)
  addRefusedMethods(realm)

  return {
    namespace(requested) {
      const names: Record<string, unknown> = { __esModule: true, Tensor: realm.wrapperClass }
      for (const name of [...Object.keys(tf), ...Object.keys(refusedOfTf)]) {
        const refuse = makeRefusal(`tf.${name}`, refusedOfTf[name])
        if (name in names || name.includes('.')) continue
        // A namespace, a class or a constant is read before anything is called.
        if (isNoFunction(name)) defineProperty(names, name, { get: refuse, configurable: true })
        else names[name] = refuse
      }
      for (const [name, permit] of Object.entries(permits)) {
        if (permit.given === 'everyone' || requested.includes(name)) names[name] = functions.get(name)
      }
      return freeze(names)
    },
  }
}

/** Every way from foreign code into tfjs goes through here or through the wrapper class. */
const withStack =
  (inner: Callable): Callable =>
  (...call) => {
    requireStack()
    return apply(inner, undefined, call)
  }

/** Foreign code runs inside, and keeps its own words. */
const withGradient = (inner: Callable): Callable =>
  withStack((...call) => {
    try {
      return apply(inner, undefined, call)
    } catch (error) {
      throw explainGradient(error)
    }
  })

function makeFunction(name: string, permit: Permit, realm: Realm, quotas: Quotas): Callable {
  const special = specialFunctions(realm)[name]
  if (special !== undefined) return special
  const original = realFunction(name)
  const rules = { name, permit, reveal: realm.reveal, quotas }
  return (...call) => {
    const copied = call.map((one, i) => toArgument(one, rules, i))
    if (permit.door === 'creator') quotas.admit(claimedElements(name, copied))
    return wrapResult(
      explained(name, copied, () => apply(original, undefined, copied)),
      realm,
    )
  }
}

/** Only tfjs's own code runs inside: what foreign code throws keeps its own words and its own line. */
function explained(name: string, given: readonly unknown[], run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    throw explainOperation(error, name, given)
  }
}

function addChainedMethods(realm: Realm, quotas: Quotas): void {
  const chained = Object.entries(permits).filter(([, permit]) => permit.chained)
  const methods = methodsOnly.map((name): [string, Permit] => [
    name,
    { door: 'op', chained: true, texts: [], textAt: [], given: 'everyone' },
  ])
  for (const [name, permit] of [...chained, ...methods]) {
    const original: unknown = Reflect.get(tf.Tensor.prototype, name)
    if (typeof original !== 'function') throw new Error(`this tfjs has no tensor method ${name}`)
    const rules = { name, permit, reveal: realm.reveal, quotas }
    realm.chain(name, (self, call) => {
      const copied = call.map((one, i) => toArgument(one, rules, i + 1))
      return wrapResult(
        explained(name, [self, ...copied], () => Reflect.apply(original, self, copied)),
        realm,
      )
    })
  }
}

/**
 * Methods that tensors have in tfjs and not here say what to do instead.
 *
 * Invariant: no wrapper has `throwIfDisposed`. tfjs takes whatever has it beside `data` and `dataSync` for a tensor of its own.
 */
function addRefusedMethods(realm: Realm): void {
  const names = [...Object.getOwnPropertyNames(tf.Tensor.prototype), ...Object.keys(refusedMethods)]
  for (const name of names) {
    const isMethod = typeof getOwnPropertyDescriptor(tf.Tensor.prototype, name)?.value === 'function'
    const isKnown = Object.hasOwn(refusedMethods, name)
    if (name === 'constructor' || name === 'throwIfDisposed' || isTensorMethod(name) || !(isMethod || isKnown)) continue
    realm.chain(name, makeRefusal(`.${name}()`, refusedMethods[name]))
  }
}

/** Functions that take callbacks or act on wrappers: unwrapped and wrapped again in both directions. */
function specialFunctions(realm: Realm): Record<string, Callable> {
  const reveal = (value: unknown, what: string): Tensor => {
    const real = realm.reveal(value)
    if (real === undefined) throw new TypeError(`${what} must be a tensor`)
    return real
  }
  const revealAll = (values: unknown, what: string): Tensor[] => {
    // Never a method of the array itself: it could be the foreign code's own and would be handed the real tensors.
    const elements = isArray(values) ? ownElements(values, LIST_LIMIT) : undefined
    if (elements === undefined) throw new TypeError(`${what} must be an array of tensors`)
    return elements.map((value) => reveal(value, what))
  }
  const inner =
    (callback: unknown, name: string) =>
    (...tensors: Tensor[]): Tensor => {
      const wrapped = tensors.map((one) => realm.wrap(one, false))
      return reveal(
        apply(requireFunction(callback, name), undefined, wrapped),
        `what the function in tf.${name} returns`,
      )
    }
  const optional = (value: unknown): Tensor | undefined =>
    value === undefined || value === null ? undefined : reveal(value, 'dy')

  return {
    tidy: (callback) => {
      const run = requireFunction(callback, 'tidy')
      let returned: unknown
      tf.tidy(() => {
        returned = apply(run, undefined, [])
        if (returned instanceof Promise) throw new TypeError('the function in tf.tidy must not be async')
        return tensorsInside(returned, realm.reveal)
      })
      return returned
    },
    grad: (callback) => {
      const gradient = tf.grad((x) => inner(callback, 'grad')(x))
      return withGradient((x, dy) => realm.wrap(gradient(reveal(x, 'x'), optional(dy)), true))
    },
    grads: (callback) => {
      const gradients = tf.grads((...xs: Tensor[]) => inner(callback, 'grads')(...xs))
      return withGradient((xs, dy) => wrapResult(gradients(revealAll(xs, 'xs'), optional(dy)), realm))
    },
    valueAndGrad: (callback) => {
      const both = tf.valueAndGrad((x) => inner(callback, 'valueAndGrad')(x))
      return withGradient((x, dy) => wrapResult(both(reveal(x, 'x'), optional(dy)), realm))
    },
    valueAndGrads: (callback) => {
      const both = tf.valueAndGrads((...xs: Tensor[]) => inner(callback, 'valueAndGrads')(...xs))
      return withGradient((xs, dy) => wrapResult(both(revealAll(xs, 'xs'), optional(dy)), realm))
    },
    customGrad: (callback) => makeCustomGrad(requireFunction(callback, 'customGrad'), realm, reveal, revealAll),
    keep: (value) => {
      tf.keep(reveal(value, 'what tf.keep takes'))
      return value
    },
    dispose: (container) => {
      const all = isArray(container) ? ownElements(container, LIST_LIMIT) : [container]
      if (all === undefined) throw new TypeError('what tf.dispose takes must be a tensor or an array of tensors')
      for (const one of all) realm.dispose(one)
    },
    memory: () => {
      const { numTensors, numBytes, numDataBuffers } = tf.memory()
      return freeze({ numTensors, numBytes, numDataBuffers })
    },
  }
}

function makeCustomGrad(
  callback: Callable,
  realm: Realm,
  reveal: (value: unknown, what: string) => Tensor,
  revealAll: (values: unknown, what: string) => Tensor[],
): Callable {
  const custom = tf.customGrad((...received: unknown[]) => {
    const save = received.pop()
    const inputs = received.map((one) => (one instanceof tf.Tensor ? realm.wrap(one, false) : one))
    const wrappedSave = (tensors: unknown) => {
      if (typeof save === 'function') Reflect.apply(save, undefined, [revealAll(tensors, 'what is saved')])
    }
    const made: unknown = apply(callback, undefined, [...inputs, wrappedSave])
    const value = isObject(made) ? Reflect.get(made, 'value') : undefined
    const gradient = requireFunction(
      isObject(made) ? Reflect.get(made, 'gradFunc') : undefined,
      'customGrad (gradFunc)',
    )
    return {
      value: reveal(value, 'the value in tf.customGrad'),
      gradFunc: (dy: Tensor | Tensor[], saved: Tensor[]) => {
        const returned: unknown = apply(gradient, undefined, [wrapResult(dy, realm), wrapResult(saved, realm)])
        return isArray(returned) ? revealAll(returned, 'gradients') : reveal(returned, 'a gradient')
      },
    }
  })
  return withStack((...call) => realm.wrap(custom(...call.map((one) => reveal(one, 'an argument'))), true))
}

function requireFunction(value: unknown, name: string): Callable {
  if (typeof value !== 'function') throw new TypeError(`tf.${name} takes a function`)
  return (...call) => Reflect.apply(value, undefined, call)
}

function realFunction(name: string): Callable {
  const original: unknown = Reflect.get(tf, name)
  if (typeof original !== 'function') throw new Error(`this tfjs has no function ${name}`)
  return (...call) => Reflect.apply(original, tf, call)
}

/** Arrays and records of the result are fresh: the receiver may change them as in ordinary tfjs. */
function wrapResult(result: unknown, realm: Realm): unknown {
  if (result instanceof tf.Tensor) return realm.wrap(result, true)
  if (Array.isArray(result)) return result.map((one) => wrapResult(one, realm))
  if (isObject(result)) {
    return Object.fromEntries(Object.entries(result).map(([name, one]) => [name, wrapResult(one, realm)]))
  }
  return result
}

/** Those of tfjs's other packages are not loaded here: they are known by the names inside them. */
const isNoFunction = (name: string): boolean => {
  const value: unknown = Reflect.get(tf, name)
  return /^[A-Z]/.test(name) || isObject(value) || (value === undefined && namespaces.has(name))
}
const namespaces = new Set(
  'layers metrics initializers regularizers constraints models callbacks data webgl webgl_util gpgpu_util version'.split(
    ' ',
  ),
)

function makeRefusal(name: string, instead: Advice = 'notGiven'): () => never {
  return () => {
    throw makeMistake(problem('refused-name', { name, instead }), `${name} is not given. ${advice[instead]}`)
  }
}
