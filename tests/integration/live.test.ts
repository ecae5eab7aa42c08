import { expect, test, vi } from 'vitest'
import { joinClassroom } from '../../server/classes/joining.ts'
import { subscribe } from '../../server/live/live.ts'
import type { LiveEvent } from '../../server/live/live.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { enrol } from '../../store/classes/enrolments.ts'
import { notify } from '../../store/notices/notifications.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { withClient } from './one-postgres.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { url, database } = useContext()

test('a verdict reaches its owner, the class board its staff, and nothing reaches anybody else', async () => {
  const [teacher, ada, eve] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Eve'),
  ]
  const { id: classroomId } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
      [eve, 'learner'],
    ],
    slugs: [first],
  })
  const [forAda, forTeacher, forEve] = [await listen(ada), await listen(teacher), await listen(eve)]
  const { id: submissionId } = await makeSubmission(database, ada, { slug: first })
  const moved = { type: 'class', classroomId, userId: ada.userId }
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  await vi.waitFor(() => expect(forAda.events).toEqual([{ type: 'verdict', submissionId, slug: first }]))
  await vi.waitFor(() => expect(forTeacher.events.at(-1)).toEqual(moved))
  expect(forEve.events).toEqual([])
  for (const { stop } of [forAda, forTeacher, forEve]) stop()
})

test('who begins to teach while the page is open sees the board move', async () => {
  const [teacher, helper, ada] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
  ]
  const { id: classroomId, joinCode } = await makeClass(database, { members: [[teacher, 'instructor']] })
  await database.classroom.update({ where: { id: classroomId }, data: { joinCode: 'ABCDEFGH23' } })
  const forHelper = await listen(helper)
  await inTransaction(database, async (transaction) => {
    await enrol(transaction, { classroomId, userId: helper.userId, role: 'assistant' })
    await notify(transaction, { type: 'enrolment', userId: helper.userId })
  })
  await vi.waitFor(async () => {
    await notify(database, { type: 'class', classroomId })
    expect(forHelper.events).toContainEqual({ type: 'class', classroomId })
  })
  forHelper.events.length = 0
  await joinClassroom(context(), ada, 'ABCDEFGH23')
  await vi.waitFor(() => expect(forHelper.events).toContainEqual({ type: 'class', classroomId }))
  expect(joinCode).not.toBe('')
  forHelper.stop()
})

test('a lost connection comes back, and verdicts of the gap are told', async () => {
  const ada = await makePerson(database, 'Ada')
  const forAda = await listen(ada)
  const { id: submissionId } = await makeSubmission(database, ada, { slug: first })
  await withClient(url, async (client) => {
    await client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gradient-gym live' AND datname = current_database()`,
    )
  })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  await vi.waitFor(() => expect(forAda.events).toContainEqual({ type: 'verdict', submissionId, slug: first }), 5000)
  forAda.stop()
})

test('what rolls back is never told, and who left is told nothing', async () => {
  const ada = await makePerson(database, 'Ada')
  const forAda = await listen(ada)
  const told = { type: 'verdict', submissionId: 'one', slug: first, userId: ada.userId } as const
  await inTransaction(database, async (transaction) => {
    await notify(transaction, { ...told, submissionId: 'rolled back' })
    throw new Error('undo')
  }).catch(() => undefined)
  await notify(database, told)
  await vi.waitFor(() => expect(forAda.events).toMatchObject([{ submissionId: 'one' }]))
  forAda.stop()
  const other = await listen(ada)
  await notify(database, { ...told, submissionId: 'two' })
  await vi.waitFor(() => expect(other.events).toMatchObject([{ submissionId: 'two' }]))
  expect(forAda.events).toHaveLength(1)
  other.stop()
})

async function listen(actor: Actor): Promise<{ events: LiveEvent[]; stop: () => void }> {
  const events: LiveEvent[] = []
  const controller = new AbortController()
  await subscribe(context(), actor, { signal: controller.signal, onEvent: (event) => events.push(event) })
  await context().live.ready()
  return { events, stop: () => controller.abort() }
}
