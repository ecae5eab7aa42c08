import { DomainError } from './errors.ts'

/** One pure table says who may do what: actor's role × action × relation to the subject. */

export type Role = 'learner' | 'instructor' | 'admin'
export type EnrolmentRole = 'learner' | 'assistant' | 'instructor'

/** Who acts. Comes from a session row, never from a form. */
export interface Actor {
  userId: string
  displayName: string
  email: string
  role: Role
}

/**
 * How the actor stands to what is acted on: their own (`self`), theirs and passed (`self-passed`), something of a class that
 * they are enrolled in, or nothing of these.
 */
export const relations = [
  'self',
  'self-passed',
  'class-learner',
  'class-assistant',
  'class-instructor',
  'stranger',
] as const
export type Relation = (typeof relations)[number]

export const actions = [
  'submit',
  'read-submission',
  'read-draw',
  'read-solution',
  'create-classroom',
  'read-classroom',
  'read-join-code',
  'add-assignment',
  'read-gradebook',
  'read-operations',
  'requeue-submission',
] as const
export type Action = (typeof actions)[number]

const everyone: readonly Role[] = ['learner', 'instructor', 'admin']
const teachers: readonly Role[] = ['instructor', 'admin']
const admins: readonly Role[] = ['admin']

/** What is not listed is refused. An admin sees no class that they are not enrolled in. */
const permits: Record<Action, Partial<Record<Relation, readonly Role[]>>> = {
  submit: { self: everyone },
  'read-submission': { self: everyone, 'class-assistant': everyone, 'class-instructor': everyone },
  'read-draw': { self: everyone, 'class-assistant': everyone, 'class-instructor': everyone },
  'read-solution': { 'self-passed': everyone },
  'create-classroom': { self: teachers },
  'read-classroom': { 'class-learner': everyone, 'class-assistant': everyone, 'class-instructor': everyone },
  'read-join-code': { 'class-assistant': everyone, 'class-instructor': everyone },
  'add-assignment': { 'class-instructor': everyone },
  'read-gradebook': { 'class-assistant': everyone, 'class-instructor': everyone },
  // Of the whole platform, to which nobody stands nearer than a stranger: others do not learn that there is a page for it.
  'read-operations': { stranger: admins },
  'requeue-submission': { stranger: admins },
}

export function may(actor: Pick<Actor, 'role'>, action: Action, relation: Relation): boolean {
  return permits[action][relation]?.includes(actor.role) ?? false
}

/**
 * @throws DomainError 'not-found' where a stranger must not learn that the subject exists, else 'forbidden'
 */
export function requirePermit(actor: Pick<Actor, 'role'>, action: Action, relation: Relation): void {
  if (may(actor, action, relation)) return
  throw new DomainError(relation === 'stranger' ? 'not-found' : 'forbidden')
}

/** An enrolment's role as a relation; none is a stranger. */
export function relationToClass(role: EnrolmentRole | undefined): Relation {
  return role === undefined ? 'stranger' : `class-${role}`
}

export function isStaff(role: EnrolmentRole | undefined): boolean {
  return role === 'assistant' || role === 'instructor'
}
