/** The learner's console: a bounded number of bounded lines, made into text by the cage's own code. */
import type { ConsoleLine } from '../judge/verdict.ts'
import { lineOf } from './compartment.ts'
import { freeze, isArray, isObject, ownKeys, ownValue, typedArrayLength, typedArrayTag } from './primitives.ts'
import type { Realm } from './realm.ts'

const LINE_LIMIT = 200
const TEXT_LIMIT = 1000
const ITEM_LIMIT = 20
const DEPTH_LIMIT = 3

export function makeConsole(realm: Realm, moduleName: string, write: (line: ConsoleLine) => void): object {
  let written = 0
  const writer =
    (level: ConsoleLine['level']) =>
    (...values: unknown[]) => {
      written += 1
      if (written > LINE_LIMIT) return
      const text = values
        .slice(0, ITEM_LIMIT)
        .map((value) => show(value, realm, 0))
        .join(' ')
      const line = lineOf(new Error('here'), moduleName)?.line ?? null
      write({ level, text: written === LINE_LIMIT ? '… (further lines are left out)' : cut(text), line })
    }
  return freeze({
    log: writer('log'),
    info: writer('log'),
    debug: writer('log'),
    warn: writer('warn'),
    error: writer('error'),
  })
}

const cut = (text: string): string => (text.length > TEXT_LIMIT ? `${text.slice(0, TEXT_LIMIT)}…` : text)

function show(value: unknown, realm: Realm, depth: number): string {
  if (typeof value === 'string') return depth === 0 ? cut(value) : JSON.stringify(cut(value))
  if (typeof value === 'function') return '[function]'
  if (typeof value === 'symbol') return '[symbol]'
  if (!isObject(value)) return String(value)
  const real = realm.reveal(value)
  if (real !== undefined) return real.isDisposed ? 'Tensor (disposed)' : showTensor(real.shape, real.dataSync())
  if (depth >= DEPTH_LIMIT) return '…'
  if (typedArrayTag(value) !== undefined) return `typed array of ${typedArrayLength(value)}`
  if (value instanceof Error) return cut(show(ownValue(value, 'message'), realm, 0))
  if (isArray(value)) {
    const length = Number(ownValue(value, 'length'))
    const shown = Array.from({ length: Math.min(length, ITEM_LIMIT) }, (_, i) =>
      show(ownValue(value, i), realm, depth + 1),
    )
    return `[${shown.join(', ')}${length > ITEM_LIMIT ? `, … ${length} in all` : ''}]`
  }
  const keys = ownKeys(value).filter((key) => typeof key === 'string')
  const shown = keys.slice(0, ITEM_LIMIT).map((key) => `${key}: ${show(ownValue(value, key), realm, depth + 1)}`)
  return `{ ${shown.join(', ')}${keys.length > ITEM_LIMIT ? ', …' : ''} }`
}

function showTensor(shape: readonly number[], values: ArrayLike<number>): string {
  const shown = Array.from({ length: Math.min(values.length, ITEM_LIMIT) }, (_, i) => shortNumber(values[i] ?? NaN))
  return `Tensor [${shape.join(', ')}] ${shown.join(', ')}${values.length > ITEM_LIMIT ? ', …' : ''}`
}

const shortNumber = (value: number): string => String(Number(value.toPrecision(5)))
