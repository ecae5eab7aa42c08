/** What the log of a class can say. Anything else that stands in it is shown by its name. */
export const classActions = [
  'assignment.added',
  'assignment.changed',
  'assignment.removed',
  'classroom.archived',
  'classroom.changed',
  'classroom.created',
  'classroom.joined',
  'classroom.joining-changed',
  'classroom.rejoined',
  'classroom.reopened',
  'comment.added',
  'comment.changed',
  'comment.removed',
  'extension.granted',
  'extension.withdrawn',
  'grade.override-withdrawn',
  'grade.overridden',
  'invitation.made',
  'invitation.mailed',
  'invitation.withdrawn',
  'learner.viewed',
  'person.changed',
  'person.left',
  'person.removed',
  'person.restored',
  'regrade.committed',
  'regrade.discarded',
  'regrade.started',
] as const
export type ClassAction = (typeof classActions)[number]

const known: ReadonlySet<string> = new Set(classActions)

export function isClassAction(action: string): action is ClassAction {
  return known.has(action)
}

/** What an entry may say of a change, in this order. */
const loggedFields = [
  'name',
  'timeZone',
  'keepsGrades',
  'role',
  'studentId',
  'opensAt',
  'dueAt',
  'closesAt',
  'points',
  'latePolicy',
  'latePercent',
  'attemptLimit',
  'counting',
  'solutionOpens',
  'extraAttempts',
] as const
export type LoggedField = (typeof loggedFields)[number]
export type LoggedValue = string | number | boolean | null

/** One field of a change; times are ISO 8601 in UTC. */
export interface LoggedChange {
  field: LoggedField
  from: LoggedValue
  to: LoggedValue
}

type Fields = Partial<Record<LoggedField, LoggedValue | Date | undefined>>

/** What of `after` is another than before, as an entry keeps it: the new value by its name, the old one as `…Before`. */
export function keepChanges(before: Fields, after: Fields): Record<string, LoggedValue> {
  const kept: Record<string, LoggedValue> = {}
  for (const field of loggedFields) {
    if (after[field] === undefined) continue
    const [from, to] = [plain(before[field]), plain(after[field])]
    if (from !== to) Object.assign(kept, { [field]: to, [`${field}Before`]: from })
  }
  return kept
}

/** @param details as an entry keeps them; older entries may not know what was before */
export function readChanges(details: ClassLogEntry['details']): LoggedChange[] {
  return loggedFields.flatMap((field) => {
    const [from, to] = [details[`${field}Before`], details[field]]
    return from === undefined || to === undefined ? [] : { field, from, to }
  })
}

function plain(value: LoggedValue | Date | undefined): LoggedValue {
  return value instanceof Date ? value.toISOString() : (value ?? null)
}

export interface ClassLogEntry {
  id: string
  /** ISO 8601 in UTC. */
  at: string
  action: string
  /** Null when the account is gone. */
  actor: string | null
  /** Whom it happened to, if anybody; null also when the account is gone. */
  person: string | null
  details: Readonly<Record<string, LoggedValue>>
}
