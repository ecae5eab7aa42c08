import type { EnrolmentRole } from './access.ts'
import { parseEmailAddress } from './email-address.ts'
import { isProperName } from './proper-name.ts'

/** A roster is a list of people with their roles. Reading one plans changes; nothing happens before somebody has seen the plan. */

/** Why a line of a table cannot be taken. */
export const lineProblemCodes = [
  'too-large',
  'too-many-rows',
  'too-many-columns',
  'not-utf8',
  'not-csv',
  'empty',
  'column-missing',
  'email-wrong',
  'role-unknown',
  'too-long',
  'name-improper',
  'twice',
  'student-id-taken',
  'last-instructor',
  'learner-unknown',
  'learner-ambiguous',
  'learner-contradicted',
  'assignment-unknown',
  'points-wrong',
  'reason-missing',
] as const

/** So many are told: nobody reads more of them before they correct the first. */
export const problemsAtMost = 200

export interface LineProblem {
  /** In the file, from 1. */
  line: number
  code: (typeof lineProblemCodes)[number]
  /** What stood there, or the column that is missing. */
  value?: string
}

export interface RosterLine {
  line: number
  email: string
  name: string
  /** As typed; empty: as before, or learner. */
  role: string
  studentId: string
}

export interface RosterMember {
  userId: string
  email: string
  name: string
  role: EnrolmentRole
  studentId: string | null
  removed: boolean
}

export interface RosterInvitation {
  email: string
  name: string
  role: EnrolmentRole
  studentId: string | null
}

interface Standing {
  role: EnrolmentRole
  studentId: string | null
}

export interface RosterChange {
  line: number
  email: string
  name: string
  /**
   * `invite`: somebody new, or who left by themselves; `reinvite`: an invitation changes; `change`: a member's role or number
   * changes; `restore`: who was removed comes back; `none`: all is so already.
   */
  kind: 'invite' | 'reinvite' | 'change' | 'restore' | 'none'
  from: Standing | null
  to: Standing
  /** Of members. */
  userId: string | null
}

export interface RosterPlan {
  changes: RosterChange[]
  /** While there is one, nothing is done. */
  problems: LineProblem[]
}

const roles: ReadonlyMap<string, EnrolmentRole> = new Map([
  ['learner', 'learner'],
  ['student', 'learner'],
  ['assistant', 'assistant'],
  ['ta', 'assistant'],
  ['instructor', 'instructor'],
  ['teacher', 'instructor'],
  ['学生', 'learner'],
  ['学员', 'learner'],
  ['助教', 'assistant'],
  ['教师', 'instructor'],
  ['老师', 'instructor'],
])

const limits = { name: 80, studentId: 40 }

/** Who is not on the roster stays as they are: a roster adds and changes, it removes nobody. */
export function planRoster(input: {
  lines: readonly RosterLine[]
  members: readonly RosterMember[]
  invitations: readonly RosterInvitation[]
}): RosterPlan {
  const problems: LineProblem[] = []
  const changes: RosterChange[] = []
  const members = new Map(input.members.map((member) => [member.email, member]))
  const invitations = new Map(input.invitations.map((invitation) => [invitation.email, invitation]))
  const seen = new Set<string>()
  for (const typed of input.lines) {
    const line = { ...typed, email: parseEmailAddress(typed.email) ?? typed.email }
    const problem = refuseLine(line, seen)
    seen.add(line.email)
    if (problem !== null) {
      problems.push(problem)
      continue
    }
    changes.push(planLine(line, members.get(line.email), invitations.get(line.email)))
  }
  problems.push(...refuseTakenIds(changes, input), ...refuseNoInstructor(changes, input.members))
  return { changes, problems: problems.toSorted((a, b) => a.line - b.line).slice(0, problemsAtMost) }
}

function refuseLine({ line, email, name, role, studentId }: RosterLine, seen: ReadonlySet<string>): LineProblem | null {
  if (parseEmailAddress(email) === null) {
    return { line, code: 'email-wrong', value: email.slice(0, 100).toWellFormed() }
  }
  if (seen.has(email)) return { line, code: 'twice', value: email }
  if (role !== '' && !roles.has(role.toLowerCase()))
    return { line, code: 'role-unknown', value: role.slice(0, 40).toWellFormed() }
  if (name.length > limits.name) return { line, code: 'too-long', value: 'name' }
  if (studentId.length > limits.studentId) return { line, code: 'too-long', value: 'student_id' }
  if (name !== '' && !isProperName(name)) return { line, code: 'name-improper', value: 'name' }
  return studentId !== '' && !isProperName(studentId) ? { line, code: 'name-improper', value: 'student_id' } : null
}

function planLine(
  { line, email, name, role, studentId }: RosterLine,
  member: RosterMember | undefined,
  invitation: RosterInvitation | undefined,
): RosterChange {
  const before: Standing | null = member ?? invitation ?? null
  const from = before === null ? null : { role: before.role, studentId: before.studentId }
  const to: Standing = {
    role: roles.get(role.toLowerCase()) ?? from?.role ?? 'learner',
    // An empty field says nothing, so it takes nothing away.
    studentId: studentId === '' ? (from?.studentId ?? null) : studentId,
  }
  const same = from !== null && from.role === to.role && from.studentId === to.studentId
  const plan = { line, email, from, to }
  if (member !== undefined) {
    const kind = member.removed ? 'restore' : same ? 'none' : 'change'
    return { ...plan, kind, name: member.name, userId: member.userId }
  }
  const called = name === '' ? (invitation?.name ?? '') : name
  const kind = invitation === undefined ? 'invite' : same && called === invitation.name ? 'none' : 'reinvite'
  return { ...plan, kind, name: called, userId: null }
}

/** A number stands for one person of a class. */
function refuseTakenIds(
  changes: readonly RosterChange[],
  others: { members: readonly RosterMember[]; invitations: readonly RosterInvitation[] },
): LineProblem[] {
  const listed = new Set(changes.map(({ email }) => email))
  const owners = new Map<string, string>()
  for (const { email, studentId } of [...others.members, ...others.invitations]) {
    if (studentId !== null && !listed.has(email)) owners.set(studentId, email)
  }
  return changes.flatMap(({ line, email, to: { studentId } }) => {
    if (studentId === null) return []
    const owner = owners.get(studentId)
    owners.set(studentId, owner ?? email)
    return owner === undefined || owner === email ? [] : [{ line, code: 'student-id-taken' as const, value: studentId }]
  })
}

function refuseNoInstructor(changes: readonly RosterChange[], members: readonly RosterMember[]): LineProblem[] {
  const role = new Map(members.filter(({ removed }) => !removed).map((member) => [member.email, member.role]))
  const losing = changes.filter(({ email, to }) => role.get(email) === 'instructor' && to.role !== 'instructor')
  for (const { email, to, userId } of changes) if (userId !== null) role.set(email, to.role)
  const last = losing.at(-1)
  if (last === undefined || [...role.values()].includes('instructor')) return []
  return [{ line: last.line, code: 'last-instructor', value: last.email }]
}
