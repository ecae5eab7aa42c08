import { toWallTime } from '@/course/zoned-time.ts'

import { textField, timeField } from '../ui/text-field.ts'

/** Settings of an assignment as the API takes and gives them. Times are ISO 8601. */
export interface AssignmentSettings {
  opensAt: string | null
  dueAt: string | null
  closesAt: string | null
  points: number
  latePolicy: 'none' | 'daily' | 'cutoff'
  /** Of the points, a day; 0 unless the policy is `daily`. */
  latePercent: number
  attemptLimit: number | null
  counting: 'best' | 'last'
  solutionOpens: 'passed' | 'due' | 'closed'
}

export const latePolicies = ['none', 'daily', 'cutoff'] as const
export const countings = ['best', 'last'] as const
export const solutionOpenings = ['passed', 'due', 'closed'] as const

/** @param timeZone of the class, whose clocks the form shows */
export function readSettings(form: FormData, timeZone: string): Omit<AssignmentSettings, 'points'> {
  const limit = textField(form, 'attemptLimit')
  const latePolicy = oneOf(latePolicies, textField(form, 'latePolicy'))
  return {
    opensAt: timeField(form, 'opensAt', timeZone),
    dueAt: timeField(form, 'dueAt', timeZone),
    closesAt: timeField(form, 'closesAt', timeZone),
    latePolicy,
    latePercent: latePolicy === 'daily' ? Number(textField(form, 'latePercent')) : 0,
    attemptLimit: limit === '' ? null : Number(limit),
    counting: oneOf(countings, textField(form, 'counting')),
    solutionOpens: oneOf(solutionOpenings, textField(form, 'solutionOpens')),
  }
}

/** As `<input type="datetime-local">` takes it. */
export function asWallTime(time: string | null, timeZone: string): string {
  return time === null ? '' : toWallTime(Date.parse(time), timeZone)
}

function oneOf<T extends string>(choices: readonly [T, ...T[]], typed: string): T {
  return choices.find((choice) => choice === typed) ?? choices[0]
}
