import { onTestFinished, vi } from 'vitest'

/** For the rest of a test no time passes: nobody's tries fall into two windows of a throttle. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
}
