/** Errors that carry a Problem: they cross foreign code as ordinary errors and are known again by identity. */
import type { Problem } from '../judge/verdict.ts'

const problems = new WeakMap<object, Problem>()

const TEXT_LIMIT = 300

/**
 * Params may quote what foreign code made, such as a shape of a thousand dimensions or a length that is NaN. They are
 * cut here to what the protocol carries, or a wrong answer would end as a broken protocol.
 */
export function problem(code: string, params: Problem['params'] = {}): Problem {
  const carried = Object.entries(params).map(([name, value]) => [name, toParam(value)])
  return { code, params: Object.fromEntries(carried), line: null, column: null }
}

function toParam(value: string | number): string | number {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  return value.length > TEXT_LIMIT ? `${value.slice(0, TEXT_LIMIT)}…` : value
}

/** An error that ends the section with this problem. Foreign code that copies its text makes an ordinary error. */
export function makeMistake(found: Problem, message: string): Error {
  const error = new TypeError(message)
  problems.set(error, found)
  return error
}

export function problemOf(error: unknown): Problem | undefined {
  return typeof error === 'object' && error !== null ? problems.get(error) : undefined
}
