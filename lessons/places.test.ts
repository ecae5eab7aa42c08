/** What an exercise recognises in wrong answers is explained in its lesson, at a place that the verdict can lead to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { listLessonPlaces } from '@/course/course/lesson-place.ts'
import { locales } from '@/i18n/routing.ts'

const root = path.join(import.meta.dirname, '..')
const meta = z.object({ lesson: z.string() })

const exercises = readdirSync(path.join(root, 'exercises')).map((slug) => {
  const folder = path.join(root, 'exercises', slug)
  const { lesson } = meta.parse(JSON.parse(readFileSync(path.join(folder, 'exercise.json'), 'utf8')))
  const misconceptions = readdirSync(path.join(folder, 'misconceptions')).map((file) => path.basename(file, '.ts'))
  return { lesson, names: misconceptions.map((id) => `${slug}/${id}`) }
})
const lessons = [...new Set(exercises.map(({ lesson }) => lesson))].filter((lesson) =>
  existsSync(path.join(root, 'lessons', lesson)),
)

describe.each(lessons)('%s', (lesson) => {
  const wanted = exercises.flatMap((exercise) => (exercise.lesson === lesson ? exercise.names : []))
  test.each(locales)('has one place for each misconception of its exercises (%s)', (locale) => {
    const found = listLessonPlaces(readFileSync(path.join(root, 'lessons', lesson, `${locale}.mdx`), 'utf8'))
    expect(found.toSorted()).toEqual(wanted.toSorted())
  })
})
