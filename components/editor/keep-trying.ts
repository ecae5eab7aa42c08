/** Longer each time; the last one goes on. */
const pausesMs = [1_000, 4_000, 15_000, 30_000] as const

export interface KeepTrying {
  signal: AbortSignal
  /** Each failure, before the next try. */
  onFailure: (cause: unknown) => void
  /** Resolves when the next try need not wait for its time, such as when the network is back. */
  wake: (signal: AbortSignal) => Promise<void>
  pause?: (ms: number, signal: AbortSignal) => Promise<void>
}

/** Loads until it succeeds. @throws the signal's reason once it is aborted */
export async function keepTrying<Result>(load: () => Promise<Result>, options: KeepTrying): Promise<Result> {
  const { signal, onFailure, wake, pause = wait } = options
  for (let tries = 0; ; tries += 1) {
    try {
      return await load()
    } catch (cause) {
      signal.throwIfAborted()
      onFailure(cause)
      const ended = new AbortController()
      const either = AbortSignal.any([signal, ended.signal])
      const ms = pausesMs[Math.min(tries, pausesMs.length - 1)] ?? 0
      await Promise.race([pause(ms, either), wake(either)]).finally(() => ended.abort())
      signal.throwIfAborted()
    }
  }
}

async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}
