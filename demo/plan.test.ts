import { expect, test } from 'vitest'

import { planDemo } from './plan.ts'
import type { DemoExercise } from './plan.ts'
import { mulberry32 } from '../grader/kit/mulberry32.ts'

const now = Date.parse('2026-06-01T12:00:00Z')
const day = 24 * 3600_000
const exercises: DemoExercise[] = Array.from({ length: 8 }, (_, index) => ({
  slug: `exercise-${index}`,
  points: 10,
  right: ['right one', 'right two'],
  wrong: ['wrong one', 'wrong two', 'wrong three'],
  invalid: ['cannot start'],
}))
const plan = planDemo(exercises, now, mulberry32(1))

test('forty people with names of their own, over six weeks, and nothing in the future', () => {
  expect(new Set(plan.learners.map(({ name }) => name)).size).toBe(40)
  expect(plan.submissions.every(({ at }) => at < now)).toBe(true)
  const first = plan.submissions[0]?.at ?? now
  expect(now - first).toBeGreaterThan(35 * day)
  expect(plan.assignments.at(-1)?.dueAt).toBe(now + 3 * day)
})

test('every kind of fate is in it: passed at once, passed later, given up, never begun, late', () => {
  const fates = new Set<string>()
  for (let learner = 0; learner < 40; learner += 1) {
    for (const { slug, dueAt } of plan.assignments) {
      const own = plan.submissions.filter((one) => one.learner === learner && one.slug === slug)
      const passed = own.findIndex(({ source }) => source.startsWith('right'))
      if (own.length === 0) fates.add('never begun')
      else if (passed === 0) fates.add('at once')
      else fates.add(passed > 0 ? 'later' : 'given up')
      if (own.some(({ at }) => at > dueAt)) fates.add('late')
      // Nobody goes on after passing.
      expect(passed === -1 || passed === own.length - 1).toBe(true)
    }
  }
  expect([...fates].toSorted()).toEqual(['at once', 'given up', 'late', 'later', 'never begun'])
})

test('who submits has begun before', () => {
  for (const { learner, slug, at } of plan.begun) {
    const own = plan.submissions.filter((one) => one.learner === learner && one.slug === slug)
    expect(Math.min(now, ...own.map((one) => one.at))).toBeGreaterThan(at)
  }
})

test('some are at it right now: stuck, passing, and still writing', () => {
  const lately = plan.begun.filter(({ lastAt }) => now - lastAt < 10 * 60_000)
  const tries = lately.map(({ learner, slug }) =>
    plan.submissions
      .filter((one) => one.learner === learner && one.slug === slug)
      .map(({ source }) => source.slice(0, 5)),
  )
  expect(tries).toContainEqual([])
  expect(tries).toContainEqual(['wrong', 'right'])
  expect(tries).toContainEqual(['wrong', 'wrong', 'wrong', 'wrong'])
})

test('the same seed gives the same class', () => {
  expect(planDemo(exercises, now, mulberry32(1))).toEqual(plan)
  expect(planDemo(exercises, now, mulberry32(2))).not.toEqual(plan)
})
