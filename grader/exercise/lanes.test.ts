import { expect, test } from 'vitest'
import { inLanes, shareOut } from './lanes.ts'

test('a lane goes through its own part, then takes from the end of the longest that is left', () => {
  const shares = shareOut([...'abcdefghi'], 3)
  expect(Array.from({ length: 5 }, () => shares.next(0))).toEqual(['a', 'b', 'c', 'f', 'i'])
  expect(Array.from({ length: 2 }, () => shares.next(1))).toEqual(['d', 'e'])
  expect(shares.next(1)).toBe('h')
  expect(shares.next(2)).toBe('g')
  for (const lane of [0, 1, 2]) expect(shares.next(lane)).toBeUndefined()
})

test.each([
  [0, 2],
  [1, 4],
  [7, 1],
  [100, 3],
])('each of %i entries is handed out once to %i lanes', (count, lanes) => {
  const list = Array.from({ length: count }, (_, i) => i)
  const shares = shareOut(list, lanes)
  const taken: number[] = []
  for (let turn = 0; turn < count + lanes; turn++) {
    const one = shares.next((turn * turn) % lanes)
    if (one !== undefined) taken.push(one)
  }
  expect(taken.toSorted((a, b) => a - b)).toEqual(list)
})

test('each lane does one thing after another, and nothing more begins after the signal', async () => {
  const stop = new AbortController()
  const done: string[] = []
  const busy = new Set<string>()
  await inLanes(
    ['a', 'b'],
    [0, 1, 2, 3, 4, 5, undefined, 7],
    async (one, lane) => {
      expect(busy.has(lane)).toBe(false)
      busy.add(lane)
      await Promise.resolve()
      busy.delete(lane)
      done.push(`${lane}${one}`)
      if (done.length === 5) stop.abort()
    },
    stop.signal,
  )
  expect(done.slice(0, 5)).toEqual(['a0', 'b4', 'a1', 'b5', 'a2'])
  expect(done.length).toBe(6)
})
