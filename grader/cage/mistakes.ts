/** Errors that carry a Problem: they cross foreign code as ordinary errors and are known again by identity. */
import type { Problem } from '../judge/verdict.ts'

const problems = new WeakMap<object, Problem>()

export function problem(code: string, params: Problem['params'] = {}): Problem {
  return { code, params, line: null, column: null }
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
