import { constants } from 'node:os'

/**
 * For commands that hold browsers and have nothing to finish. Without it a signal ends the process where it stands, and the
 * browsers' temporary folders stay.
 */
export function exitOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => process.exit(128 + constants.signals[signal]))
  }
}
