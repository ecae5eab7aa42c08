import { expect, test } from 'vitest'
import { planDeletion, pseudonymOf } from './account-deletion.ts'
import type { ClassStanding } from './account-deletion.ts'

const learns: ClassStanding = {
  id: 'a',
  name: 'Class A',
  role: 'learner',
  removed: false,
  archived: false,
  keepsGrades: true,
  others: 5,
  otherInstructors: 1,
  slugs: ['clip', 'he'],
}
const teaches: ClassStanding = { ...learns, id: 'b', name: 'Class B', role: 'instructor', otherInstructors: 0 }

test('who is in no class that keeps grades leaves nothing', () => {
  const without: ClassStanding[] = [
    { ...learns, keepsGrades: false },
    { ...learns, archived: true },
    { ...learns, removed: true },
    { ...learns, role: 'assistant' },
    { ...teaches, otherInstructors: 1 },
  ]
  expect(planDeletion(without)).toEqual({ kind: 'whole', kept: [], keptSlugs: [], emptied: [] })
})

test('each running class that keeps grades is named, and the submissions that its grades are made of stay', () => {
  const plan = planDeletion([learns, { ...learns, id: 'c', name: 'Class C', slugs: ['he', 'xavier'] }])
  expect(plan).toEqual({
    kind: 'pseudonym',
    kept: [
      { id: 'a', name: 'Class A' },
      { id: 'c', name: 'Class C' },
    ],
    keptSlugs: ['clip', 'he', 'xavier'],
    emptied: [],
  })
})

test('the only instructor of a class with people in it hands it over first, archived or not', () => {
  expect(planDeletion([learns, teaches, { ...teaches, id: 'd', name: 'Class D', archived: true }])).toEqual({
    kind: 'blocked',
    classes: [
      { id: 'b', name: 'Class B' },
      { id: 'd', name: 'Class D' },
    ],
  })
})

test('a class with nobody else in it goes with its instructor', () => {
  expect(planDeletion([{ ...teaches, others: 0 }])).toMatchObject({
    kind: 'whole',
    emptied: [{ id: 'b', name: 'Class B' }],
  })
})

test('a pseudonym tells nothing of who it was', () => {
  expect(pseudonymOf(0x7f3a)).toBe('Former learner 7F3A')
  expect(pseudonymOf(10)).toBe('Former learner 000A')
})
