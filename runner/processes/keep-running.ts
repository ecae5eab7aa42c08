/** Starts a part of the product again whenever it ends, waiting longer each time it did not last. */
import { setTimeout as wait } from 'node:timers/promises'

export interface RunningPart {
  /** Settles when it is gone, wanted or not, with a word on how. */
  exited: Promise<string>
  stop(): Promise<void>
}

export interface KeepOptions {
  name: string
  start: () => Promise<RunningPart>
  /** A sentence for each end, and for each start that failed. */
  onRestart: (line: string) => void
  /** Milliseconds of a clock that never goes back. */
  now?: () => number
  /** Resolves after `ms`, or once the signal is aborted. */
  pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

const shortestPauseMs = 1000
const longestPauseMs = 30_000

/** @param first is running already */
export function keepRunning(first: RunningPart, options: KeepOptions): { stop(): Promise<void> } {
  const { name, start, onRestart, now = () => performance.now(), pause = pauseUnlessAborted } = options
  const stopping = new AbortController()
  const { signal } = stopping
  let current = first

  async function watch(): Promise<void> {
    let pauseMs = shortestPauseMs
    for (;;) {
      const startedAt = now()
      const how = await current.exited
      if (signal.aborted) return
      // One that lasted longer than the longest pause cannot be a loop that costs the machine anything.
      if (now() - startedAt > longestPauseMs) pauseMs = shortestPauseMs
      let line = `the ${name} ended (${how})`
      for (let started = false; !started;) {
        onRestart(`${line}; it starts again in ${pauseMs / 1000} s`)
        await pause(pauseMs, signal)
        if (signal.aborted) return
        pauseMs = Math.min(pauseMs * 2, longestPauseMs)
        try {
          current = await start()
          started = true
        } catch (error) {
          line = `the ${name} did not start: ${error instanceof Error ? error.message : String(error)}`
        }
      }
      // Asked to stop while it was coming up.
      if (signal.aborted) return current.stop()
    }
  }

  const watching = watch()
  return {
    async stop() {
      stopping.abort()
      await current.stop()
      await watching
    },
  }
}

async function pauseUnlessAborted(ms: number, signal: AbortSignal): Promise<void> {
  await wait(ms, undefined, { signal }).catch(() => undefined) // Aborted: whoever waits asks the signal.
}
