import fc from 'fast-check'
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
  expect(ended).toEqual([{ reason: 'starved', at: 2_800 }])
})

test.each([
  { idleMs: 249, reason: 'starved' },
  { idleMs: 250, reason: 'stalled' },
])('a cage without CPU time on a machine that had $idleMs ms to spare is $reason', async ({ idleMs, reason }) => {
  const ended: string[] = []
  startDeadline({
    limitMs: 1_000,
    cpuMs: async () => 240,
    idleMs: () => idleMs,
    end: (died) => ended.push(died.reason),
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(ended).toEqual([reason])
})

test('a clock that stops answering leaves its last reading, which is enough to tell', async () => {
  const ended: string[] = []
  const answers = [300]
  startDeadline({
    limitMs: 1_000,
    cpuMs: async () => answers.shift() ?? new Promise(() => undefined),
    end: ({ reason }) => ended.push(reason),
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(ended).toEqual(['time-limit'])
})

test('no load that a cage can choose ends as starved once it had a quarter of its limit, however slowly the clock answers', async () => {
  const load = fc.array(fc.record({ share: fc.double({ min: 0, max: 2, noNaN: true }), ms: fc.nat(700) }), {
    maxLength: 8,
  })
  await fc.assert(
    fc.asyncProperty(load, fc.nat(900), fc.integer({ min: 40, max: 600 }), async (phases, answerMs, fifths) => {
      // 1.8 times the limit is a whole number, as timers are.
      const limitMs = 5 * fifths
      const from = performance.now()
      /** CPU milliseconds after so many of the wall clock; the last phase goes on. */
      const usedAfter = (wallMs: number): number => {
        let used = 0
        let left = wallMs
        for (const [at, { share, ms }] of phases.entries()) {
          const lasts = at === phases.length - 1 ? left : Math.min(left, ms)
          used += share * lasts
          left -= lasts
        }
        return used
      }
      // To the last digit it may go either way.
      fc.pre(Math.abs(usedAfter(1.8 * limitMs) - 0.25 * limitMs) > 1e-6)
      const ended: Array<{ reason: string; at: number }> = []
      startDeadline({
        limitMs,
        cpuMs: async () => {
          const now = usedAfter(performance.now() - from)
          await new Promise((resolve) => setTimeout(resolve, answerMs))
          return now
        },
        end: ({ reason }) => ended.push({ reason, at: performance.now() - from }),
      })
      await vi.advanceTimersByTimeAsync(10_000)
      const [only, ...more] = ended
      expect(more).toEqual([])
      expect(only?.at).toBeGreaterThanOrEqual(limitMs)
      expect(only?.at).toBeLessThanOrEqual(1.8 * limitMs + 2_001)
      const isOver = usedAfter(1.8 * limitMs) >= 0.25 * limitMs
      const isUntried = usedAfter(only?.at ?? NaN) < 0.25 * limitMs
      // In between, the last answer decides.
      expect(isOver ? ['time-limit'] : isUntried ? ['starved'] : ['time-limit', 'starved']).toContain(only?.reason)
    }),
    { numRuns: 300 },
  )
})
