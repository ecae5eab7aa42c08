import { countings, latePolicies, solutionOpenings } from '@/contracts/assignments.ts'
import type { AssignmentSettings } from '@/contracts/assignments.ts'
import { toWallTime } from '@/course/time/zoned-time.ts'

import { textField, timeField } from '../form/text-field.ts'

export interface EditedAssignment extends AssignmentSettings {
  id: string
  slug: string
  title: string
  extensions: ListedExtension[]
}

/** Times are ISO 8601. */
export interface ListedExtension {
  userId: string
  name: string
  dueAt: string | null
  closesAt: string | null
  extraAttempts: number
  reason: string
}

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
