import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { addAssignments, grantExtension } from '../../server/assignments/assignments.ts'
import { deleteOwnAccount, previewDeletion } from '../../server/accounts/account-deletion.ts'
import { exportOwnAccount } from '../../server/accounts/account-export.ts'
import { deleteClassroom } from '../../server/classes/classrooms.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import { getGradebook } from '../../server/gradebook/gradebook.ts'
import { overrideGrade } from '../../server/assignments/overrides.ts'
import { hashPassword } from '../../server/sign-in/passwords.ts'
import { findActor, startSession } from '../../server/sign-in/sessions.ts'
import { listAssignments } from '../../store/assignments/assignments.ts'
import { listAuditEvents } from '../../store/accounts/audit-events.ts'
import { saveDraft } from '../../store/submissions/drafts.ts'
import { keepDraw } from '../../store/exercises/draws.ts'
import { markLessonRead } from '../../store/progress/lesson-progress.ts'
import { linkAccount } from '../../store/accounts/linked-accounts.ts'
import { addNotices } from '../../store/notices/notices.ts'
import { listSubmissions } from '../../store/submissions/submissions.ts'
import { findUser } from '../../store/accounts/users.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()
test('the export holds everything of the person and nothing secret', async () => {
  const { teacher, ada, classroomId, mark, source } = await setUp()
  const text = await exportText(ada)
  const all: unknown = JSON.parse(text)
  expect(all).toMatchObject({
    profile: { email: ada.email, displayName: 'Ada' },
    sessions: [{ userAgent: mark }],
    connectedAccounts: [{ provider: 'github', providerAccountId: expect.any(String) }],
    secondFactor: { confirmedAt: expect.any(String) },
    recoveryCodes: [{ usedAt: null }],
    classes: [{ class: 'Class', role: 'learner', studentId: mark, rosterName: mark }],
    drafts: [{ exercise: first, source }],
    lessonsRead: [{ lesson: 'scaling/twice' }],
    extensions: [{ exercise: first, reason: 'was ill', extraAttempts: 1 }],
    overrides: [{ exercise: first, points: 4, reason: 'a good idea' }],
    notices: expect.arrayContaining([expect.objectContaining({ kind: 'extension' })]),
    commentsReceived: [{ author: 'Teacher', text: 'Well done' }],
    commentsWritten: [{ text: 'Thank you' }],
    submissions: [
      { slug: first, source, verdicts: [{ kind: 'passed', console: [{ text: mark }] }] },
      { slug: second, source },
      { slug: first, verdicts: [] },
    ],
  })
  const session = await database.session.findFirstOrThrow({ where: { userId: ada.userId } })
  for (const secret of [
    session.tokenHash,
    '$argon2id',
    'sealed-',
    'hash-',
    teacher.email,
    teacher.userId,
    'KEEP-THIS-ON-THE-SERVER',
  ])
    expect(text).not.toContain(secret)
  expect(text).toContain(classroomId)
})

test('a draw that still serves others is not in the export, nor what the code printed of it', async () => {
  const { ada } = await setUp()
  const { id: submissionId, revisionId } = await makeSubmission(database, ada, { slug: first })
  const seed = 987_654_321
  const drawId = await keepDraw(database, { revisionId, seed, backend: 'webgl', draw: {}, reference: {} })
  const verdict = makeVerdict({ seed, console: [{ level: 'log', text: 'inputs 31337', line: null }] })
  await recordVerdict(database, { submissionId, graderRevision: 'g', verdict, drawId })
  expect(await exportText(ada)).toContain('31337')
  await database.draw.update({ where: { id: drawId }, data: { retiredAt: null } })
  const text = await exportText(ada)
  expect(text).not.toContain('31337')
  expect(text).not.toContain(String(seed))
})

test('the log in the export tells what was done to others without its details', async () => {
  const { teacher, ada } = await setUp()
  const text = await exportText(teacher)
  expect(text).toContain('extension.granted')
  expect(text).not.toContain(ada.userId)
  expect(text).not.toContain('was ill')
})

test('all submissions are in it, over the pages in which they are read', async () => {
  const bob = await makePerson(database, 'Bob')
  for (let count = 0; count < 101; count += 1) await makeSubmission(database, bob, { slug: first })
  const { submissions } = JSON.parse(await exportText(bob)) as { submissions: Array<{ id: string }> }
  expect(new Set(submissions.map(({ id }) => id)).size).toBe(101)
})

test('in a class that keeps grades a pseudonym keeps them, and nothing else of the person stays', async () => {
  const { teacher, ada, classroomId, mark } = await setUp()
  const sid = await startSession(context(), database, { userId: ada.userId, userAgent: 'a browser', now: new Date() })
  const [before] = unpackGradebook(await getGradebook(context(), teacher, classroomId)).rows
  expect(await previewDeletion(context(), ada)).toMatchObject({ kind: 'pseudonym', kept: [{ id: classroomId }] })
  await deleteAccount(ada)

  expect(await findActor(context(), sid, new Date())).toBeNull()
  const user = await findUser(database, ada.userId)
  expect(user).toMatchObject({
    displayName: expect.stringMatching(/^Former learner [0-9A-F]{4}$/),
    email: `${ada.userId}@deleted.invalid`,
    passwordHash: null,
    emailVerifiedAt: null,
    deletedAt: expect.any(Date),
  })
  const [row] = unpackGradebook(await getGradebook(context(), teacher, classroomId)).rows
  expect(row).toMatchObject({ total: 4, cells: [{ kind: 'passed', overridden: true, extended: true }] })
  expect(before).toMatchObject({ total: 4, cells: [{ waiting: 1 }] })
  expect(row?.cells[0]?.waiting).toBe(0)
  const submissions = await listSubmissions(database, { userId: ada.userId }, { limit: 10 })
  expect(submissions).toMatchObject([{ slug: first, source: '// deleted with the account\n', state: 'graded' }])
  for (const trace of [ada.email, mark]) expect(await findTraces(trace)).toEqual([])
  expect(await countRows(ada)).toEqual({
    sessions: 0,
    linkedAccounts: 0,
    drafts: 0,
    lessons: 0,
    notices: 0,
    tokens: 0,
    secondFactors: 0,
    recoveryCodes: 0,
  })
  const [event] = await listAuditEvents(database, { actorId: ada.userId }, 1)
  expect(event).toMatchObject({ action: 'account.deleted', details: { pseudonym: true, classesDeleted: 0 } })
})

test('a pseudonym whose only submission was still waiting waits for nothing', async () => {
  const { teacher, ada, classroomId } = await setUp()
  const [assignment] = (await addAssignments(context(), teacher, classroomId, { slugs: [second] })).ids
  const place = { assignmentId_userId: { assignmentId: assignment ?? '', userId: ada.userId } }
  await getGradebook(context(), teacher, classroomId)
  expect(await database.grade.findUnique({ where: place })).toMatchObject({ waiting: 1 })
  await deleteAccount(ada)
  await getGradebook(context(), teacher, classroomId)
  expect(await database.grade.findUnique({ where: place })).toMatchObject({ waiting: 0, submissionId: null })
})

test('comments that the person wrote to others stay, without a name', async () => {
  const { ada, classroomId } = await setUp()
  await deleteAccount(ada)
  expect(await database.comment.findMany({ where: { classroomId, text: 'Thank you' } })).toMatchObject([
    { authorId: null },
  ])
})

test('where the class keeps nothing, or is archived, the person goes wholly', async () => {
  for (const change of [{ keepsGrades: false }, { archivedAt: new Date() }]) {
    const { ada, classroomId } = await setUp()
    await database.classroom.update({ where: { id: classroomId }, data: change })
    expect(await previewDeletion(context(), ada)).toMatchObject({ kind: 'whole', kept: [] })
    await deleteAccount(ada)
    expect(await findUser(database, ada.userId)).toBeUndefined()
    expect(await listSubmissions(database, { userId: ada.userId }, { limit: 10 })).toEqual([])
  }
})

test('of two classes only the one that keeps grades remembers the pseudonym', async () => {
  const { teacher, ada, classroomId } = await setUp()
  const { id: other } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [second],
  })
  await database.classroom.update({ where: { id: other }, data: { keepsGrades: false } })
  await deleteAccount(ada)
  const enrolments = await database.enrolment.findMany({ where: { userId: ada.userId } })
  expect(enrolments).toMatchObject([{ classroomId, studentId: null, rosterName: null }])
  expect(await database.grade.count({ where: { userId: ada.userId, assignment: { classroomId: other } } })).toBe(0)
})

test('the pseudonym goes when its class is deleted', async () => {
  const { teacher, ada, classroomId } = await setUp()
  await deleteAccount(ada)
  await deleteClassroom(context(), teacher, classroomId, { name: 'Class' })
  expect(await findUser(database, ada.userId)).toBeUndefined()
})

test('the only instructor of a class with people in it is told which, and nothing is deleted', async () => {
  const { teacher } = await setUp()
  await expect(deleteAccount(teacher)).rejects.toMatchObject({
    code: 'last-instructor',
    details: { classes: 'Class' },
  })
  expect(await findUser(database, teacher.userId)).toMatchObject({ deletedAt: null })
})

test('two last instructors who delete their accounts at once do not leave a class without one', async () => {
  const [one, two, ada] = [
    await makePerson(database, 'One', 'instructor'),
    await makePerson(database, 'Two', 'instructor'),
    await makePerson(database, 'Ada'),
  ]
  const { id } = await makeClass(database, {
    members: [
      [one, 'instructor'],
      [two, 'instructor'],
      [ada, 'learner'],
    ],
  })
  const outcomes = await Promise.allSettled([one, two].map(deleteAccount))
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await database.enrolment.count({ where: { classroomId: id, role: 'instructor' } })).toBe(1)
})

test('a class with nobody but pseudonyms goes with its last instructor, and the pseudonyms too', async () => {
  const { teacher, ada, classroomId } = await setUp()
  await deleteAccount(ada)
  expect(await previewDeletion(context(), teacher)).toMatchObject({ emptied: [{ id: classroomId }] })
  await deleteAccount(teacher)
  expect(await database.classroom.findUnique({ where: { id: classroomId } })).toBeNull()
  expect(await findUser(database, ada.userId)).toBeUndefined()
})

test('deleting needs the password, or of who has none the address and a sign-in just before', async () => {
  const [withPassword, without] = [await makePerson(database, 'Ada'), await makePerson(database, 'Bob')]
  const passwordHash = await hashPassword(context(), 'correct horse battery')
  await database.user.update({ where: { id: withPassword.userId }, data: { passwordHash } })
  const fresh = await startSession(context(), database, {
    userId: without.userId,
    userAgent: 'a browser',
    now: new Date(),
  })
  for (const wrong of [{}, { email: withPassword.email }, { password: 'not the password' }]) {
    await expect(deleteOwnAccount(context(), withPassword, wrong, null)).rejects.toMatchObject({
      code: 'wrong-password',
    })
  }
  for (const wrong of [{}, { password: '' }, { email: withPassword.email }]) {
    await expect(deleteOwnAccount(context(), without, wrong, fresh)).rejects.toMatchObject({ code: 'wrong-password' })
  }
  const right = { email: ` ${without.email.toUpperCase()}` }
  await expect(deleteOwnAccount(context(), without, right, null)).rejects.toMatchObject({ code: 'sign-in-again' })
  await deleteOwnAccount(context(), withPassword, { password: 'correct horse battery' }, null)
  await deleteOwnAccount(context(), without, right, fresh)
  expect(await findUser(database, withPassword.userId)).toBeUndefined()
  expect(await findUser(database, without.userId)).toBeUndefined()
})

/** As somebody without a password who has just signed in. */
async function deleteAccount(actor: Actor): Promise<void> {
  const sid = await startSession(context(), database, { userId: actor.userId, userAgent: 'a browser', now: new Date() })
  await deleteOwnAccount(context(), actor, { email: actor.email }, sid)
}

/** A learner of one class, with something in every table. */
async function setUp() {
  const [teacher, ada, bob] = [
    await makePerson(database, 'Teacher', 'instructor'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bob'),
  ]
  const { id: classroomId } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
    dueAt: new Date(Date.now() + 3600_000),
  })
  const { userId } = ada
  const mark = randomUUID()
  const source = `export const mine = '${mark}'`
  await database.enrolment.updateMany({ where: { userId }, data: { studentId: mark, rosterName: mark } })
  const [assignment] = await listAssignments(database, classroomId)
  if (assignment === undefined) throw new Error('it is assigned')
  await startSession(context(), database, { userId, userAgent: mark, now: new Date() })
  await linkAccount(database, { provider: 'github', providerAccountId: userId, userId })
  await database.secondFactor.create({ data: { userId, sealedSecret: `sealed-${mark}`, confirmedAt: new Date() } })
  await database.recoveryCode.create({ data: { userId, codeHash: `hash-${mark}` } })
  await saveDraft(database, { userId, slug: first, source, baseVersion: 0 })
  await markLessonRead(database, userId, 'scaling/twice')
  await addNotices(database, [{ userId, kind: 'regraded', details: { classroomId, slug: first }, dedupeKey: 'a' }])
  const graded = await makeSubmission(database, ada, { slug: first, source })
  const verdict = makeVerdict({ console: [{ level: 'log', text: mark, line: null }] })
  await recordVerdict(database, { submissionId: graded.id, graderRevision: 'g', verdict, drawId: null })
  await makeSubmission(database, ada, { slug: second, source })
  await makeSubmission(database, ada, { slug: first, source })
  const { id: ofBob } = await makeSubmission(database, bob, { slug: first })
  await database.comment.createMany({
    data: [
      { submissionId: graded.id, classroomId, authorId: teacher.userId, text: 'Well done' },
      { submissionId: ofBob, classroomId, authorId: userId, text: 'Thank you' },
    ],
  })
  await grantExtension(context(), teacher, assignment.id, { userId, dueAt: null, extraAttempts: 1, reason: 'was ill' })
  await overrideGrade(context(), teacher, assignment.id, userId, { points: 4, reason: 'a good idea' })
  return { teacher, ada, classroomId, mark, source }
}

async function exportText(actor: Actor): Promise<string> {
  let text = ''
  for await (const piece of await exportOwnAccount(context(), actor)) text += piece
  return text
}

/** Tables in which a text stands anywhere. */
async function findTraces(text: string): Promise<string[]> {
  const tables = await database.$queryRaw<Array<{ name: string }>>`
    SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`
  const found: string[] = []
  for (const { name } of tables) {
    const [row] = await database.$queryRawUnsafe<Array<{ count: bigint }>>(
      `SELECT count(*) AS count FROM ${name} t WHERE strpos(t::text, $1) > 0`,
      text,
    )
    if ((row?.count ?? 0n) > 0n) found.push(name)
  }
  return found
}

async function countRows({ userId }: Actor) {
  const where = { userId }
  return {
    sessions: await database.session.count({ where }),
    linkedAccounts: await database.linkedAccount.count({ where }),
    drafts: await database.draft.count({ where }),
    lessons: await database.lessonProgress.count({ where }),
    notices: await database.notice.count({ where }),
    tokens: await database.oneTimeToken.count({ where }),
    secondFactors: await database.secondFactor.count({ where }),
    recoveryCodes: await database.recoveryCode.count({ where }),
  }
}
