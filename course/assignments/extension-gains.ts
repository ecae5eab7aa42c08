import { extendSchedule } from './deadlines.ts'
import type { Extension, Schedule } from './deadlines.ts'

/** The ends that a learner has by their extension and would not have without it; null where it moves none. Milliseconds since 1970. */
export function gainsOf(schedule: Schedule, extension: Extension): Pick<Extension, 'dueAt' | 'closesAt'> {
  const own = extendSchedule(schedule, extension)
  return {
    dueAt: own.dueAt === schedule.dueAt ? null : own.dueAt,
    closesAt: own.closesAt === schedule.closesAt ? null : own.closesAt,
  }
}

/**
 * What an extension names and does not give: an end that the assignment does not have, or one that is not later than it is anyway.
 * @returns the first such field, `extraAttempts` for an extension that gives nothing at all, or null
 */
export function uselessFieldOf(schedule: Schedule, extension: Extension): keyof Extension | null {
  const { dueAt, closesAt, extraAttempts } = extension
  const gains = gainsOf(schedule, extension)
  if (dueAt !== null && gains.dueAt !== dueAt) return 'dueAt'
  if (closesAt !== null && gains.closesAt !== closesAt) return 'closesAt'
  return dueAt === null && closesAt === null && extraAttempts === 0 ? 'extraAttempts' : null
}
