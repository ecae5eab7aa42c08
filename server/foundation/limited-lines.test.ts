import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { makeLimitedLines } from './limited-lines.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function open() {
  const printed: Array<Readonly<Record<string, unknown>>> = []
  return { printed, lines: makeLimitedLines({ linesPerMinute: 3, print: (line) => printed.push(line) }) }
}

test('a flood of one kind is cut, counted, and does not crowd out another kind', () => {
  const { printed, lines } = open()
  for (let count = 0; count < 50; count += 1) lines.write('sign-in refused', { event: 'sign-in', count })
  lines.write('sign-in succeeded', { event: 'sign-in', outcome: 'succeeded' })
  expect(printed).toHaveLength(4)
  vi.advanceTimersByTime(60_000)
  expect(printed.at(-1)).toEqual({ event: 'lines-left-out', of: 'sign-in refused', count: 47 })
})

test('in the next minute lines are written again, and where nothing was left out nothing is said', () => {
  const { printed, lines } = open()
  lines.write('refused', { event: 'refused' })
  vi.advanceTimersByTime(60_000)
  for (let count = 0; count < 3; count += 1) lines.write('refused', { event: 'refused' })
  vi.advanceTimersByTime(60_000)
  expect(printed).toHaveLength(4)
})

test('who ends is told of what was left out', () => {
  const { printed, lines } = open()
  for (let count = 0; count < 5; count += 1) lines.write('refused', { event: 'refused' })
  lines.close()
  expect(printed.at(-1)).toEqual({ event: 'lines-left-out', of: 'refused', count: 2 })
})
