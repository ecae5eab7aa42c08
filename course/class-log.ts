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

export interface ClassLogEntry {
  id: string
  /** ISO 8601 in UTC. */
  at: string
  action: string
  /** Null when the account is gone. */
  actor: string | null
  /** Whom it happened to, if anybody; null also when the account is gone. */
  person: string | null
  details: Readonly<Record<string, string | number | boolean | null>>
}
