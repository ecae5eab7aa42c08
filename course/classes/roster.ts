import type { EnrolmentRole } from '../accounts/access.ts'
import { parseEmailAddress } from '../accounts/email-address.ts'
import { problemsAtMost } from '../tables/line-problem.ts'
import type { LineProblem } from '../tables/line-problem.ts'
import { isProperName } from '../accounts/proper-name.ts'
import { parseRole } from './roster-role.ts'
import { hasLostZeros, isDestroyedNumber, parseStudentId, studentIdLimit } from '../accounts/student-id.ts'
import { isMisdecoded } from '../tables/table-text.ts'

/** A roster is a list of people with their roles. Reading one plans changes; nothing happens before somebody has seen the plan. */

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
  /** The class's name for them; null where no roster gave one. */
  rosterName: string | null
  removed: boolean
}

export interface RosterInvitation {
  email: string
  name: string
  role: EnrolmentRole
  studentId: string | null
}

export interface RosterStanding {
  role: EnrolmentRole
  studentId: string | null
  /** The class's name for the person, beside what they call themselves. */
  rosterName: string | null
}

export interface RosterChange {
  line: number
  email: string
  name: string
  /**
   * `invite`: somebody new, or who left by themselves; `reinvite`: an invitation changes; `change`: a member's role, number or name
   * in the class changes; `restore`: who was removed comes back; `none`: all is so already.
   */
  kind: 'invite' | 'reinvite' | 'change' | 'restore' | 'none'
  from: RosterStanding | null
  to: RosterStanding
  /** Of members. */
  userId: string | null
}

export interface RosterPlan {
  changes: RosterChange[]
  /** How many become instructors who are none: they read and change everything in the class, so somebody has to say yes to it. */
  newInstructors: number
  /** While there is one, nothing is done. */
  problems: LineProblem[]
}

const nameLimit = 80

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
    const line = {
      ...typed,
      email: parseEmailAddress(typed.email) ?? typed.email,
      studentId: parseStudentId(typed.studentId) ?? typed.studentId,
    }
    const problem = refuseLine(line, seen)
    seen.add(line.email)
    if (problem !== null) {
      problems.push(problem)
      continue
    }
    const known = members.get(line.email) ?? invitations.get(line.email)
    if (known?.studentId && hasLostZeros(line.studentId, known.studentId)) {
      problems.push({ line: line.line, code: 'student-id-zeros-lost', value: line.studentId })
      continue
    }
    changes.push(planLine(line, members.get(line.email), invitations.get(line.email)))
  }
  problems.push(...refuseTakenIds(changes, input), ...refuseNoInstructor(changes, input.members))
  const newInstructors = changes.filter(becomesInstructor).length
  return { changes, newInstructors, problems: problems.toSorted((a, b) => a.line - b.line).slice(0, problemsAtMost) }
}

function becomesInstructor({ kind, from, to }: RosterChange): boolean {
  return to.role === 'instructor' && (kind === 'restore' || from?.role !== 'instructor')
}

function refuseLine({ line, email, name, role, studentId }: RosterLine, seen: ReadonlySet<string>): LineProblem | null {
  const problem = (code: LineProblem['code'], value: string): LineProblem => ({
    line,
    code,
    value: value.slice(0, 100).toWellFormed(),
  })
  if (parseEmailAddress(email) === null) return problem('email-wrong', email)
  if (seen.has(email)) return problem('twice', email)
  if (role !== '' && parseRole(role) === undefined) return problem('role-unknown', role)
  if (name.length > nameLimit) return problem('too-long', 'name')
  if (studentId.length > studentIdLimit) return problem('too-long', 'student_id')
  if (isMisdecoded(name)) return problem('mis-decoded', name)
  if (name !== '' && !isProperName(name)) return problem('name-improper', 'name')
  if (isDestroyedNumber(studentId)) return problem('student-id-destroyed', studentId)
  return studentId !== '' && parseStudentId(studentId) === null ? problem('name-improper', 'student_id') : null
}

function planLine(
  { line, email, name, role, studentId }: RosterLine,
  member: RosterMember | undefined,
  invitation: RosterInvitation | undefined,
): RosterChange {
  const from = standingOf(member, invitation)
  const to: RosterStanding = {
    role: parseRole(role) ?? from?.role ?? 'learner',
    // An empty field says nothing, so it takes nothing away.
    studentId: studentId === '' ? (from?.studentId ?? null) : studentId,
    rosterName: name === '' ? (from?.rosterName ?? null) : name,
  }
  const same =
    from !== null && from.role === to.role && from.studentId === to.studentId && from.rosterName === to.rosterName
  const plan = { line, email, from, to }
  if (member !== undefined) {
    const kind = member.removed ? 'restore' : same ? 'none' : 'change'
    return { ...plan, kind, name: member.name, userId: member.userId }
  }
  const kind = invitation === undefined ? 'invite' : same ? 'none' : 'reinvite'
  return { ...plan, kind, name: to.rosterName ?? '', userId: null }
}

function standingOf(member: RosterMember | undefined, invitation: RosterInvitation | undefined): RosterStanding | null {
  if (member !== undefined) {
    const { role, studentId, rosterName } = member
    return { role, studentId, rosterName }
  }
  if (invitation === undefined) return null
  const { role, studentId, name } = invitation
  return { role, studentId, rosterName: name === '' ? null : name }
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
