/** What Ctrl+C, `kill` and a closed terminal do to a command. */
import { constants } from 'node:os'

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * For commands that hold browsers and have nothing to finish. Without it a signal ends the process where it stands, and the
 * browsers' temporary folders stay.
 */
export function exitOnSignals(): void {
  for (const signal of signals) process.on(signal, () => process.exit(128 + constants.signals[signal]))
}

/** For commands that put away what they started. Also aborted when the parent that opened a channel to this process is gone. */
export function abortOnSignals(): AbortSignal {
  const ending = new AbortController()
  for (const signal of [...signals, 'disconnect'] as const) process.on(signal, () => ending.abort())
  return ending.signal
}
