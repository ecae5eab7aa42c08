import { expect, test } from 'vitest'
import { actions, isStaff, may, relations, relationToClass, requirePermit } from './access.ts'
import type { Action, Relation, Role } from './access.ts'

const roles: Role[] = ['learner', 'instructor', 'admin']

/** Written out once more, so that a change of the table has to be meant. */
const allowed: Array<[Action, Relation, Role[]]> = [
  ['submit', 'self', roles],
  ['read-submission', 'self', roles],
  ['read-submission', 'class-assistant', roles],
  ['read-submission', 'class-instructor', roles],
  ['read-draw', 'self', roles],
  ['read-draw', 'class-assistant', roles],
  ['read-draw', 'class-instructor', roles],
  ['read-solution', 'self-opened', roles],
  ['study', 'self', roles],
  ['join-classroom', 'self', roles],
  ['manage-account', 'self', roles],
  ['create-classroom', 'self', ['instructor', 'admin']],
  ['read-classroom', 'class-learner', roles],
  ['read-classroom', 'class-assistant', roles],
  ['read-classroom', 'class-instructor', roles],
  ['leave-classroom', 'class-learner', roles],
  ['leave-classroom', 'class-assistant', roles],
  ['leave-classroom', 'class-instructor', roles],
  ['change-classroom', 'class-instructor', roles],
  ['delete-classroom', 'class-instructor', roles],
  ['read-join-code', 'class-assistant', roles],
  ['read-join-code', 'class-instructor', roles],
  ['change-join-code', 'class-instructor', roles],
  ['read-people', 'class-assistant', roles],
  ['read-people', 'class-instructor', roles],
  ['change-people', 'class-instructor', roles],
  ['change-assignments', 'class-instructor', roles],
  ['grant-extension', 'class-instructor', roles],
  ['read-gradebook', 'class-assistant', roles],
  ['read-gradebook', 'class-instructor', roles],
  ['override-grade', 'class-instructor', roles],
  ['comment', 'self', roles],
  ['comment', 'class-assistant', roles],
  ['comment', 'class-instructor', roles],
  ['read-comments', 'self', roles],
  ['read-comments', 'class-assistant', roles],
  ['read-comments', 'class-instructor', roles],
  ['read-insight', 'class-assistant', roles],
  ['read-insight', 'class-instructor', roles],
  ['view-as-learner', 'class-assistant', roles],
  ['view-as-learner', 'class-instructor', roles],
  ['regrade', 'class-instructor', roles],
  ['read-class-log', 'class-instructor', roles],
  ['read-operations', 'stranger', ['admin']],
  ['requeue-submission', 'stranger', ['admin']],
]

test('everything that is not listed is refused, for every role', () => {
  for (const action of actions) {
    for (const relation of relations) {
      const permitted = allowed.find(([a, r]) => a === action && r === relation)?.[2] ?? []
      for (const role of roles) {
        expect([action, relation, role, may({ role }, action, relation)]).toEqual([
          action,
          relation,
          role,
          permitted.includes(role),
        ])
      }
    }
  }
})

test('a stranger does not learn that the thing exists; who knows of it is told no', () => {
  expect(() => requirePermit({ role: 'admin' }, 'read-gradebook', 'stranger')).toThrow('not-found')
  expect(() => requirePermit({ role: 'learner' }, 'read-gradebook', 'class-learner')).toThrow('forbidden')
  expect(() => requirePermit({ role: 'learner' }, 'read-gradebook', 'class-assistant')).not.toThrow()
})

test('an enrolment’s role is a relation, and none is a stranger', () => {
  expect(relationToClass(undefined)).toBe('stranger')
  expect(relationToClass('assistant')).toBe('class-assistant')
  const enrolments = [undefined, 'learner', 'assistant', 'instructor'] as const
  expect(enrolments.filter((role) => isStaff(role))).toEqual(['assistant', 'instructor'])
})
