/** exercise.json says which lesson teaches it: the map, the foot of the lesson's page and the passage in its text follow. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { NextIntlClientProvider } from 'next-intl'
import { renderToStaticMarkup } from 'react-dom/server'
import type { ComponentProps, ReactNode } from 'react'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { LessonExercises } from '@/components/course/lesson-exercises.tsx'
import { linkExercises } from '@/components/lesson/exercise.tsx'
import { makeCourseMap, type CourseMapLesson } from '@/course/course/course-map.ts'
import { readExerciseFolder } from '@/grader/exercise/folder.ts'
import { locales, type Locale } from '@/i18n/routing.ts'
import { readCourse } from '@/server/course/course-map.ts'
import { makeCourseShelf } from '@/server/course/course-shelf.ts'
import english from '../messages/en/figures.json' with { type: 'json' }
import chinese from '../messages/zh/figures.json' with { type: 'json' }

vi.mock('@/i18n/navigation.ts', () => ({
  Link: ({ href, className, children }: ComponentProps<'a'>) => (
    <a href={href} className={className}>
      {children}
    </a>
  ),
}))

const root = path.join(import.meta.dirname, '..')
const meta = z.object({ lesson: z.string(), draft: z.boolean().default(false), minutes: z.number() })
const written = globSync('exercises/*/exercise.json', { cwd: root }).map((file) => {
  const slug = path.basename(path.dirname(file))
  return { slug, ...meta.parse(JSON.parse(readFileSync(path.join(root, file), 'utf8'))) }
})
const published = written.filter(({ draft }) => !draft)

let lessons: Map<string, CourseMapLesson>
beforeAll(async () => {
  const shelf = makeCourseShelf({
    exercisesFolder: path.join(root, 'exercises'),
    lessonsFolder: path.join(root, 'lessons'),
    readExercise: (folder) => readExerciseFolder(folder),
    now: Date.now,
    lookMs: 60_000,
    showsDrafts: false,
    onBroken: (error) => {
      throw error
    },
  })
  const { units } = makeCourseMap(await readCourse(shelf), { status: () => 'new', isRead: () => false })
  lessons = new Map(units.flatMap((unit) => unit.lessons).map((lesson) => [lesson.path, lesson]))
})

test('there are exercises', () => expect(published.length).toBeGreaterThan(10))

test('each published exercise is on the map, under the lesson that it names, and no other', () => {
  const onMap = [...lessons.values()].flatMap(({ path: lesson, exercises }) =>
    exercises.map(({ slug }) => `${lesson} ${slug}`),
  )
  expect(onMap.toSorted()).toEqual(published.map(({ lesson, slug }) => `${lesson} ${slug}`).toSorted())
})

describe.each(locales)('in %s', (locale) => {
  test.each(published)('the page of its lesson leads to $slug', ({ slug, lesson: named }) => {
    const lesson = lessons.get(named)
    if (lesson === undefined) throw new Error(`no lesson ${named}`)
    expect(draw(<LessonExercises lesson={lesson} locale={locale} />, locale)).toContain(`/exercises/${slug}"`)
  })

  test.each([...new Set(written.map(({ lesson }) => lesson))])(
    'the text of %s places only exercises of its own',
    (lesson) => {
      const text = readFileSync(path.join(root, 'lessons', lesson, `${locale}.mdx`), 'utf8')
      const placed = Array.from(text.matchAll(/<Exercise\b([^>]*)>/g), ([, properties = '']) => properties)
      const own = written.filter((exercise) => exercise.lesson === lesson).map(({ slug }) => ` slug="${slug}"`)
      expect(placed.filter((properties) => !own.includes(properties))).toEqual([])
    },
  )

  test('a placed exercise has its own name and minutes, and one that is not published leaves no trace', () => {
    const exercises = [...lessons.values()].flatMap((lesson) => lesson.exercises)
    const Exercise = linkExercises(exercises, locale)
    const [first] = exercises
    if (first === undefined) throw new Error('there is no exercise')
    const shown = draw(<Exercise slug={first.slug}>Measure it.</Exercise>, locale)
    expect(shown).toContain(first.title[locale])
    expect(shown).toContain(String(first.minutes))
    expect(shown).toContain('Measure it.')
    expect(draw(<Exercise slug="a-draft">Measure it.</Exercise>, locale)).toBe('')
  })
})

function draw(content: ReactNode, locale: Locale): string {
  const messages = { figures: locale === 'en' ? english : chinese }
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} timeZone="UTC" messages={messages} onError={() => {}}>
      {content}
    </NextIntlClientProvider>,
  )
}
