import { expect, test } from 'vitest'
import { findNeighbours } from './neighbours.ts'

const learners = ['Ada', 'Bo', 'Cy'].map((name) => ({ userId: name, name, submissionId: `of ${name}` }))

test('the first has nobody before, the last nobody after', () => {
  const names = (userId: string) => {
    const { previous, next } = findNeighbours(learners, userId)
    return [previous?.name ?? null, next?.name ?? null]
  }
  expect(['Ada', 'Bo', 'Cy'].map(names)).toEqual([
    [null, 'Bo'],
    ['Ada', 'Cy'],
    ['Bo', null],
  ])
})

test('who is not in the list has no neighbours', () => {
  expect(findNeighbours(learners, 'Dee')).toEqual({ previous: null, next: null })
})
