/** Two verdicts on the same code and the same draw, check by check. */
import type { CheckResult, Verdict } from '../../grader/judge/verdict.ts'
import { isNumberLike, untagNumber } from '../../grader/judge/tagged-number.ts'

export interface ComparedCheck {
  id: string
  stored: CheckResult | null
  here: CheckResult | null
  /** `rounded`: the same outcome with another number. */
  agreement: 'same' | 'rounded' | 'differs' | 'missing'
  /** |here − stored| / |stored|; null where there are no two numbers to compare, or the stored one is 0. */
  relativeDifference: number | null
}

/** In the stored verdict's order; what only the other one judged comes last. */
export function compareChecks(stored: Verdict, here: Verdict): ComparedCheck[] {
  const there = new Map(stored.checks.map((check) => [check.id, check]))
  const local = new Map(here.checks.map((check) => [check.id, check]))
  return [...new Set([...there.keys(), ...local.keys()])].map((id) =>
    compareCheck(id, there.get(id) ?? null, local.get(id) ?? null),
  )
}

function compareCheck(id: string, stored: CheckResult | null, here: CheckResult | null): ComparedCheck {
  if (stored === null || here === null) return { id, stored, here, agreement: 'missing', relativeDifference: null }
  const agreement = stored.passed !== here.passed ? 'differs' : stored.measured === here.measured ? 'same' : 'rounded'
  return { id, stored, here, agreement, relativeDifference: relativeDifference(stored, here) }
}

function relativeDifference(stored: CheckResult, here: CheckResult): number | null {
  if (stored.measured === null || here.measured === null) return null
  if (!isNumberLike(stored.measured) || !isNumberLike(here.measured)) return null
  const [then, now] = [untagNumber(stored.measured), untagNumber(here.measured)]
  if (Object.is(then, now)) return 0
  const relative = Math.abs(now - then) / Math.abs(then)
  return Number.isFinite(relative) ? relative : null
}
