import { expect, test } from 'vitest'
import { fitColumns, narrowSizes, revealOffset, stepOf, wideSizes } from './layout.ts'

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

test.each([800, 1024, 1280, 1366, 1392, 1440, 1600, 1920])(
  'in a table of %i pixels the last column that is seen is whole or half, never a sliver',
  (width) => {
    for (let count = 1; count < 40; count += 1) {
      const { column, first, total } = fitColumns(wideSizes, { width, count })
      const seen = (width - first - total) / column
      const isWhole = seen >= count
      expect(isWhole || Math.abs((seen % 1) - 0.5) < 0.1, `${count} columns, ${seen} seen`).toBe(true)
      expect(column).toBeGreaterThan(100)
      expect(column).toBeLessThan(180)
    }
  },
)

test('ten columns that nearly fit are made to fit, and what fits anyway stays as it is', () => {
  expect(fitColumns(wideSizes, { width: 1392, count: 10 }).column).toBe(106)
  expect(fitColumns(wideSizes, { width: 1392, count: 9 })).toEqual(wideSizes)
})

test('on a phone a column is not wider than the room between the frozen ones', () => {
  const { column, first, total } = fitColumns(narrowSizes, { width: 390, count: 12 })
  expect(column).toBeLessThanOrEqual(390 - first - total)
})
