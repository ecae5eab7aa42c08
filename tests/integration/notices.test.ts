import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { grantExtension } from '../../server/assignments/assignments.ts'
import { remindOfDueAssignments } from '../../server/assignments/due-reminders.ts'
import { mailNotices } from '../../server/notices/notice-mail.ts'
import { countOwnUnread, listOwnNotices, markOwnNoticesRead } from '../../server/notices/notices.ts'
import { listAssignments } from '../../store/assignments/assignments.ts'
import { addNotices, listUsersToMail } from '../../store/notices/notices.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

let post: MailServer
const { database } = useContext(async () => {
  post = await startMailServer()
  return { SMTP_URL: post.url, MAIL_FROM: 'gym@example.org', PUBLIC_URL: 'https://gym.example.org' }
})
afterAll(() => post.close())
beforeEach(async () => {
  post.received.length = 0
  post.refusing = false
  // Of the tests before.
  await database.notice.deleteMany()
})

const hourMs = 3600_000
const inHours = (hours: number) => new Date(Date.now() + hours * hourMs)

test('a notice is told in words, leads to its place, and is read once it was seen', async () => {
  const { teacher, ada, classroomId } = await setUp()
  await grantExtension(context(), teacher, await assignmentOf(classroomId, first), {
    userId: ada.userId,
    dueAt: inHours(100).toISOString(),
  })
  expect(await countOwnUnread(context(), ada)).toBe(1)
  expect(await listOwnNotices(context(), ada, 'zh')).toMatchObject([
    { wording: 'extension-time', unread: true, className: 'Class', path: `/classes/${classroomId}` },
  ])
  await markOwnNoticesRead(context(), ada)
  expect(await countOwnUnread(context(), ada)).toBe(0)
  expect(await listOwnNotices(context(), ada, 'en')).toMatchObject([{ unread: false }])
  expect(await listOwnNotices(context(), teacher, 'en')).toEqual([])
})

test('what cannot be put into words is left out and breaks nothing', async () => {
  const ada = await makePerson(database, 'Ada')
  const classroomId = randomUUID()
  await addNotices(database, [
    { userId: ada.userId, kind: 'from-the-future', details: {}, dedupeKey: '1' },
    { userId: ada.userId, kind: 'regraded', details: { classroomId, slug: first }, dedupeKey: '2' },
  ])
  expect(await listOwnNotices(context(), ada, 'en')).toEqual([])
})

test('learners are reminded once of what is due in two days, by their own due time, unless they passed', async () => {
  const { teacher, ada, classroomId } = await setUp({ dueAt: inHours(47) })
  const [bob, eve] = [await makePerson(database, 'Bob'), await makePerson(database, 'Eve')]
  for (const { userId } of [bob, eve]) {
    await database.enrolment.create({ data: { classroomId, userId } })
  }
  const id = await assignmentOf(classroomId, first)
  await grantExtension(context(), teacher, id, { userId: bob.userId, dueAt: inHours(200).toISOString() })
  await pass(eve)

  await Promise.all([remindOfDueAssignments(context(), new Date()), remindOfDueAssignments(context(), new Date())])
  await remindOfDueAssignments(context(), inHours(1))
  const told = await database.notice.findMany({ where: { kind: 'due-soon' }, select: { userId: true } })
  expect(told).toEqual([{ userId: ada.userId }])
  expect(await listOwnNotices(context(), ada, 'en')).toMatchObject([
    { wording: 'due-soon', path: `/exercises/${first}` },
  ])
})

test('who passed before the assignment opened, or only by a verdict that another one replaced, is reminded', async () => {
  const { ada, classroomId } = await setUp({ dueAt: inHours(47) })
  const [bob, eve] = [await makePerson(database, 'Bob'), await makePerson(database, 'Eve')]
  for (const { userId } of [bob, eve]) await database.enrolment.create({ data: { classroomId, userId } })
  const openedAt = inHours(-24)
  await database.assignment.updateMany({ where: { classroomId }, data: { opensAt: openedAt } })
  const old = await pass(ada)
  await database.submission.update({ where: { id: old }, data: { createdAt: new Date(openedAt.getTime() - 1) } })
  const replaced = await pass(bob)
  const failed = makeVerdict({ kind: 'failed' })
  await recordVerdict(database, { submissionId: replaced, graderRevision: 'g2', verdict: failed, drawId: null })
  const kept = await pass(eve)
  await database.submission.update({ where: { id: kept }, data: { createdAt: openedAt } })

  await remindOfDueAssignments(context(), new Date())
  const mine = { userId: { in: [ada.userId, bob.userId, eve.userId] } }
  const told = await database.notice.findMany({ where: mine, select: { userId: true } })
  expect(told.map(({ userId }) => userId).toSorted()).toEqual([ada.userId, bob.userId].toSorted())
})

test('an archived class reminds nobody, nor does one that somebody left', async () => {
  const { ada, classroomId } = await setUp({ dueAt: inHours(10) })
  await database.enrolment.updateMany({ where: { userId: ada.userId }, data: { removedAt: new Date() } })
  await remindOfDueAssignments(context(), new Date())
  await database.enrolment.updateMany({ where: { userId: ada.userId }, data: { removedAt: null } })
  await database.classroom.update({ where: { id: classroomId }, data: { archivedAt: new Date() } })
  await remindOfDueAssignments(context(), new Date())
  expect(await countOwnUnread(context(), ada)).toBe(0)
})

test('what gathered within a minute comes in one mail, in the reader’s language, once, though two copies run', async () => {
  const { ada, classroomId } = await setUp({ locale: 'zh' })
  await tell(ada, classroomId, first)
  await tell(ada, classroomId, second)
  await mailNotices(context(), new Date(), new Map())
  // The first of them is not a minute old.
  expect(post.received).toEqual([])
  const later = inHours(0.02)
  await Promise.all([mailNotices(context(), later, new Map()), mailNotices(context(), later, new Map())])
  await mailNotices(context(), later, new Map())
  expect(post.received).toHaveLength(1)
  expect(post.received[0]).toMatchObject({ to: [ada.email], subject: 'Gradient Gym：2 条新通知' })
  expect(post.received[0]?.text).toContain(`https://gym.example.org/zh/classes/${classroomId}`)
  expect(post.received[0]?.text).toContain('“Scale”')
})

test.each([
  ['does not want them', { mailNotices: false }],
  ['has not proved the address', { emailVerifiedAt: null }],
  ['is gone', { deletedAt: new Date() }],
])('who %s gets no mail', async (_, change) => {
  const { ada, classroomId } = await setUp()
  await tell(ada, classroomId, first)
  await database.user.update({ where: { id: ada.userId }, data: change })
  await mailNotices(context(), inHours(0.02), new Map())
  expect(post.received).toEqual([])
})

test('what was read on the site is not mailed', async () => {
  const { ada, classroomId } = await setUp()
  await tell(ada, classroomId, first)
  await markOwnNoticesRead(context(), ada)
  await mailNotices(context(), inHours(0.02), new Map())
  expect(post.received).toEqual([])
})

test('addresses that the server refuses take no places from others', async () => {
  const { ada, classroomId } = await setUp()
  await tell(ada, classroomId, first)
  const where = { ripeAt: inHours(0.02), since: inHours(-1), limit: 1 }
  expect(await listUsersToMail(database, { ...where, except: [] })).toEqual([ada.userId])
  expect(await listUsersToMail(database, { ...where, except: [ada.userId] })).toEqual([])
})

test('a mail server that refuses loses nothing: it is asked again, later each time, and the log names nobody', async () => {
  const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { ada, classroomId } = await setUp()
  await tell(ada, classroomId, first)
  const failed = new Map<string, { failures: number; notBefore: number }>()
  post.refusing = true
  await mailNotices(context(), inHours(0.02), failed)
  expect(failed.get(ada.userId)).toMatchObject({ failures: 1 })
  post.refusing = false
  await mailNotices(context(), inHours(0.03), failed)
  expect(post.received).toEqual([])
  await mailNotices(context(), inHours(0.05), failed)
  expect(post.received).toHaveLength(1)
  const logged = log.mock.calls.flat().join('\n')
  log.mockRestore()
  expect(logged).toContain('mail-failed')
  expect(logged).not.toContain(ada.email)
})

test('a line break in what somebody is called makes no header', async () => {
  const { ada, classroomId } = await setUp()
  await database.user.update({ where: { id: ada.userId }, data: { displayName: 'Ada\r\nBcc: eve@example.org' } })
  await tell(ada, classroomId, first)
  await mailNotices(context(), inHours(0.02), new Map())
  const [head = ''] = post.received[0]?.raw.split('\r\n\r\n') ?? []
  expect(post.received[0]?.to).toEqual([ada.email])
  expect(head).not.toMatch(/^bcc/im)
})

async function setUp(change: { dueAt?: Date; locale?: string } = {}) {
  const [teacher, ada] = [await makePerson(database, 'Teacher', 'instructor'), await makePerson(database, 'Ada')]
  await database.user.update({
    where: { id: ada.userId },
    data: { emailVerifiedAt: new Date(), ...(change.locale === undefined ? {} : { locale: change.locale }) },
  })
  const { id: classroomId } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
    dueAt: change.dueAt ?? inHours(90),
  })
  return { teacher, ada, classroomId }
}

async function pass(actor: Actor): Promise<string> {
  const { id: submissionId } = await makeSubmission(database, actor, { slug: first })
  await recordVerdict(database, { submissionId, graderRevision: 'g', verdict: makeVerdict(), drawId: null })
  return submissionId
}

async function assignmentOf(classroomId: string, slug: string): Promise<string> {
  const found = (await listAssignments(database, classroomId)).find((assignment) => assignment.slug === slug)
  if (found === undefined) throw new Error('it is assigned')
  return found.id
}

async function tell({ userId }: Actor, classroomId: string, slug: string): Promise<void> {
  await addNotices(database, [{ userId, kind: 'regraded', details: { classroomId, slug }, dedupeKey: randomUUID() }])
}
