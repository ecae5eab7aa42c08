import { expect, test } from 'vitest'
import { Changes } from './changes.ts'

test('learners who moved are read once, those of other classes not at all', () => {
  const changes = new Changes()
  expect(changes.add({ type: 'class', classroomId: 'c1', userId: 'u1' }, 'c1')).toBe(true)
  changes.add({ classroomId: 'c1', userId: 'u1' }, 'c1')
  changes.add({ classroomId: 'c1', userId: 'u2' }, 'c1')
  expect(changes.add({ classroomId: 'c2', userId: 'u3' }, 'c1')).toBe(false)
  expect(changes.add('nonsense', 'c1')).toBe(false)
  expect(changes.take(10)).toEqual({ learners: ['u1', 'u2'] })
  expect(changes.take(10)).toBeUndefined()
})

test('everything is read where the event names nobody, and where too many moved', () => {
  const changes = new Changes()
  changes.add({ classroomId: 'c1', userId: 'u1' }, 'c1')
  changes.add({ classroomId: 'c1' }, 'c1')
  expect(changes.take(10)).toEqual({ learners: null })
  for (const userId of ['u1', 'u2', 'u3']) changes.add({ classroomId: 'c1', userId }, 'c1')
  expect(changes.take(2)).toEqual({ learners: null })
})

test('what could not be read is still to be read, together with what came since', () => {
  const changes = new Changes()
  changes.add({ classroomId: 'c1', userId: 'u1' }, 'c1')
  const taken = changes.take(10)
  if (taken === undefined) throw new Error('something moved')
  changes.add({ classroomId: 'c1', userId: 'u2' }, 'c1')
  changes.putBack(taken)
  expect(changes.take(10)).toEqual({ learners: ['u2', 'u1'] })
  changes.putBack({ learners: null })
  expect(changes.take(10)).toEqual({ learners: null })
})
