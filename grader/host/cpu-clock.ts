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

export function makeCpuClock(browser: Browser): CpuClock {
  const session = browser.newBrowserCDPSession()
  // A browser that ends at once is told of to whoever reads the clock, not to the process.
  session.catch(() => undefined)
  let running = 0

  async function read(): Promise<Map<number, number>> {
    const { processInfo } = await (await session).send('SystemInfo.getProcessInfo')
    return new Map(processInfo.map(({ id, cpuTime }) => [id, cpuTime * 1_000]))
  }
  return {
    begin() {
      running += 1
      const before = read()
      const idleBefore = machineIdleMs()
      let ended = false
      return {
        async cpuMs() {
          const [then, now] = await Promise.all([before, read()])
          let used = 0
          // A process that ended in between is not counted: less is told than was used, never more.
          for (const [pid, ms] of now) used += ms - (then.get(pid) ?? 0)
          return used / Math.max(1, running)
        },
        idleMs: () => machineIdleMs() - idleBefore,
        end() {
          if (!ended) running -= 1
          ended = true
        },
      }
    },
  }
}

const machineIdleMs = (): number => cpus().reduce((sum, { times }) => sum + times.idle, 0)
