import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { readExerciseFolder } from '@/grader/exercise/folder.ts'
import { scaffoldExercise } from '@/grader/exercise/scaffold.ts'

import { makeCourseShelf } from './course-shelf.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'course-shelf-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(slug: string, change: (meta: string) => string = (meta) => meta): Promise<void> {
  for (const [name, text] of Object.entries(scaffoldExercise(slug, []))) {
    const file = path.join(folder, 'exercises', slug, name)
    await mkdir(path.dirname(file), { recursive: true })
    await writeFile(file, name === 'exercise.json' ? change(text) : text)
  }
}

const publish = (meta: string): string => meta.replace('"draft": true,', '')

const openShelf = (showsDrafts: boolean) =>
  makeCourseShelf({
    exercisesFolder: path.join(folder, 'exercises'),
    lessonsFolder: path.join(folder, 'lessons'),
    readExercise: (where) => readExerciseFolder(where),
    now: Date.now,
    lookMs: 0,
    showsDrafts,
    onBroken: (error) => {
      throw error
    },
  })

test('a draft is on no learner’s shelf until its line is removed', async () => {
  await write('published', publish)
  await write('begun')
  const shelf = openShelf(false)
  expect((await shelf.listExercises()).map(({ slug }) => slug)).toEqual(['published'])
  expect(await shelf.findExercise('begun')).toBeUndefined()
  await write('begun', publish)
  expect((await shelf.findExercise('begun'))?.slug).toBe('begun')
})

test('a preview shows the draft that its author writes', async () => {
  await write('begun')
  expect((await openShelf(true).findExercise('begun'))?.slug).toBe('begun')
})
