/** CPU time of a browser and all its processes, shared evenly among the gradings that run in it. */
import { cpus } from 'node:os'
import type { Browser } from 'playwright'

export interface CpuClock {
  /** Begins a grading. */
  begin(): {
    /** Its share of the CPU time since it began, in milliseconds. */
    cpuMs(): Promise<number>
    /** CPU time that stayed unused since it began, all cores of the machine together, in milliseconds. */
    idleMs(): number
    end(): void
  }
}

/** CPU time in milliseconds that each process has used since it started. */
export type CpuTimes = ReadonlyMap<number, number>

export function makeCpuClock(browser: Browser): CpuClock {
  const session = browser.newBrowserCDPSession()
  // A browser that ends at once is told of to whoever reads the clock, not to the process.
  session.catch(() => undefined)
  return shareCpuTime(async () => {
    const { processInfo } = await (await session).send('SystemInfo.getProcessInfo')
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime * 1_000]))
  })
}

/**
 * Reads whenever a grading begins or ends, so that what was used in between is shared by those that ran then: one that goes on
 * alone is not charged with what its neighbours used while they were there.
 */
export function shareCpuTime(readTimes: () => Promise<CpuTimes>): CpuClock {
  const running = new Map<symbol, { usedMs: number }>()
  let before: CpuTimes | undefined
  let readings: Promise<void> = Promise.resolve()

  function read(): Promise<void> {
    // Those that run now: the answer comes later, when others may have begun.
    const sharing = [...running.values()]
    const reading = readings.then(async () => {
      const now = await readTimes()
      let used = 0
      // A process that ended in between is not counted: less is told than was used, never more.
      if (before !== undefined) for (const [pid, ms] of now) used += ms - (before.get(pid) ?? 0)
      before = now
      for (const one of sharing) one.usedMs += used / sharing.length
    })
    readings = reading.catch(() => undefined)
    return reading
  }
  return {
    begin() {
      const id = Symbol('grading')
      const share = { usedMs: 0 }
      const idleBefore = machineIdleMs()
      read().catch(() => undefined)
      running.set(id, share)
      return {
        async cpuMs() {
          await read()
          return share.usedMs
        },
        idleMs: () => machineIdleMs() - idleBefore,
        end() {
          if (!running.has(id)) return
          read().catch(() => undefined)
          running.delete(id)
        },
      }
    },
  }
}

/** CPU time that no program has wanted since the machine started, all cores together, in milliseconds. */
export const machineIdleMs = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0)
