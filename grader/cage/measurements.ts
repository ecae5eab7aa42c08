/** What a section returned, as JSON: numbers, arrays of numbers, short texts; NaN and infinities under their names. */
import type { Json, SectionMeasurements } from '../exercise/exercise.ts'
import { tagNumber } from '../judge/tagged-number.ts'
import { isArray, isObject } from './primitives.ts'

/** Numbers, and characters of text: together they stay far below the longest message that a host reads. */
const NUMBER_LIMIT = 100_000
const CHARACTER_LIMIT = 1_000_000
const TEXT_LIMIT = 2_000
const DEPTH_LIMIT = 3

/** @throws TypeError if the experiment returned something that is no measurement */
export function toMeasurements(returned: unknown): SectionMeasurements {
  if (!isObject(returned) || isArray(returned)) throw new TypeError('a section must return a record of measurements')
  const budget = { numbers: NUMBER_LIMIT, characters: CHARACTER_LIMIT }
  return Object.fromEntries(Object.entries(returned).map(([name, value]) => [name, toJson(value, name, budget, 0)]))
}

function toJson(value: unknown, where: string, budget: { numbers: number; characters: number }, depth: number): Json {
  if (typeof value === 'number') {
    budget.numbers -= 1
    if (budget.numbers < 0) throw new TypeError(`more than ${NUMBER_LIMIT} numbers were measured`)
    return tagNumber(value)
  }
  if (typeof value === 'string' && value.length <= TEXT_LIMIT) {
    // An empty text takes room in the message as well.
    budget.characters -= value.length + 3
    if (budget.characters < 0) throw new TypeError(`more than ${CHARACTER_LIMIT} characters were measured`)
    return value
  }
  if (isArray(value) && depth < DEPTH_LIMIT) return value.map((one) => toJson(one, where, budget, depth + 1))
  throw new TypeError(`${where} is no measurement: numbers, arrays of numbers and short texts are`)
}

/** Numbers inside evidence, flattened in order, at most `limit` of them: what a repeated call is compared by. */
export function numbersOf(value: unknown, limit: number): Array<number | string> {
  if (typeof value === 'number') return [tagNumber(value)]
  if (typeof value === 'string' || typeof value === 'boolean') return [String(value)]
  if (!isObject(value)) return []
  const found: Array<number | string> = []
  for (const one of Object.values(value)) {
    if (found.length >= limit) break
    found.push(...numbersOf(one, limit - found.length))
  }
  return found
}
