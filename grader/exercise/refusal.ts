/** How the compiler says no: an error that carries the Problem, thrown inside and a value outside. */
import type { Problem } from '../judge/verdict.ts'
import { syntaxReasonOf } from './syntax-reason.ts'

export interface Position {
  /** 1-based. */
  line: number
  /** 1-based. */
  column: number | null
}

export class Refusal extends Error {
  override name = 'Refusal'
  readonly problem: Problem
  constructor(code: string, params: Problem['params'], at: Position | null) {
    super(code)
    this.problem = problemAt(code, params, at)
  }
}

/** A name or a text of any length may stand in the source; the reason shows its beginning. */
const shownLimit = 300

export function problemAt(code: string, params: Problem['params'], at: Position | null): Problem {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, shownLimit) : value,
  ])
  return { code, params: Object.fromEntries(shown), line: at?.line ?? null, column: at?.column ?? null }
}

export function syntaxRefusal(message: string, at: Position): Refusal {
  const said = message.replace(/ \(\d+:\d+\)$/, '')
  return new Refusal('syntax', { message: said, reason: syntaxReasonOf(said) }, at)
}

/** Acorn catches the RangeError of its own recursion and calls it an error of syntax. */
export function isOutOfStack(error: unknown): boolean {
  return error instanceof SyntaxError && error.message.startsWith('Not enough stack space')
}

/** Acorn throws a SyntaxError with the offset of the token that it stumbled over. */
export function isParserError(error: unknown): error is SyntaxError & { pos: number } {
  return !isOutOfStack(error) && error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number'
}

/** Both 1-based. Lines end as in an editor: at line feeds, which carriage returns have become. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 }
}
