/** A class with somebody of every kind in it, and people outside, each signed in; made through the doors that people use. */
import { expect, request, type APIRequestContext, type APIResponse } from 'playwright/test'
import { z } from 'zod'

import { closeDatabase, inTransaction, openDatabase } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { createRegrade } from '../../store/regrades/regrades.ts'
import { findUserByEmail, setUserRole } from '../../store/accounts/users.ts'
import { makePerson } from './people.ts'

export type ActorName = 'visitor' | 'learner' | 'classmate' | 'elsewhere' | 'assistant' | 'instructor' | 'admin'

export interface School {
  classId: string
  assignmentId: string
  /** To be taken away. */
  spareAssignmentId: string
  /** Of the learner; passed. */
  submissionId: string
  /** Of another member of the class, who handed in the same. */
  twinId: string
  learnerId: string
  /** Of the learner, on that submission. */
  commentId: string
  invitationId: string
  regradeId: string
  as: (actor: ActorName) => APIRequestContext
  close: () => Promise<void>
}

const exercise = 'he-30-layers'
const right =
  'export function initStd(fanIn: number, negSlope: number): number { return Math.sqrt(2 / ((1 + negSlope * negSlope) * fanIn)) }'
const withId = z.object({ id: z.string() })
const signedIn = ['learner', 'classmate', 'elsewhere', 'assistant', 'instructor', 'admin'] as const

/** @param baseUrl of the product under test, whose database stands in DATABASE_URL */
export async function makeSchool(baseUrl: string): Promise<School> {
  const database = openDatabase(process.env['DATABASE_URL'] ?? '', { connections: 1 })
  const contexts: APIRequestContext[] = []
  try {
    const open = async () => {
      const context = await request.newContext({
        baseURL: baseUrl,
        extraHTTPHeaders: { origin: new URL(baseUrl).origin },
      })
      contexts.push(context)
      return context
    }
    const people = new Map<ActorName, { context: APIRequestContext; email: string; id: string }>()
    for (const name of signedIn) people.set(name, await signUp(await open(), database, name))
    const visitor = await open()
    const twin = await signUp(await open(), database, 'twin')
    const of = (name: ActorName) => {
      const person = people.get(name)
      if (person === undefined) throw new Error(`${name} has no account`)
      return person
    }
    await setUserRole(database, of('instructor').id, 'instructor')
    await setUserRole(database, of('admin').id, 'admin')
    const made = await makeClass(of('instructor').context)
    const { joinCode } = await database.classroom.findUniqueOrThrow({ where: { id: made.classId } })
    for (const { context } of [of('learner'), of('classmate'), of('assistant'), twin]) {
      await post(context, '/api/classes/join', { code: joinCode })
    }
    await check(
      of('instructor').context.patch(`/api/classes/${made.classId}/people/${of('assistant').id}`, {
        data: { role: 'assistant' },
      }),
    )
    const submission = await submit(of('learner').context)
    const { id: twinId } = await submit(twin.context)
    await post(of('learner').context, `/api/submissions/${submission.id}/comments`, {
      classroomId: made.classId,
      line: null,
      text: 'Is this it?',
    })
    const { id: commentId } = await database.comment.findFirstOrThrow({ where: { submissionId: submission.id } })
    const { id: invitationId } = await database.invitation.create({
      data: { classroomId: made.classId, email: 'invited@example.org', name: 'Invited' },
    })
    const revisionId = await keepRevision(database, { slug: exercise, revision: 'another', files: {} })
    const regradeId = await inTransaction(database, (transaction) =>
      createRegrade(transaction, {
        classroomId: made.classId,
        slug: exercise,
        revisionId,
        reason: 'to look at',
        submissionIds: [],
      }),
    )
    return {
      ...made,
      submissionId: submission.id,
      twinId,
      learnerId: of('learner').id,
      commentId,
      invitationId,
      regradeId,
      as: (actor) => (actor === 'visitor' ? visitor : of(actor).context),
      close: async () => {
        for (const context of contexts) await context.dispose()
        await closeDatabase(database)
      },
    }
  } catch (error) {
    for (const context of contexts) await context.dispose()
    await closeDatabase(database)
    throw error
  }
}

async function signUp(context: APIRequestContext, database: Database, name: string) {
  const { email, password } = makePerson(name)
  await post(context, '/api/accounts', { email, password, displayName: name, locale: 'en' })
  const { csrfToken } = z.object({ csrfToken: z.string() }).parse(await (await context.get('/api/auth/csrf')).json())
  await check(
    context.post('/api/auth/callback/credentials', {
      form: { email, password, csrfToken, json: 'true', callbackUrl: '/' },
    }),
  )
  const user = await findUserByEmail(database, email)
  if (user === undefined) throw new Error(`${name} did not get an account`)
  return { context, email, id: user.id }
}

async function makeClass(instructor: APIRequestContext) {
  const { id: classId } = withId.parse(await post(instructor, '/api/classes', { name: 'School', timeZone: 'UTC' }))
  const assigned = await post(instructor, `/api/classes/${classId}/assignments`, {
    slugs: [exercise, 'clip-global-norm'],
  })
  const [assignmentId = '', spareAssignmentId = ''] = z.object({ ids: z.array(z.string()) }).parse(assigned).ids
  return { classId, assignmentId, spareAssignmentId }
}

async function submit(context: APIRequestContext): Promise<{ id: string }> {
  const sent = withId.parse(await post(context, '/api/submissions', { slug: exercise, source: right }))
  await untilPassed(context, sent.id)
  return sent
}

async function untilPassed(context: APIRequestContext, id: string): Promise<void> {
  const judged = z.object({ verdict: z.object({ kind: z.string() }).nullable() })
  const read = async () => judged.parse(await (await context.get(`/api/submissions/${id}`)).json()).verdict?.kind
  await expect.poll(read, { timeout: 120_000, intervals: [200] }).toBeDefined()
  expect(await read()).toBe('passed')
}

async function post(context: APIRequestContext, path: string, body: unknown): Promise<unknown> {
  const answer = await check(context.post(path, { data: body }))
  return answer.status() === 204 ? null : answer.json()
}

async function check(asked: Promise<APIResponse>): Promise<APIResponse> {
  const answer = await asked
  if (!answer.ok()) throw new Error(`${answer.url()} answered ${answer.status()}: ${await answer.text()}`)
  return answer
}
