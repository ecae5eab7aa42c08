import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { getClassLog, logPageSize } from '../../server/classes/class-log.ts'
import { readChanges } from '../../course/classes/class-log.ts'
import { changeAssignment } from '../../server/assignments/assignments.ts'
import { changeClassroom, getClassroom } from '../../server/classes/classrooms.ts'
import { changePerson } from '../../server/classes/people.ts'
import { overrideGrade } from '../../server/assignments/overrides.ts'
import { appendAuditEvent } from '../../store/accounts/audit-events.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson } from './people.ts'

const { database } = useContext()

test('the log says who did what to whom', async () => {
  const { teacher, ada, id } = await makeStory()
  const assignment = (await getClassroom(context(), teacher, id)).assignments[0]?.id ?? ''
  await overrideGrade(context(), teacher, assignment, ada.userId, { points: 8, reason: 'Right idea.' })
  expect(await getClassLog(context(), teacher, id)).toMatchObject({
    entries: [
      {
        action: 'grade.overridden',
        actor: 'Teacher',
        person: 'Ada',
        details: { slug: first, from: null, to: 8, reason: 'Right idea.' },
      },
    ],
    older: null,
  })
})

test('what changed stands in it with what was before', async () => {
  const { teacher, ada, id } = await makeStory()
  const [assignment] = (await getClassroom(context(), teacher, id)).assignments
  const dueAt = new Date('2026-06-01T10:00:00Z')
  await changeAssignment(context(), teacher, assignment?.id ?? '', { points: 20, dueAt: dueAt.toISOString() })
  await changePerson(context(), teacher, id, ada.userId, { role: 'assistant' })
  await changeClassroom(context(), teacher, id, { name: 'Renamed', timeZone: 'Asia/Tokyo' })
  const { entries } = await getClassLog(context(), teacher, id)
  expect(entries.map(({ details }) => readChanges(details))).toEqual([
    [
      { field: 'name', from: 'Class', to: 'Renamed' },
      { field: 'timeZone', from: 'Asia/Shanghai', to: 'Asia/Tokyo' },
    ],
    [{ field: 'role', from: 'learner', to: 'assistant' }],
    [
      { field: 'dueAt', from: assignment?.dueAt, to: dueAt.toISOString() },
      { field: 'points', from: 10, to: 20 },
    ],
  ])
})

test('assistants and learners may not read it, strangers do not find it', async () => {
  const { ada, helper, id } = await makeStory()
  for (const actor of [ada, helper])
    await expect(getClassLog(context(), actor, id)).rejects.toMatchObject({ code: 'forbidden' })
  const root = await makePerson(database, 'Root', 'admin')
  await expect(getClassLog(context(), root, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('pages follow each other without a gap or a double, also where many things happened at one instant', async () => {
  const { teacher, id } = await makeStory()
  const { id: otherClass } = await makeStory()
  // One transaction has one time.
  await inTransaction(database, async (transaction) => {
    for (let line = 0; line < 2 * logPageSize + 5; line += 1) {
      const event = { actorId: teacher.userId, action: 'comment.added', details: { line } }
      await appendAuditEvent(transaction, { ...event, subject: `classroom:${id}` })
    }
    await appendAuditEvent(transaction, {
      actorId: null,
      action: 'comment.added',
      subject: `classroom:${otherClass}`,
      details: {},
    })
  })
  const lines: unknown[] = []
  const sizes: number[] = []
  for (let before: string | undefined; ;) {
    const { entries, older } = await getClassLog(context(), teacher, id, before)
    lines.push(...entries.map(({ details }) => details['line']))
    sizes.push(entries.length)
    if (older === null) break
    before = older
  }
  expect(sizes).toEqual([logPageSize, logPageSize, 5])
  expect(new Set(lines).size).toBe(2 * logPageSize + 5)
})

test('a page of an event that is not there, or no id at all, shows nothing foreign', async () => {
  const { teacher, id } = await makeStory()
  expect((await getClassLog(context(), teacher, id, randomUUID())).entries).toEqual([])
  expect((await getClassLog(context(), teacher, id, 'yesterday')).entries).toEqual([])
})

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [helper, ada] = [await makePerson(database, 'Helper'), await makePerson(database, 'Ada')]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  return { teacher, helper, ada, id }
}
