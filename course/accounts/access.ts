import { DomainError } from '../foundation/errors.ts'

/** One pure table says who may do what: actor's role × action × relation to the subject. */

export type Role = 'learner' | 'instructor' | 'admin'
/** In a class, weakest first. */
export const enrolmentRoles = ['learner', 'assistant', 'instructor'] as const
export type EnrolmentRole = (typeof enrolmentRoles)[number]

/** Who acts. Comes from a session row, never from a form. */
export interface Actor {
  userId: string
  displayName: string
  email: string
  role: Role
}

/**
 * How the actor stands to what is acted on: their own (`self`), theirs and opened to them (`self-opened`, the model solution of
 * an exercise by passing it or by the rules of a class), something of a class that they are enrolled in, or nothing of these.
 */
export const relations = [
  'self',
  'self-opened',
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
  'study',
  'join-classroom',
  'manage-account',
  'create-classroom',
  'read-classroom',
  'leave-classroom',
  'change-classroom',
  'delete-classroom',
  'read-join-code',
  'change-join-code',
  'read-people',
  'change-people',
  'change-assignments',
  'grant-extension',
  'read-gradebook',
  'override-grade',
  'comment',
  'read-comments',
  'read-insight',
  'view-as-learner',
  'regrade',
  'read-class-log',
  'read-operations',
  'requeue-submission',
] as const
export type Action = (typeof actions)[number]

const everyone: readonly Role[] = ['learner', 'instructor', 'admin']
const teachers: readonly Role[] = ['instructor', 'admin']
const admins: readonly Role[] = ['admin']

const members = { 'class-learner': everyone, 'class-assistant': everyone, 'class-instructor': everyone }
const staff = { 'class-assistant': everyone, 'class-instructor': everyone }
const instructors = { 'class-instructor': everyone }

/**
 * What is not listed is refused. An admin sees no class that they are not enrolled in. An assistant reads all of a class and
 * comments; what changes a grade, a date or who belongs to it is the instructors'.
 */
const permits: Record<Action, Partial<Record<Relation, readonly Role[]>>> = {
  submit: { self: everyone },
  'read-submission': { self: everyone, ...staff },
  'read-draw': { self: everyone, ...staff },
  'read-solution': { 'self-opened': everyone },
  // Drafts, lessons read, lists of one's own.
  study: { self: everyone },
  'join-classroom': { self: everyone },
  'manage-account': { self: everyone },
  'create-classroom': { self: teachers },
  'read-classroom': members,
  'leave-classroom': members,
  'change-classroom': instructors,
  'delete-classroom': instructors,
  'read-join-code': staff,
  'change-join-code': instructors,
  'read-people': staff,
  'change-people': instructors,
  'change-assignments': instructors,
  'grant-extension': instructors,
  'read-gradebook': staff,
  'override-grade': instructors,
  comment: { self: everyone, ...staff },
  'read-comments': { self: everyone, ...staff },
  'read-insight': staff,
  'view-as-learner': staff,
  regrade: instructors,
  'read-class-log': instructors,
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

export function strongerRole(one: EnrolmentRole, other: EnrolmentRole): EnrolmentRole {
  return enrolmentRoles.indexOf(one) >= enrolmentRoles.indexOf(other) ? one : other
}

export function isStaff(role: EnrolmentRole | undefined): boolean {
  return role === 'assistant' || role === 'instructor'
}
