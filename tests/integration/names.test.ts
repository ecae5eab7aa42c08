/** One definition of a proper name stands at each door that takes one. */
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'

import { POST as signUpRoute } from '../../app/api/accounts/route.ts'
import { changeOwnProfile } from '../../server/accounts/accounts.ts'
import { changeClassroom, copyClassroom, createClassroom } from '../../server/classes/classrooms.ts'
import { grantExtension } from '../../server/assignments/assignments.ts'
import { overrideGrade } from '../../server/assignments/overrides.ts'
import { startRegrade } from '../../server/regrades/regrades.ts'
import { listAssignments } from '../../store/assignments/assignments.ts'
import { first } from './course.ts'
import { changePerson } from '../../server/classes/people.ts'
import { previewRoster } from '../../server/classes/roster-import.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const { database } = useContext()
const site = 'http://localhost:3000'
const unseen = '\u200B\u200D'
const turned = 'Ada \u202Egnp'

test.each([unseen, turned, 'Ada \uD83D'])('no door takes %j as a name', async (name) => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const ada = await makePerson(database, 'Ada')
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
  })
  const doors: Array<[string, () => Promise<unknown>]> = [
    ['displayName', async () => changeOwnProfile(context(), ada, { displayName: name })],
    ['name', async () => createClassroom(context(), teacher, { name, timeZone: 'Asia/Shanghai' })],
    ['name', async () => changeClassroom(context(), teacher, id, { name })],
    ['name', async () => copyClassroom(context(), teacher, id, { name })],
    ['studentId', async () => changePerson(context(), teacher, id, ada.userId, { studentId: name })],
  ]
  for (const [field, enter] of doors) {
    await expect(enter()).rejects.toMatchObject({ code: 'improper-name', details: { field } })
  }
})

test.each([unseen, 'ill \uD83D', 'ill\u001B'])('no door takes %j as a reason', async (reason) => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const ada = await makePerson(database, 'Ada')
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const [assignment] = await listAssignments(database, id)
  const assignmentId = assignment?.id ?? ''
  const dueAt = '2030-01-01T00:00:00Z'
  const doors: Array<() => Promise<unknown>> = [
    async () => overrideGrade(context(), teacher, assignmentId, ada.userId, { points: 1, reason }),
    async () => grantExtension(context(), teacher, assignmentId, { userId: ada.userId, dueAt, reason }),
    async () => startRegrade(context(), teacher, id, { slug: first, reason }),
  ]
  for (const enter of doors) {
    await expect(enter()).rejects.toMatchObject({ code: 'improper-text', details: { field: 'reason' } })
  }
})

test('a roster is told which line holds such a name', async () => {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const { id } = await makeClass(database, { members: [[teacher, 'instructor']] })
  const lines = [
    'li@example.org,李雷,1',
    `bo@example.org,${turned},2`,
    `cy@example.org,Cy,${unseen}`,
    // Its first letter is Cyrillic.
    `а@example.org,,`,
  ]
  const { problems } = await previewRoster(context(), teacher, id, `email,name,student_id\n${lines.join('\n')}`)
  expect(problems).toEqual([
    { line: 3, code: 'name-improper', value: 'name' },
    { line: 4, code: 'name-improper', value: 'student_id' },
    { line: 5, code: 'email-wrong', value: 'а@example.org' },
  ])
})

test.each([
  [String.raw`{"email":"a@b.org","password":"correct horse \ud83d","displayName":"Ada","locale":"en"}`, 'password'],
  [String.raw`{"email":"a@b.org","password":"correct horse \u0000","displayName":"Ada","locale":"en"}`, 'password'],
])('a route refuses half a character and NUL, and says where: %s', async (body, field) => {
  const asked = new NextRequest(`${site}/api/accounts`, {
    method: 'POST',
    headers: { host: 'localhost:3000', origin: site },
    body,
  })
  const response = await signUpRoute(asked, { params: Promise.resolve({}) })
  expect([response.status, await response.json()]).toEqual([400, { code: 'broken-text', params: { field } }])
})
