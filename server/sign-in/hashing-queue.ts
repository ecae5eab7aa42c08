import 'server-only'

import { DomainError } from '@/course/foundation/errors.ts'

/**
 * Lets a few passwords be hashed at once and few wait. Invariant: hashing, which costs a core for a while and which strangers may ask
 * for, leaves a thread of libuv's pool to everything else, and a wait that nobody would sit out is refused at once.
 */
export interface HashingQueue {
  /** @throws DomainError 'busy', without doing the work, where too many wait */
  run<T>(work: () => Promise<T>): Promise<T>
  /** To be asked before a try is counted: who is refused has not tried. @throws DomainError 'busy' */
  requireRoom(): void
}

/** One after another these take a second or two. */
const waitingPerHasher = 60
const retryAfterSeconds = 3

export function makeHashingQueue(options: { atOnce: number; waitingAtMost?: number }): HashingQueue {
  const { atOnce, waitingAtMost = atOnce * waitingPerHasher } = options
  const waiting: Array<() => void> = []
  let running = 0

  function requireRoom(): void {
    if (running >= atOnce && waiting.length >= waitingAtMost) throw new DomainError('busy', { retryAfterSeconds })
  }

  return {
    requireRoom,
    async run(work) {
      requireRoom()
      // Whoever ends hands its place on, so that nobody comes in between.
      if (running < atOnce) running += 1
      else await new Promise<void>((resolve) => waiting.push(resolve))
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next === undefined) running -= 1
        else next()
      }
    },
  }
}

/**
 * How many may be hashed at once: a core stays for the event loop, a thread of the pool for files, names and compression.
 * @param machine.poolThreads of libuv, as UV_THREADPOOL_SIZE says
 */
export function countHashers(machine: { cores: number; poolThreads: number }): number {
  return Math.max(1, Math.min(machine.cores, machine.poolThreads) - 1)
}

/** @param poolSize as the environment has it; libuv takes four where it says nothing */
export function parsePoolThreads(poolSize: string | undefined): number {
  const given = Number(poolSize)
  return Number.isInteger(given) && given > 0 ? given : 4
}
