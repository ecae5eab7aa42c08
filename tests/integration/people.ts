/** People, classes, submissions and verdicts, made through the store as the programs make them. */
import { randomUUID } from 'node:crypto'
import type { Actor, EnrolmentRole, Role } from '../../course/accounts/access.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { createAssignment } from '../../store/assignments/assignments.ts'
import { createClassroom } from '../../store/classes/classrooms.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { enrol } from '../../store/classes/enrolments.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { createUser, setUserRole } from '../../store/accounts/users.ts'
import { first } from './course.ts'

export async function makePerson(database: Database, name: string, role: Role = 'learner'): Promise<Actor> {
  const email = `${name.toLowerCase()}-${randomUUID()}@example.org`
  const user = await createUser(database, { email, passwordHash: null, displayName: name, locale: 'en' })
  if (user === undefined) throw new Error('the address was taken')
  if (role !== 'learner') await setUserRole(database, user.id, role)
  return { userId: user.id, displayName: name, email, role }
}

export async function makeClass(
  database: Database,
  request: { members: Array<[Actor, EnrolmentRole]>; slugs?: string[]; dueAt?: Date },
): Promise<{ id: string; joinCode: string }> {
  const [creator] = request.members
  if (creator === undefined) throw new Error('a class has a first member')
  const joinCode = randomUUID().slice(0, 10)
  const classroom = await createClassroom(database, {
    name: 'Class',
    timeZone: 'Asia/Shanghai',
    joinCode,
    createdById: creator[0].userId,
  })
  if (classroom === undefined) throw new Error('the code was taken')
  for (const [actor, role] of request.members) {
    await enrol(database, { classroomId: classroom.id, userId: actor.userId, role })
  }
  for (const slug of request.slugs ?? []) {
    await createAssignment(database, {
      classroomId: classroom.id,
      slug,
      opensAt: null,
      dueAt: request.dueAt ?? null,
      points: 10,
    })
  }
  return { id: classroom.id, joinCode }
}

/** A stored submission without a job. */
export async function makeSubmission(
  database: Database,
  actor: Actor,
  request: { slug?: string; source?: string; revision?: string } = {},
): Promise<{ id: string; revisionId: string; createdAt: Date }> {
  const { slug = first, source = 'export const scale = 1', revision = 'r1' } = request
  const revisionId = await keepRevision(database, { slug, revision, files: { 'starter.ts': '' } })
  const { id, createdAt } = await inTransaction(database, (transaction) =>
    createSubmission(transaction, { userId: actor.userId, slug, revisionId, source }),
  )
  return { id, revisionId, createdAt }
}

export function makeVerdict(change: Partial<Verdict> = {}): Verdict {
  return {
    kind: 'passed',
    score: change.kind === undefined || change.kind === 'passed' ? 1 : 0,
    checks: [],
    misconception: null,
    problem: null,
    notes: [],
    plots: [],
    console: [],
    backend: 'webgl',
    renderer: 'test',
    seed: 7,
    durationMs: 10,
    ...change,
  }
}
