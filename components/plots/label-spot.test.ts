import { expect, test } from 'vitest'
import { labelSpot } from './label-spot.ts'

const mark = { cx: 350, cy: 60, length: 27, width: 400, height: 220 }

test('a label near the right edge grows to the left', () => {
  expect(labelSpot(mark, []).anchor).toBe('end')
  expect(labelSpot({ ...mark, cx: 60 }, []).anchor).toBe('start')
})

test('a label keeps off the lines', () => {
  const below = Array.from({ length: 30 }, (_, i) => ({ x: 200 + 5 * i, y: 78 }))
  expect(labelSpot(mark, []).y).toBe(82)
  expect(labelSpot(mark, below).y).not.toBe(82)
})

test('a label is not cut off at the top', () => {
  expect(labelSpot({ ...mark, cy: 14 }, [{ x: 300, y: 32 }]).y).toBeGreaterThan(14)
})
