/** Checks that every exercise has: tested once, here. */
import { problem } from '../cage/mistakes.ts'
import type { RepeatedCall } from '../cage/protocol.ts'
import type { Note, Problem } from './verdict.ts'
import type { CheckResult } from './verdict.ts'

/** Every export is called at least this often in one grading, or the experiment is at fault. */
export const CALLS_AT_LEAST = 4
/** Relative to the largest value of the first answer: the same input on the same backend gives the same bits, nearly always. */
const TOLERANCE = 1e-4

/** The first call of each export, repeated last, gives what it gave. */
export function judgeRepeated(repeated: readonly RepeatedCall[]): CheckResult {
  const differing = repeated.find((one) => one.problem !== null || !same(one.first, one.again))
  const found: Problem | null =
    differing === undefined ? null : (differing.problem ?? problem('not-repeatable', { export: differing.export }))
  return { ...builtin('repeatable'), passed: repeated.length > 0 && differing === undefined, problem: found }
}

/** No tensor was left behind: a check only where the exercise says that tidiness is graded. */
export function judgeTidy(notes: readonly Note[]): CheckResult {
  const leak = notes.find((one) => one.code === 'tensor-leak')
  const found = leak === undefined ? null : problem(leak.code, leak.params)
  return { ...builtin('tidy'), passed: leak === undefined, problem: found }
}

function builtin(id: string): Omit<CheckResult, 'passed' | 'problem'> {
  return { id, weight: 1, measured: null, expected: null, layer: null }
}

function same(first: unknown, again: unknown): boolean {
  if (!Array.isArray(first) || !Array.isArray(again) || first.length !== again.length) return false
  const scale = first.reduce<number>((all, one) => (typeof one === 'number' ? Math.max(all, Math.abs(one)) : all), 0)
  return first.every((one: unknown, i) => {
    const other: unknown = again[i]
    if (typeof one === 'number' && typeof other === 'number') return Math.abs(one - other) <= TOLERANCE * scale
    return one === other
  })
}
