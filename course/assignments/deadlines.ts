import { addDays, clockTime } from '../time/zoned-time.ts'

/** When an assignment may be worked on, and what lateness costs. All times are milliseconds since 1970, from the server's clock. */

export interface Schedule {
  /** What comes earlier does not count; null: there is no earlier. */
  opensAt: number | null
  /** What comes in this very second is on time. */
  dueAt: number | null
  /** What comes later does not count. */
  closesAt: number | null
}

/** More time or more attempts for one learner. What is null stays as the assignment says. */
export interface Extension {
  dueAt: number | null
  closesAt: number | null
  extraAttempts: number
}

/**
 * `none`: late is marked and costs nothing; `daily`: `percent` of the points for each day that has begun; `cutoff`: what is late
 * does not count.
 */
export type LatePolicy = { kind: 'none' } | { kind: 'daily'; percent: number } | { kind: 'cutoff' }

/** An extension only ever gives: a date before the assignment's own changes nothing, and nothing closes before it is due. */
export function extendSchedule(schedule: Schedule, extension: Extension | null): Schedule {
  if (extension === null) return schedule
  const dueAt = schedule.dueAt === null ? null : Math.max(schedule.dueAt, extension.dueAt ?? schedule.dueAt)
  const closesAt =
    schedule.closesAt === null
      ? null
      : Math.max(schedule.closesAt, extension.closesAt ?? schedule.closesAt, dueAt ?? schedule.closesAt)
  return { opensAt: schedule.opensAt, dueAt, closesAt }
}

export interface Timeliness {
  /** `early` and `closed` do not count. */
  standing: 'early' | 'on-time' | 'late' | 'closed'
  /** Days late, begun ones too; 0 for what is not late. */
  lateDays: number
  /** What is left of the points: 0..1. */
  factor: number
}

/**
 * How a submission that the server took at `submittedAt` stands to its schedule. A day late ends when clocks in the class's time
 * zone show the due time again, so that a change of clocks makes nobody later.
 */
export function timelinessOf(
  submittedAt: number,
  rules: { schedule: Schedule; latePolicy: LatePolicy; timeZone: string },
): Timeliness {
  const { schedule, latePolicy, timeZone } = rules
  const { opensAt, dueAt, closesAt } = schedule
  if (opensAt !== null && submittedAt < opensAt) return { standing: 'early', lateDays: 0, factor: 0 }
  const isLate = isPast(dueAt, submittedAt)
  const isClosed = isPast(closesAt, submittedAt) || (isLate && latePolicy.kind === 'cutoff')
  const lateDays = isLate && dueAt !== null ? daysBegun(dueAt, wholeSecond(submittedAt), timeZone) : 0
  if (isClosed) return { standing: 'closed', lateDays, factor: 0 }
  if (!isLate) return { standing: 'on-time', lateDays: 0, factor: 1 }
  // In whole percents: three days at 20 % leave 0.4, not a little less.
  const lostPercent = latePolicy.kind === 'daily' ? latePolicy.percent * lateDays : 0
  return { standing: 'late', lateDays, factor: Math.max(0, 100 - lostPercent) / 100 }
}

/** Whether anything that the learner sends from now on could count. */
export function isClosedFor(now: number, rules: { schedule: Schedule; latePolicy: LatePolicy }): boolean {
  return timelinessOf(now, { ...rules, timeZone: 'UTC' }).standing === 'closed'
}

/** Dates are told to the second at best: what comes in the very second of an end has not missed it. What is no instant is never past. */
export function isPast(end: number | null, at: number): boolean {
  return end !== null && Number.isFinite(end) && wholeSecond(at) > end
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1000) * 1000
}

const dayMs = 24 * 3600_000

function daysBegun(dueAt: number, submittedAt: number, timeZone: string): number {
  // By the clocks' own hands: right but near the due time, where a change of clocks in between may move it.
  const shown = clockTime(submittedAt, timeZone) - clockTime(dueAt, timeZone)
  const since = ((shown % dayMs) + dayMs) % dayMs
  if (since > unsureMs && since < dayMs - unsureMs) return Math.max(1, Math.ceil(shown / dayMs))
  // A guess that is too low by at most one or two: a day has 23 to 25 hours.
  let days = Math.max(1, Math.floor((submittedAt - dueAt) / dayMs) - 1)
  while (addDays(dueAt, days, timeZone) < submittedAt) days += 1
  return days
}

/** More than clocks are ever put forward or back for the season. */
const unsureMs = 3 * 3600_000
