import { cp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { seedExercises } from '../../prisma/seed.ts'
import { getCourseMap } from '../../server/course/course-map.ts'
import { getGradingBundle, getWorkbench } from '../../server/course/exercises.ts'
import { saveDraft } from '../../server/submissions/drafts.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makePerson } from './people.ts'

const { database } = useContext()
const begun = 'scale-by-four'

beforeAll(async () => {
  const folder = path.join(context().environment.COURSE_FOLDER, 'exercises')
  await cp(path.join(folder, first), path.join(folder, begun), { recursive: true })
  const meta = await readFile(path.join(folder, begun, 'exercise.json'), 'utf8')
  const draft = meta.replace('"E01"', '"E03"').replace('"order":1', '"order":3').replace('{', '{"draft":true,')
  await writeFile(path.join(folder, begun, 'exercise.json'), draft)
  const starter = await readFile(path.join(folder, first, 'starter.ts'), 'utf8')
  await writeFile(path.join(folder, first, 'starter.zh.ts'), starter.replace('TODO', 'TODO：由你来写'))
})

test('an exercise that is not published is nowhere: no page, nothing to run, no place on the map, no revision', async () => {
  await expect(getWorkbench(context(), null, begun, 'en')).rejects.toMatchObject({ code: 'not-found' })
  await expect(getGradingBundle(context(), begun)).rejects.toMatchObject({ code: 'not-found' })
  expect(JSON.stringify(await getCourseMap(context(), null))).not.toContain(begun)
  const folder = path.join(context().environment.COURSE_FOLDER, 'exercises')
  expect(await seedExercises(database, folder)).toEqual([])
  const kept = await database.exerciseRevision.findMany({ select: { slug: true } })
  expect(kept.map(({ slug }) => slug)).toContain(first)
  expect(kept.map(({ slug }) => slug)).not.toContain(begun)
})

test('who reads Chinese begins with Chinese comments, until there is a draft', async () => {
  const english = await getWorkbench(context(), null, first, 'en')
  const chinese = await getWorkbench(context(), null, first, 'zh')
  expect(chinese.starter).toContain('由你来写')
  expect(english.starter).not.toContain('由你来写')
  expect(chinese.starters).toEqual([english.starter, chinese.starter])
  expect(chinese.revision).toBe(english.revision)
  const ada = await makePerson(database, 'Ada')
  await saveDraft(context(), ada, { slug: first, source: 'mine', baseVersion: 0 })
  expect((await getWorkbench(context(), ada, first, 'zh')).draft?.source).toBe('mine')
})
