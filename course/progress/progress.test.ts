import { expect, test } from 'vitest'
import { makeCourseMap, type CourseMapLesson } from '../course/course-map.ts'
import { nextAfter, nextUp, statusOf } from './progress.ts'
import type { ExerciseStatus } from './progress.ts'
import { standingOf } from '../grades/verdict-policy.ts'

test('an exercise is new, tried or passed; one that waits is tried', () => {
  const submission = { submissionId: 's', submittedAt: 1 }
  expect(statusOf(undefined)).toBe('new')
  expect(statusOf(standingOf([]))).toBe('new')
  expect(statusOf(standingOf([{ ...submission, verdict: null }]))).toBe('tried')
  expect(statusOf(standingOf([{ ...submission, verdict: { kind: 'invalid', score: 0 } }]))).toBe('tried')
  expect(statusOf(standingOf([{ ...submission, verdict: { kind: 'failed', score: 0.5 } }]))).toBe('tried')
  expect(statusOf(standingOf([{ ...submission, verdict: { kind: 'passed', score: 1 } }]))).toBe('passed')
})

test('a lesson comes before its exercises, unless the reader tries them already', () => {
  expect(nextUp([lesson('a', false, [['x', 'new']])])).toEqual({ kind: 'lesson', path: 'a' })
  expect(nextUp([lesson('a', false, [['x', 'tried']])])).toEqual({ kind: 'exercise', slug: 'x', lessonPath: 'a' })
  expect(nextUp([lesson('a', true, [['x', 'new']])])).toEqual({ kind: 'exercise', slug: 'x', lessonPath: 'a' })
})

test('an exercise with open prerequisites waits behind one that is ready', () => {
  const lessons = [lesson('a', true, [['x', 'new', ['y']]]), lesson('b', true, [['y', 'new']])]
  expect(nextUp(lessons)).toMatchObject({ slug: 'y' })
  expect(nextUp([lesson('a', true, [['x', 'new', ['y']]]), lesson('b', true, [['y', 'passed']])])).toMatchObject({
    slug: 'x',
  })
})

test('prerequisites that nobody has written, or that wait for each other, block nothing for ever', () => {
  expect(nextUp([lesson('a', true, [['x', 'new', ['unwritten']]])])).toMatchObject({ slug: 'x' })
  expect(
    nextUp([
      lesson('a', true, [
        ['x', 'new', ['y']],
        ['y', 'new', ['x']],
      ]),
    ]),
  ).toMatchObject({ slug: 'x' })
})

test('after an exercise comes what is open behind it, and only then what was left out before', () => {
  const lessons = [
    lesson('a', true, [
      ['left', 'new'],
      ['here', 'tried'],
      ['behind', 'new', ['here']],
    ]),
    lesson('b', false, [['far', 'new', ['left']]]),
  ]
  expect(nextAfter(lessons, 'here')).toMatchObject({ slug: 'behind' })
  expect(nextAfter(lessons, 'behind')).toEqual({ kind: 'lesson', path: 'b' })
  expect(nextAfter(lessons, 'far')).toMatchObject({ slug: 'left' })
  expect(nextAfter([lesson('a', true, [['here', 'new']])], 'here')).toBeNull()
  // Behind it something still waits for what was left out.
  expect(
    nextAfter(
      [lessons[0], lesson('b', true, [['far', 'new', ['left']]])].filter((one) => one !== undefined),
      'behind',
    ),
  ).toMatchObject({ slug: 'far' })
})

test('when all is done nothing is next', () => {
  expect(nextUp([lesson('a', true, [['x', 'passed']])])).toBeNull()
  expect(nextUp([])).toBeNull()
})

test('the map is in the course’s order, leaves out what is not written, and counts', () => {
  const text = { en: 'x', zh: 'x' }
  const record = (slug: string, lesson: string, order: number) => ({
    id: slug,
    slug,
    lesson,
    order,
    title: text,
    difficulty: 1,
    minutes: 1,
    points: 1,
    concepts: [],
    prerequisites: [],
  })
  const about = (unitSlug: string, slug: string, order: number) => ({
    path: `${unitSlug}/${slug}`,
    unitSlug,
    slug,
    order,
    minutes: 1,
    title: text,
    summary: text,
  })
  const shown = ({ path, read, exercises }: CourseMapLesson) => [
    path,
    read,
    exercises.map(({ slug }) => slug).join(' '),
  ]
  const map = makeCourseMap(
    {
      units: [
        { number: 2, slug: 'two', title: text, summary: text },
        { number: 1, slug: 'one', title: text, summary: text },
      ],
      lessons: [about('two', 'c', 1), about('one', 'b', 2), about('one', 'a', 1)],
      exercises: [
        record('z', 'two/c', 3),
        record('y', 'one/a', 2),
        record('x', 'one/a', 1),
        record('astray', 'one/unwritten', 4),
      ],
    },
    { status: (slug) => (slug === 'x' ? 'passed' : 'new'), isRead: (path) => path === 'one/a' },
  )
  expect(map.units.map(({ slug, lessons }) => [slug, lessons.map(shown)])).toEqual([
    [
      'one',
      [
        ['one/a', true, 'x y'],
        ['one/b', false, ''],
      ],
    ],
    ['two', [['two/c', false, 'z']]],
  ])
  expect(map).toMatchObject({ passed: 1, total: 3, nextUp: { kind: 'exercise', slug: 'y' } })
})

function lesson(path: string, read: boolean, exercises: Array<[string, ExerciseStatus, string[]?]>) {
  return {
    path,
    read,
    exercises: exercises.map(([slug, status, prerequisites = []]) => ({ slug, status, prerequisites })),
  }
}
