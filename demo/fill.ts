/** Puts the planned class into the database. Each text is graded once, in a real cage; who handed the same in got the same. */
import { randomBytes } from 'node:crypto'
import { hash } from '@node-rs/argon2'

import { makeJoinCode } from '../course/classes/join-code.ts'
import type { Exercise } from '../grader/exercise/exercise.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import type { BackendName } from '../grader/judge/verdict.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { makeGradingService } from '../grader/service/grading-service.ts'
import { createAssignment, putExtension } from '../store/assignments/assignments.ts'
import { createClassroom } from '../store/classes/classrooms.ts'
import { inTransaction } from '../store/foundation/database.ts'
import type { Database } from '../store/foundation/database.ts'
import { backdate, backdateClass, createDemoUser, putDemoDraft } from '../store/demo/demo.ts'
import { changeEnrolment, enrol } from '../store/classes/enrolments.ts'
import { keepRevision } from '../store/exercises/exercise-revisions.ts'
import { markAssignmentStale } from '../store/grades/grades.ts'
import { markLessonRead } from '../store/progress/lesson-progress.ts'
import { putOverride } from '../store/assignments/overrides.ts'
import { createSubmission } from '../store/submissions/submissions.ts'
import { graderRevision, tfjsVersion } from '../grader-process/revision.ts'
import { gradingStoreOver } from '../grader-process/grading-store.ts'
import type { DemoPlan } from './plan.ts'

export interface DemoAccounts {
  classroomId: string
  teacher: { email: string; password: string }
  learner: { email: string; password: string }
}

interface Filling {
  database: Database
  host: ChromiumHost
  reader: Reader
  backend: BackendName
  plan: DemoPlan
  exercises: ReadonlyMap<string, Exercise>
  timeZone: string
  now: number
  log: (line: string) => void
}

export async function fillDemo(filling: Filling): Promise<DemoAccounts> {
  const { log } = filling
  const people = await makePeople(filling)
  log(`a class of ${people.learners.length} learners`)
  const assignments = await assign(filling, people.classroomId)
  await submitAll(filling, people.learners)
  await addTraces(filling, people.learners, assignments)
  return { classroomId: people.classroomId, teacher: people.teacher, learner: people.learner }
}

async function makePeople({ database, plan, timeZone }: Filling) {
  const [teacher, learner] = [makePassword(), makePassword()]
  return inTransaction(database, async (transaction) => {
    const teacherId = await createDemoUser(transaction, {
      name: 'teacher',
      displayName: 'Vera Lindqvist',
      locale: 'en',
      role: 'instructor',
      passwordHash: await hash(teacher),
    })
    const assistantId = await createDemoUser(transaction, {
      name: 'assistant',
      displayName: '沈若川',
      locale: 'zh',
      role: 'learner',
      passwordHash: null,
    })
    const classroom = await createClassroom(transaction, {
      name: 'Gradient stability, demo',
      timeZone,
      joinCode: makeJoinCode(randomBytes),
      createdById: teacherId,
    })
    if (classroom === undefined) throw new Error('the join code was taken; run this again')
    const classroomId = classroom.id
    await enrol(transaction, { classroomId, userId: teacherId, role: 'instructor' })
    await enrol(transaction, { classroomId, userId: assistantId, role: 'assistant' })
    const learners: string[] = []
    for (const [index, { name, locale, studentId }] of plan.learners.entries()) {
      const userId = await createDemoUser(transaction, {
        name: `learner-${index + 1}`,
        displayName: name,
        locale,
        role: 'learner',
        passwordHash: index === 0 ? await hash(learner) : null,
      })
      await enrol(transaction, { classroomId, userId, role: 'learner' })
      await changeEnrolment(transaction, { classroomId, userId }, { studentId })
      learners.push(userId)
    }
    const createdAt = new Date(Math.min(...plan.assignments.map(({ opensAt }) => opensAt)))
    await backdateClass(transaction, { id: classroomId, createdAt })
    return {
      classroomId,
      learners,
      teacher: { email: 'teacher@demo.invalid', password: teacher },
      learner: { email: 'learner-1@demo.invalid', password: learner },
    }
  })
}

/** @returns ids by slug */
async function assign({ database, plan }: Filling, classroomId: string): Promise<Map<string, string>> {
  return inTransaction(database, async (transaction) => {
    const ids = new Map<string, string>()
    for (const { slug, points, opensAt, dueAt } of plan.assignments) {
      const created = await createAssignment(transaction, {
        classroomId,
        slug,
        points,
        opensAt: new Date(opensAt),
        dueAt: new Date(dueAt),
        closesAt: new Date(dueAt + 7 * 24 * 3600_000),
        latePolicy: 'daily',
        latePercent: 10,
      })
      if (created !== undefined) ids.set(slug, created.id)
    }
    return ids
  })
}

async function submitAll(filling: Filling, learners: readonly string[]): Promise<void> {
  const { database, host, reader, backend, plan, exercises, log } = filling
  const service = makeGradingService({
    store: gradingStoreOver(database),
    host,
    reader,
    backend,
    graderRevision: await graderRevision(),
    runtime: { tfjsVersion: tfjsVersion(), browserVersion: await host.browserVersion() },
    log: () => undefined,
  })
  const graded = new Map<string, string>()
  const total = new Set(plan.submissions.map(({ slug, source }) => `${slug} ${source}`)).size
  for (const { learner, slug, source, at } of plan.submissions) {
    const exercise = exercises.get(slug)
    const userId = learners[learner]
    if (exercise === undefined || userId === undefined) throw new Error('the plan names what is not there')
    const revisionId = await keepRevision(database, exercise)
    const { id } = await inTransaction(database, (transaction) =>
      createSubmission(transaction, { userId, slug, revisionId, source }),
    )
    const text = `${slug} ${source}`
    const sameAs = graded.get(text) ?? null
    if (sameAs === null) {
      await service.grade(id)
      graded.set(text, id)
      if (graded.size % 20 === 0) log(`graded ${graded.size} of ${total} texts`)
    }
    await inTransaction(database, (transaction) =>
      backdate(transaction, { id, at: new Date(at), judgedAfterMs: 1400, sameAs }),
    )
  }
}

/** What else happens in a class: drafts, lessons read, an extension, an override. */
async function addTraces(
  { database, plan, exercises, now }: Filling,
  learners: readonly string[],
  assignments: ReadonlyMap<string, string>,
): Promise<void> {
  await inTransaction(
    database,
    async (transaction) => {
      for (const { learner, slug, at, lastAt, source } of plan.begun) {
        const userId = learners[learner]
        const lesson = exercises.get(slug)?.meta.lesson
        if (userId === undefined) continue
        await putDemoDraft(transaction, {
          userId,
          slug,
          source,
          createdAt: new Date(at),
          updatedAt: new Date(Math.min(lastAt, now)),
        })
        if (lesson !== undefined) await markLessonRead(transaction, userId, lesson)
      }
      const [first] = plan.assignments
      const [extended, overridden] = [learners[3], learners[7]]
      const assignmentId = first === undefined ? undefined : assignments.get(first.slug)
      if (first !== undefined && assignmentId !== undefined && extended !== undefined && overridden !== undefined) {
        await putExtension(transaction, {
          assignmentId,
          userId: extended,
          dueAt: new Date(first.dueAt + 4 * 24 * 3600_000),
          closesAt: null,
          extraAttempts: 0,
          reason: 'ill for three days',
        })
        await putOverride(transaction, {
          assignmentId,
          userId: overridden,
          points: first.points,
          reason: 'explained it at the board',
        })
      }
      for (const id of assignments.values()) await markAssignmentStale(transaction, id)
    },
    { timeoutMs: 120_000 },
  )
}

function makePassword(): string {
  return randomBytes(12).toString('base64url')
}
