import { extendSchedule, isPast } from '../assignments/deadlines.ts'
import type { Extension, Schedule } from '../assignments/deadlines.ts'

/** An exercise as a running class that the reader is or was in assigns it. Times are milliseconds since 1970. */
export interface SolutionRule {
  /** The reader left the class or was removed: it still withholds what it withheld, and opens nothing. */
  ended: boolean
  /** `passed`: who passed may read it; `due`: after the reader's due time too; `closed`: to nobody before it is over for all. */
  opens: 'passed' | 'due' | 'closed'
  schedule: Schedule
  /** The reader's own. */
  extension: Extension | null
  /** The latest instant that any extension in the class gives; null without any. */
  latestExtension: number | null
}

/** Whether a reader may see the model solution: every class that withholds it has a veto, passing or any class opens it. */
export function isSolutionOpen(reader: { passed: boolean; rules: readonly SolutionRule[] }, now: number): boolean {
  let open = reader.passed
  for (const { ended, opens, schedule, extension, latestExtension } of reader.rules) {
    if (opens === 'due') {
      const { dueAt } = extendSchedule(schedule, extension)
      open ||= !ended && isPast(dueAt, now)
    }
    if (opens === 'closed') {
      const ends = [schedule.closesAt ?? schedule.dueAt, latestExtension].filter((end) => end !== null)
      // Without any date it is never over: the rule asks for one.
      if (!isPast(Math.max(...ends), now)) return false
      open ||= !ended
    }
  }
  return open
}
