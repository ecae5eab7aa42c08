import { extendSchedule, isPast } from './deadlines.ts'
import type { Extension, LatePolicy, Schedule } from './deadlines.ts'

/** `overdue`: past due, and what is sent may still count. */
export type AssignmentPhase = 'upcoming' | 'open' | 'overdue' | 'closed'

/**
 * Where an assignment stands for one learner, with their own extension: an archived class has closed everything. Times are
 * milliseconds since 1970.
 */
export function phaseOf(
  now: number,
  rules: { schedule: Schedule; latePolicy: LatePolicy; extension: Extension | null; archivedAt: number | null },
): { phase: AssignmentPhase; schedule: Schedule } {
  const schedule = extendSchedule(rules.schedule, rules.extension)
  const { opensAt, dueAt, closesAt } = schedule
  if (rules.archivedAt !== null) {
    return {
      phase: 'closed',
      schedule: { ...schedule, closesAt: Math.min(rules.archivedAt, closesAt ?? rules.archivedAt) },
    }
  }
  if (opensAt !== null && now < opensAt) return { phase: 'upcoming', schedule }
  if (isPast(closesAt, now)) return { phase: 'closed', schedule }
  if (!isPast(dueAt, now)) return { phase: 'open', schedule }
  return { phase: rules.latePolicy.kind === 'cutoff' ? 'closed' : 'overdue', schedule }
}
