import { expect, test } from 'vitest'
import { getGradebook, namedLearners } from '../../server/gradebook/gradebook.ts'
import { getGradebookCell } from '../../server/gradebook/gradebook-cell.ts'
import { exportGradebook } from '../../server/gradebook/gradebook-csv.ts'
import { importOverrides, previewOverrides } from '../../server/assignments/override-import.ts'
import { changeAssignment, grantExtension } from '../../server/assignments/assignments.ts'
import { refreshGrades } from '../../server/grades/grades.ts'
import { overrideGrade, withdrawOverride } from '../../server/assignments/overrides.ts'
import { readCsv, writeCsv } from '../../server/foundation/csv.ts'
import { unpackGradebook } from '../../course/gradebook/gradebook.ts'
import type { Actor } from '../../course/accounts/access.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'
import { listAssignments } from '../../store/assignments/assignments.ts'
import type { Database } from '../../store/foundation/database.ts'
import { listGrades, saveGrades } from '../../store/grades/grades.ts'
import { listNotices } from '../../store/notices/notices.ts'
import { changeEnrolment } from '../../store/classes/enrolments.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()
const hourMs = 3600_000

test('overrides, extensions, waiting and late submissions reach the cell they belong to', async () => {
  const { id, teacher, ada, bo, assignments } = await makeBook({ dueAt: new Date(Date.now() - hourMs) })
  await grade(ada, first, 'failed', 0.3337)
  await makeSubmission(database, bo, { slug: second })
  await overrideGrade(context(), teacher, assignments[1].id, ada.userId, { points: 7.25, reason: 'oral exam' })
  const dueAt = new Date(Date.now() + hourMs)
  await grantExtension(context(), teacher, assignments[1].id, { userId: bo.userId, dueAt: dueAt.toISOString() })
  const book = unpackGradebook(await getGradebook(context(), teacher, id))
  expect(book.rows.map(({ learner, total }) => [learner.name, total])).toEqual([
    ['Ada', 10.587],
    ['Bo', 0],
  ])
  expect(book.rows[0]?.cells).toMatchObject([
    { kind: 'failed', points: 3.337, late: true, attempts: 1, overridden: false },
    { kind: null, points: 7.25, overridden: true, attempts: 0 },
  ])
  expect(book.rows[1]?.cells).toMatchObject([
    null,
    { kind: null, waiting: 1, extended: true, extendedTo: dueAt.getTime(), late: false },
  ])
})

test.each([
  [
    'an extension',
    (teacher: Actor, assignmentId: string, userId: string) =>
      grantExtension(context(), teacher, assignmentId, { userId, dueAt: new Date(Date.now() + hourMs).toISOString() }),
  ],
  [
    'another due time',
    (teacher: Actor, assignmentId: string) =>
      changeAssignment(context(), teacher, assignmentId, { points: 10, dueAt: null }),
  ],
])('%s that comes while grades are computed is in the next ones', async (_, change) => {
  const { id, teacher, ada, assignments } = await makeBook({ dueAt: new Date(Date.now() - hourMs) })
  await grade(ada, first, 'passed', 1)
  let changes = 1
  const slow = database.$extends({
    query: {
      extension: {
        async findMany({ args, query }) {
          const extensions = await query(args)
          if (changes-- > 0) await change(teacher, assignments[0].id, ada.userId)
          return extensions
        },
      },
    },
  })
  await refreshGrades(slow as unknown as Database, id)
  const { assignments: columns, rows } = unpackGradebook(await getGradebook(context(), teacher, id))
  const column = columns.findIndex(({ slug }) => slug === first)
  expect(rows[0]?.cells[column]).toMatchObject({ points: 10, late: false })
})

test('learners asked for by name are read alone, with what they did since; who is gone is not among them', async () => {
  const { id, teacher, ada, bo } = await makeBook({})
  await grade(ada, first, 'failed', 0.5)
  await grade(bo, first, 'failed', 0.5)
  await getGradebook(context(), teacher, id)
  await grade(ada, first, 'passed', 1)
  const part = unpackGradebook(await getGradebook(context(), teacher, id, { learners: [ada.userId, teacher.userId] }))
  expect(part.rows).toMatchObject([{ learner: { id: ada.userId }, total: 10 }])
  expect(part.assignments).toHaveLength(2)
  await changeEnrolment(database, { classroomId: id, userId: ada.userId }, { removedAt: new Date() })
  expect((await getGradebook(context(), teacher, id, { learners: [ada.userId] })).learners).toEqual([])
  const tooMany = Array.from({ length: namedLearners + 1 }, () => ada.userId)
  for (const learners of [['x'], tooMany]) {
    await expect(getGradebook(context(), teacher, id, { learners })).rejects.toMatchObject({ code: 'invalid-input' })
  }
})

test('many readers compute the same grades at once, while they become stale again', async () => {
  const { id, teacher, ada, bo, assignments } = await makeBook({})
  for (let round = 0; round < 5; round += 1) {
    await Promise.all([
      grade(ada, first, 'failed', 0.1 * round),
      grade(bo, first, 'failed', 0.1 * round),
      ...Array.from({ length: 6 }, () => getGradebook(context(), teacher, id)),
    ])
  }
  const book = unpackGradebook(await getGradebook(context(), teacher, id))
  expect(book.rows.map(({ total }) => total)).toEqual([4, 4])
  // A grade computed from what was known before does not replace one that is newer.
  const [old] = await listGrades(database, { classroomId: id, userIds: [ada.userId], assignmentId: assignments[0].id })
  if (old === undefined) throw new Error('there is a grade')
  await saveGrades(database, assignments[0].id, [{ userId: ada.userId, version: 1, grade: { ...old, points: 0 } }])
  expect(unpackGradebook(await getGradebook(context(), teacher, id)).rows[0]?.total).toBe(4)
})

test('a cell tells how its grade came about, and who did what to it', async () => {
  const { id, teacher, helper, ada, assignments } = await makeBook({ dueAt: new Date(Date.now() - hourMs) })
  const [assignment] = assignments
  await database.assignment.update({
    where: { id: assignment.id },
    data: { latePolicy: 'daily', latePercent: 20, attemptLimit: 1 },
  })
  const counted = await grade(ada, first, 'failed', 0.5)
  const beyond = await grade(ada, first, 'passed', 1)
  const cell = { assignmentId: assignment.id, userId: ada.userId }
  expect(await getGradebookCell(context(), teacher, id, cell)).toMatchObject({
    learner: { name: 'Ada' },
    assignment: { slug: first, attemptLimit: 1, latePolicy: 'daily' },
    grade: { kind: 'failed', score: 0.5, points: 4, lost: 1, late: true, lateDays: 1, attempts: 1, ignored: 1 },
    override: null,
    extension: null,
    deeds: [],
    submissions: [
      { id: beyond, standing: 'over-limit', chosen: false },
      { id: counted, standing: 'counted', chosen: true },
    ],
    mayChange: true,
  })
  await grantExtension(context(), teacher, assignment.id, {
    userId: ada.userId,
    dueAt: new Date(Date.now() + hourMs).toISOString(),
    extraAttempts: 1,
    reason: 'ill',
  })
  await overrideGrade(context(), teacher, assignment.id, ada.userId, { points: 9, reason: 'oral exam' })
  expect(await getGradebookCell(context(), helper, id, cell)).toMatchObject({
    assignment: { attemptLimit: 2 },
    grade: { kind: 'passed', points: 10, lost: 0, late: false, ignored: 0 },
    override: { points: 9, reason: 'oral exam' },
    extension: { extraAttempts: 1, reason: 'ill' },
    deeds: [
      { action: 'grade.overridden', by: 'Teacher' },
      { action: 'extension.granted', by: 'Teacher' },
    ],
    mayChange: false,
  })
})

test('the gradebook and all of its doors are closed to learners, strangers and, for changes, assistants', async () => {
  const { id, teacher, helper, ada, assignments } = await makeBook({})
  const outside = await makePerson(database, 'Outside', 'admin')
  const cell = { assignmentId: assignments[0].id, userId: ada.userId }
  const doors: Array<(actor: Actor) => Promise<unknown>> = [
    (actor) => getGradebook(context(), actor, id),
    (actor) => getGradebookCell(context(), actor, id, cell),
    (actor) => exportGradebook(context(), actor, id, 'grades'),
    (actor) => previewOverrides(context(), actor, id, 'learner_id,assignment,override_points\n'),
    (actor) => importOverrides(context(), actor, id, { text: '', fingerprint: '' }),
  ]
  for (const open of doors) {
    await expect(open(ada)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(open(outside)).rejects.toMatchObject({ code: 'not-found' })
  }
  await expect(doors[3]?.(helper)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(doors[4]?.(helper)).rejects.toMatchObject({ code: 'forbidden' })
  const other = await makeBook({})
  for (const wrong of [
    { ...cell, assignmentId: other.assignments[0].id },
    { ...cell, userId: other.ada.userId },
    { ...cell, userId: teacher.userId },
    { ...cell, userId: 'x' },
  ]) {
    await expect(getGradebookCell(context(), teacher, id, wrong)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('tables hold every grade, open as text whatever people are called, and come back unchanged', async () => {
  const { id, teacher, ada, bo, assignments } = await makeBook({}, ['=HYPERLINK("http://evil")', '+陈, "静"'])
  const submission = await grade(ada, first, 'failed', 0.125)
  await overrideGrade(context(), teacher, assignments[1].id, bo.userId, {
    points: 12.5,
    reason: '-10% for the late start;-5% for the form',
  })
  const grades = await read(teacher, id, 'grades')
  expect(grades.startsWith('\uFEFFlearner_id,student_id,name,roster_name,email,')).toBe(true)
  expect(grades).toContain(`"'=HYPERLINK(""http://evil"")"`)
  const table = await readTable(grades)
  expect(table.columns.slice(5)).toEqual([first, second, 'total', 'out_of'])
  const byId = new Map(table.rows.map((values) => [values['learner_id'], values]))
  expect(byId.get(ada.userId)).toMatchObject({ [first]: '1.25', [second]: '', total: '1.25', out_of: '20' })
  expect(byId.get(bo.userId)).toMatchObject({ name: `'+陈, "静"`, [second]: '12.5', total: '12.5' })

  const details = await read(teacher, id, 'details')
  const { rows } = await readTable(details)
  expect(rows).toHaveLength(4)
  expect(rows).toContainEqual(
    expect.objectContaining({
      learner_id: ada.userId,
      assignment: first,
      points: '1.25',
      out_of: '10',
      machine_points: '1.25',
      score: '0.125',
      verdict: 'failed',
      late_days: '0',
      attempts: '1',
      submission_id: submission,
      override_points: '',
    }),
  )
  expect(rows).toContainEqual(
    expect.objectContaining({
      learner_id: bo.userId,
      assignment: second,
      points: '12.5',
      machine_points: '',
      override_points: '12.5',
      override_reason: "'-10% for the late start;'-5% for the form",
    }),
  )
  expect(await previewOverrides(context(), teacher, id, details)).toMatchObject({
    changes: [],
    unchanged: 4,
    problems: [],
    outside: [],
  })
})

test('others get their turn while a large table of overrides is looked at', async () => {
  const { teacher, id } = await makeBook({})
  const countTurns = async (lines: number) => {
    const table = `learner_id,assignment,override_points,override_reason\n${'nobody,one,,\n'.repeat(lines)}`
    let turns = 0
    const other = setInterval(() => (turns += 1))
    const { unchanged } = await previewOverrides(context(), teacher, id, table)
    clearInterval(other)
    expect(unchanged).toBe(lines)
    return turns
  }
  // The database is waited for either way.
  const ofNothing = await countTurns(0)
  expect(await countTurns(90_000)).toBeGreaterThan(ofNothing + 10)
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠1'])(
  'what a spreadsheet would take for a formula is written as text: %j',
  (text) => {
    expect(writeCsv(['name', 'points'], [[text, 2.5]])).toMatch(/^\uFEFFname,points\r\n"?'/)
    expect(writeCsv(['name'], [[`a${text}`]], { head: false })).not.toContain("'")
  },
)

test('an import does what its preview said, all of it or nothing, and tells each learner', async () => {
  const { id, teacher, ada, bo, assignments } = await makeBook({})
  await overrideGrade(context(), teacher, assignments[0].id, bo.userId, { points: 1, reason: 'before' })
  const table = (adaPoints: string) =>
    `email;assignment;override_points;override_reason\n${ada.email};${first};${adaPoints};oral\n${bo.email};${first};-;\n`
  const bad = table('many')
  expect(await previewOverrides(context(), teacher, id, bad)).toMatchObject({
    problems: [{ line: 2, code: 'points-wrong', value: 'many' }],
  })
  const { fingerprint: ofBad } = await previewOverrides(context(), teacher, id, bad)
  await expect(importOverrides(context(), teacher, id, { text: bad, fingerprint: ofBad })).rejects.toMatchObject({
    code: 'bad-lines',
  })
  expect(await totals(teacher, id)).toEqual({ Ada: 0, Bo: 1 })

  const text = table('8')
  const seen = await previewOverrides(context(), teacher, id, text)
  expect(seen.changes).toMatchObject([
    { name: 'Ada', from: null, to: 8, reason: 'oral' },
    { name: 'Bo', from: 1, to: null },
  ])
  await withdrawOverride(context(), teacher, assignments[0].id, bo.userId)
  await overrideGrade(context(), teacher, assignments[0].id, bo.userId, { points: 2, reason: 'meanwhile' })
  const { fingerprint } = seen
  await expect(importOverrides(context(), teacher, id, { text, fingerprint })).rejects.toMatchObject({
    code: 'out-of-date',
  })
  expect(await totals(teacher, id)).toEqual({ Ada: 0, Bo: 2 })

  await importOverrides(context(), teacher, id, {
    text,
    fingerprint: (await previewOverrides(context(), teacher, id, text)).fingerprint,
  })
  expect(await totals(teacher, id)).toEqual({ Ada: 8, Bo: 0 })
  expect((await listNotices(database, ada.userId, 5)).map(({ kind }) => kind)).toEqual(['override'])
})

test('more points than an assignment has are given once somebody said yes to them', async () => {
  const { id, teacher, ada } = await makeBook({})
  const text = `email,assignment,override_points,override_reason\n${ada.email},${first},200,typo for 20\n`
  const { fingerprint, bonuses } = await previewOverrides(context(), teacher, id, text)
  expect(bonuses).toBe(1)
  await expect(importOverrides(context(), teacher, id, { text, fingerprint })).rejects.toMatchObject({
    code: 'not-confirmed',
  })
  expect(await totals(teacher, id)).toEqual({ Ada: 0, Bo: 0 })
  await importOverrides(context(), teacher, id, { text, fingerprint, bonusesConfirmed: true })
  expect(await totals(teacher, id)).toEqual({ Ada: 200, Bo: 0 })
})

test('what was typed into a column of details that does not count is told with its line', async () => {
  const { id, teacher, ada } = await makeBook({})
  await grade(ada, first, 'failed', 0.5)
  const { header, rows } = await readCsv(await read(teacher, id, 'details'), { rank: () => 0 })
  const [points, name] = ['points', 'name'].map((column) => header.names.indexOf(column))
  const edited = rows.map(({ fields }, index) =>
    fields.map((field, place) => (index === 1 && place === points ? '9' : index === 2 && place === name ? 'X' : field)),
  )
  const text = writeCsv([...header.names, 'note'], edited)
  // Marked, and computed by nobody since.
  await database.grade.updateMany({ data: { version: { increment: 1 }, points: 0 } })
  expect(await previewOverrides(context(), teacher, id, text)).toMatchObject({
    changes: [],
    ignoredColumns: ['note'],
    outside: [
      { column: 'points', lines: [3], count: 1 },
      { column: 'name', lines: [4], count: 1 },
    ],
  })
})

test.each([
  ['a table without points', 'learner_id,assignment\n', 'override_points'],
  ['a table without people', 'assignment,override_points\n', 'learner_id'],
])('%s says which column is missing', async (_, text, column) => {
  const { id, teacher } = await makeBook({})
  await expect(previewOverrides(context(), teacher, id, text)).rejects.toMatchObject({
    code: 'bad-lines',
    details: { problems: [{ line: 1, code: 'column-missing', value: column }] },
  })
})

async function makeBook(settings: { dueAt?: Date }, names: [string, string] = ['Ada', 'Bo']) {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const helper = await makePerson(database, 'Helper')
  const ada = await makeNamed('Ada', names[0])
  const bo = await makeNamed('Bo', names[1])
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
      [bo, 'learner'],
    ],
    slugs: [first, second],
    ...settings,
  })
  const [one, two] = await listAssignments(database, id)
  if (one === undefined || two === undefined) throw new Error('a book has two assignments')
  return { id, teacher, helper, ada, bo, assignments: [one, two] as const }
}

async function makeNamed(name: string, displayName: string): Promise<Actor> {
  const person = await makePerson(database, name)
  await database.user.update({ where: { id: person.userId }, data: { displayName } })
  return { ...person, displayName }
}

async function grade(actor: Actor, slug: string, kind: VerdictKind, score: number): Promise<string> {
  const { id } = await makeSubmission(database, actor, { slug })
  const verdict = makeVerdict({ kind, score })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  return id
}

async function read(actor: Actor, id: string, kind: 'grades' | 'details'): Promise<string> {
  const { parts } = await exportGradebook(context(), actor, id, kind)
  let text = ''
  for await (const part of parts) text += part
  return text
}

async function readTable(text: string): Promise<{ columns: string[]; rows: Array<Record<string, string>> }> {
  const { header, rows } = await readCsv(text, { rank: () => 0 })
  return {
    columns: header.names,
    rows: rows.map(({ fields }) => Object.fromEntries(header.names.map((name, index) => [name, fields[index] ?? '']))),
  }
}

async function totals(actor: Actor, id: string): Promise<Record<string, number>> {
  const { rows } = unpackGradebook(await getGradebook(context(), actor, id))
  return Object.fromEntries(rows.map(({ learner, total }) => [learner.name, total]))
}
