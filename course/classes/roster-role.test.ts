import { expect, test } from 'vitest'

import { parseRole } from './roster-role.ts'

test.each([
  ['Student', 'learner'],
  ['StudentEnrollment', 'learner'],
  ['学员', 'learner'],
  ['TaEnrollment', 'assistant'],
  ['Teaching Assistant', 'assistant'],
  ['Non-editing teacher', 'assistant'],
  ['editingteacher', 'instructor'],
  ['TeacherEnrollment', 'instructor'],
  ['老师', 'instructor'],
])('%s is %s', (typed, role) => {
  expect(parseRole(typed)).toBe(role)
})

test.each(['Observer', 'ObserverEnrollment', 'constructor', 'king', ''])('%s is no role here', (typed) => {
  expect(parseRole(typed)).toBeUndefined()
})
