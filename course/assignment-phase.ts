import { extendSchedule } from './deadlines.ts'
import type { Extension, LatePolicy, Schedule } from './deadlines.ts'

/** `overdue`: past due, and what is sent may still count. */
export type AssignmentPhase = 'upcoming' | 'open' | 'overdue' | 'closed'

/** Where an assignment stands for one learner, with their own extension. Times are milliseconds since 1970. */
export function phaseOf(
  now: number,
  rules: { schedule: Schedule; latePolicy: LatePolicy; extension: Extension | null },
): { phase: AssignmentPhase; schedule: Schedule } {
  const schedule = extendSchedule(rules.schedule, rules.extension)
  const { opensAt, dueAt, closesAt } = schedule
  if (opensAt !== null && now < opensAt) return { phase: 'upcoming', schedule }
  if (closesAt !== null && now > closesAt) return { phase: 'closed', schedule }
  if (dueAt === null || now <= dueAt) return { phase: 'open', schedule }
  return { phase: rules.latePolicy.kind === 'cutoff' ? 'closed' : 'overdue', schedule }
}
