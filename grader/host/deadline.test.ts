import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { startDeadline } from './deadline.ts'
import type { RealmDied } from './mailbox.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** @param share of a core that the cage gets, of none known where undefined */
function start(share: number | undefined) {
  const ended: Array<{ reason: RealmDied['reason']; at: number }> = []
  const from = performance.now()
  const callOff = startDeadline({
    limitMs: 1_000,
    cpuMs: share === undefined ? undefined : () => Promise.resolve(share * (performance.now() - from)),
    end: ({ reason }) => ended.push({ reason, at: performance.now() - from }),
  })
  return { ended, callOff }
}

test.each([
  { share: undefined, reason: 'time-limit', at: 1_000 },
  { share: 1, reason: 'time-limit', at: 1_000 },
  // Half a core: the deadline waits, but not for ever.
  { share: 0.5, reason: 'time-limit', at: 1_800 },
  { share: 0.1, reason: 'starved', at: 1_800 },
])('a cage that gets $share of a core ends by $reason after $at ms', async ({ share, reason, at }) => {
  const { ended } = start(share)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(ended).toHaveLength(1)
  expect(ended[0]?.reason).toBe(reason)
  expect(ended[0]?.at).toBeCloseTo(at, 0)
})

test('a grading that ended in time is not ended again', async () => {
  const { ended, callOff } = start(1)
  await vi.advanceTimersByTimeAsync(900)
  callOff()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(ended).toEqual([])
})

test('a host that fails to tell the CPU time keeps the wall clock’s limit', async () => {
  const ended: string[] = []
  startDeadline({
    limitMs: 1_000,
    cpuMs: () => Promise.reject(new Error('the browser is gone')),
    end: ({ reason }) => ended.push(reason),
  })
  await vi.advanceTimersByTimeAsync(1_001)
  expect(ended).toEqual(['time-limit'])
})

test('a clock that never answers ends the grading, and blames the machine', async () => {
  const ended: Array<{ reason: string; at: number }> = []
  const from = performance.now()
  startDeadline({
    limitMs: 1_000,
    cpuMs: () => new Promise(() => undefined),
    end: ({ reason }) => ended.push({ reason, at: performance.now() - from }),
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(ended).toEqual([{ reason: 'starved', at: 1_800 }])
})
