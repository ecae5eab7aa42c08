/** The learner's console: a bounded number of bounded lines, made into text by the cage's own code. */
import type { ConsoleLine } from '../judge/verdict.ts'
import { lineOf } from './compartment.ts'
import { consoleMethods } from './permits.ts'
import { freeze, isArray, isObject, ownKeys, ownValue, typedArrayLength, typedArrayTag } from './primitives.ts'
import type { Realm } from './realm.ts'

const LINE_LIMIT = 200
const TEXT_LIMIT = 1000
const ITEM_LIMIT = 20
const DEPTH_LIMIT = 3
const GROUP_LIMIT = 10
const INDENT = '  '

export function makeConsole(realm: Realm, moduleName: string, write: (line: ConsoleLine) => void): object {
  let written = 0
  let depth = 0
  const counts = new Map<string, number>()
  /** The text is made only where it is still shown: a million lines cost nothing. */
  const print = (level: ConsoleLine['level'], makeText: () => string): void => {
    written += 1
    if (written > LINE_LIMIT) return
    const line = lineOf(new Error('here'), moduleName)?.line ?? null
    const shown = cut(`${INDENT.repeat(depth)}${makeText()}`)
    write({ level, text: written === LINE_LIMIT ? '… (further lines are left out)' : shown, line })
  }
  const textOf = (values: readonly unknown[]): string =>
    values
      .slice(0, ITEM_LIMIT)
      .map((value) => show(value, realm, 0))
      .join(' ')
  const labelOf = (label: unknown): string => (label === undefined ? 'default' : cut(show(label, realm, 0)))

  const special: Record<string, (...values: unknown[]) => void> = {
    dir: (value) => print('log', () => textOf([value])),
    table: (value) => {
      if (written < LINE_LIMIT) for (const row of rowsOf(value, realm)) print('log', () => row)
    },
    group: (...values) => {
      if (values.length > 0) print('log', () => textOf(values))
      depth = Math.min(depth + 1, GROUP_LIMIT)
    },
    groupEnd: () => {
      depth = Math.max(0, depth - 1)
    },
    count: (label) => {
      if (written >= LINE_LIMIT) return
      const name = labelOf(label)
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      print('log', () => `${name}: ${count}`)
    },
    countReset: (label) => void counts.delete(labelOf(label)),
    assert: (condition, ...values) => {
      if (condition) return
      print('error', () => (values.length === 0 ? 'Assertion failed' : `Assertion failed: ${textOf(values)}`))
    },
  }
  special['groupCollapsed'] = (...values) => special['group']?.(...values)
  const plain =
    (level: ConsoleLine['level']) =>
    (...values: unknown[]) =>
      print(level, () => textOf(values))
  return freeze(
    Object.fromEntries(
      Object.entries(consoleMethods).map(([name, level]) => [name, freeze(special[name] ?? plain(level))]),
    ),
  )
}

/** One text for each row of what console.table is given; one alone for what has no rows. */
function rowsOf(value: unknown, realm: Realm): string[] {
  if (!isObject(value) || realm.reveal(value) !== undefined || typedArrayTag(value) !== undefined) {
    return [show(value, realm, 0)]
  }
  if (isArray(value)) {
    const length = Number(ownValue(value, 'length'))
    const rows = Array.from({ length: Math.min(length, LINE_LIMIT) }, (_, i) => i)
    return rows.map((i) => `${i}: ${show(ownValue(value, i), realm, 1)}`)
  }
  const keys = ownKeys(value).filter((key) => typeof key === 'string')
  return keys.slice(0, LINE_LIMIT).map((key) => `${key}: ${show(ownValue(value, key), realm, 1)}`)
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
