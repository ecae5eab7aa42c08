import { expect, test } from 'vitest'
import { defaultSizes, parsePaneSizes, resizePane } from './pane-sizes.ts'

test('a pane is never dragged shut, nor over the editor', () => {
  expect(resizePane(defaultSizes, 'task', 0).task).toBe(0.15)
  expect(resizePane(defaultSizes, 'task', 0.9).task).toBeCloseTo(1 - 0.2 - defaultSizes.result)
  expect(resizePane({ task: 0.15, result: 0.3 }, 'result', 0.9).result).toBe(0.55)
})

test('sizes are remembered, and nonsense is not', () => {
  expect(parsePaneSizes('{"task":0.3,"result":0.4}')).toEqual({ task: 0.3, result: 0.4 })
  for (const text of [null, '', '{"task":"x"}', 'null']) expect(parsePaneSizes(text)).toEqual(defaultSizes)
  const extreme = parsePaneSizes('{"task":5,"result":5}')
  expect(extreme.task + extreme.result).toBeLessThanOrEqual(0.8 + 1e-9)
})
