import { expect, test } from 'vitest'
import { revealOffset, stepOf } from './layout.ts'

test('keys lead as in any grid', () => {
  const plain = { control: false, page: 10 }
  const held = { control: true, page: 10 }
  expect(stepOf('ArrowLeft', plain)).toEqual({ rows: 0, columns: -1 })
  expect(stepOf('ArrowDown', plain)).toEqual({ rows: 1, columns: 0 })
  expect(stepOf('PageUp', plain)).toEqual({ rows: -10, columns: 0 })
  expect(stepOf('Home', plain)).toMatchObject({ rows: 0, columns: -Number.MAX_SAFE_INTEGER })
  expect(stepOf('End', held)).toEqual({ rows: Number.MAX_SAFE_INTEGER, columns: Number.MAX_SAFE_INTEGER })
  expect(stepOf('Enter', plain)).toBeNull()
})

test('a cell that is seen moves nothing; one beyond an edge comes to that edge', () => {
  const view = { offset: 100, size: 200 }
  expect(revealOffset({ start: 150, size: 50 }, view)).toBe(100)
  expect(revealOffset({ start: 40, size: 50 }, view)).toBe(40)
  expect(revealOffset({ start: 280, size: 50 }, view)).toBe(130)
})
