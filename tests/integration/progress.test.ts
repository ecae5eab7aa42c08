import { expect, test } from 'vitest'
import { makeFirstInstructorToken } from '../../prisma/seed.ts'
import { claimInstructor } from '../../server/accounts/accounts.ts'
import { getCourseMap } from '../../server/course/course-map.ts'
import { getMe, markLessonRead } from '../../server/progress/progress.ts'
import { findUser } from '../../store/accounts/users.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

test('the map shows a visitor the whole course, with everything before them', async () => {
  const map = await getCourseMap(context(), null)
  expect(map.units.map(({ slug, lessons }) => [slug, lessons.map(({ path }) => path)])).toEqual([
    ['scaling', ['scaling/twice', 'scaling/thrice']],
  ])
  expect(map).toMatchObject({ nextUp: { kind: 'lesson', path: 'scaling/twice' }, passed: 0, total: 2 })
})

test('the map follows a learner from lesson to exercise to the next lesson', async () => {
  const ada = await makePerson(database, 'Ada')
  await markLessonRead(context(), ada, 'scaling/twice')
  await markLessonRead(context(), ada, 'scaling/twice')
  expect((await getCourseMap(context(), ada)).nextUp).toEqual({
    kind: 'exercise',
    slug: first,
    lessonPath: 'scaling/twice',
  })

  const { id } = await makeSubmission(database, ada, { slug: first })
  expect((await getCourseMap(context(), ada)).units[0]?.lessons[0]).toMatchObject({
    read: true,
    exercises: [{ status: 'tried' }],
  })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  expect(await getCourseMap(context(), ada)).toMatchObject({
    nextUp: { kind: 'lesson', path: 'scaling/thrice' },
    passed: 1,
  })

  expect(await getMe(context(), ada)).toMatchObject({
    exercises: [{ slug: first, status: 'passed' }],
    submissions: [{ id }],
    classes: [],
    lessonsRead: ['scaling/twice'],
  })
  expect(second).not.toBe(first)
})

test('only a lesson that exists can be read', async () => {
  const ada = await makePerson(database, 'Ada')
  await expect(markLessonRead(context(), ada, 'scaling/none')).rejects.toMatchObject({ code: 'not-found' })
})

test('the first instructor’s link works once, and no other is made afterwards', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  const old = await makeFirstInstructorToken(database, new Date(Date.now() - 1000))
  const token = await makeFirstInstructorToken(database, new Date())
  await expect(claimInstructor(context(), eve, old ?? '')).rejects.toMatchObject({ code: 'link-spent' })
  await expect(claimInstructor(context(), eve, 'invented')).rejects.toMatchObject({ code: 'link-spent' })
  await claimInstructor(context(), ada, token ?? '')
  expect((await findUser(database, ada.userId))?.role).toBe('instructor')
  await expect(claimInstructor(context(), eve, token ?? '')).rejects.toMatchObject({ code: 'link-spent' })
  expect((await findUser(database, eve.userId))?.role).toBe('learner')
  expect(await makeFirstInstructorToken(database, new Date())).toBeUndefined()
})
