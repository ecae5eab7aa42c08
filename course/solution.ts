import { extendSchedule } from './deadlines.ts'
import type { Extension, Schedule } from './deadlines.ts'

/** An exercise as a running class of the reader's assigns it. Times are milliseconds since 1970. */
export interface SolutionRule {
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
  for (const { opens, schedule, extension, latestExtension } of reader.rules) {
    if (opens === 'due') {
      const { dueAt } = extendSchedule(schedule, extension)
      open ||= dueAt !== null && dueAt < now
    }
    if (opens === 'closed') {
      const ends = [schedule.closesAt ?? schedule.dueAt, latestExtension].filter((end) => end !== null)
      // Without any date it is never over: the rule asks for one.
      if (ends.length === 0 || Math.max(...ends) >= now) return false
      open = true
    }
  }
  return open
}
