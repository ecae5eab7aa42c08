import { findInstant } from '@/course/time/zoned-time.ts'

/** A text of a form; a missing one, or a file, is empty. */
export function textField(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value : ''
}

/**
 * A time of a form, as `<input type="datetime-local">` gives it: by the clocks of a time zone.
 * @returns the instant, ISO 8601; null for an empty field
 */
export function timeField(form: FormData, name: string, timeZone: string): string | null {
  const typed = textField(form, name)
  if (typed === '') return null
  const instant = findInstant(typed, timeZone)
  // The field does not let such a form be sent: a deadline must not move by an hour unseen.
  if (instant === undefined) throw new Error(`clocks in ${timeZone} never show ${typed}`)
  return instant
}
