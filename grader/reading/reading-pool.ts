/**
 * The wall around reading: each text is read in a realm of its own thread, with a deadline, one at a time in each realm.
 *
 * Invariant: whatever a text does to its reader ends within the limit and costs nobody else more than that. Parsers take more
 * than linear time for some texts, and those are not all known; without this wall a text of 3 kB stops the grader, or the web.
 */
import { startDeadline } from '../host/deadline.ts'
import { RealmDied } from '../host/mailbox.ts'
import type { RealmPort } from '../host/mailbox.ts'
import type { ReadingCommand } from './protocol.ts'

/** Where texts are read, one after another: the realm is kept until a text makes it end. */
export interface ReadingRealm {
  port: RealmPort
  /** CPU time that it has had, in milliseconds; left out where nobody can tell. */
  cpuMs?: () => Promise<number>
  /** Whether the process that asks waits for it: one that waits for nothing else may end. */
  hold?: (held: boolean) => void
}

export interface ReadingPoolOptions {
  open: () => Promise<ReadingRealm>
  /** How many are read at once. */
  realms: number
  /** Of one reading on the clock, however little CPU time it got. */
  wallMs?: number
}

export interface ReadOptions {
  /** Stops the reading: it ends at once with RealmDied `stopped`. */
  signal?: AbortSignal | undefined
}

export interface ReadingPool {
  /**
   * @returns the realm's answer
   * @throws ReadingLimit where the text takes too long or too much memory
   * @throws RealmDied `stopped`; `starved` when the machine gave the realm no time; any other reason when no realm can be had
   */
  ask(command: ReadingCommand, limitMs: number, options?: ReadOptions): Promise<string>
  /** Opens a realm ahead of need. */
  warm(): Promise<void>
  /** Ends what is being read, and every realm. */
  close(): void
}

/** Thrown for a text that takes more time or memory than reading may. */
export class ReadingLimit extends Error {
  override name = 'ReadingLimit'
}

/** On the clock: a machine so busy says nothing about the text, which is read again later. */
const WALL_MS = 30_000
/** Of the limit, in CPU time: only who used all of it is over it. */
const LEAST = 0.95

export function makeReadingPool({ open, realms, wallMs = WALL_MS }: ReadingPoolOptions): ReadingPool {
  const ending = new AbortController()
  const idle: ReadingRealm[] = []
  const turns = makeTurns(realms)

  /** One that is open: it may have ended by itself while it waited. */
  async function take(): Promise<ReadingRealm> {
    for (;;) {
      const kept = idle.pop()
      if (kept === undefined) return openForText()
      if (kept.port.mailbox.isOpen()) return kept
      kept.port.end()
    }
  }
  /** A realm that does not come up has seen no text. */
  async function openForText(): Promise<ReadingRealm> {
    try {
      return await open()
    } catch (cause) {
      if (cause instanceof RealmDied && cause.reason === 'blocked') throw cause
      throw new RealmDied('error', 'no reader can be had', { cause })
    }
  }
  function giveBack(realm: ReadingRealm): void {
    if (!realm.port.mailbox.isOpen() || ending.signal.aborted) return realm.port.end()
    realm.hold?.(false)
    idle.push(realm)
  }

  async function readOnce(command: ReadingCommand, limitMs: number, signal: AbortSignal): Promise<string> {
    const realm = await take()
    realm.hold?.(true)
    const stop = () => realm.port.mailbox.close(stopped())
    signal.addEventListener('abort', stop)
    if (signal.aborted) stop()
    const callOff = await startClock(realm, { limitMs, wallMs })
    try {
      realm.port.post({ command: JSON.stringify(command) })
      return await realm.port.mailbox.next()
    } finally {
      callOff()
      signal.removeEventListener('abort', stop)
      giveBack(realm)
    }
  }

  return {
    async ask(command, limitMs, options = {}) {
      const signal = AbortSignal.any([ending.signal, ...(options.signal === undefined ? [] : [options.signal])])
      const leave = await turns.take(signal)
      try {
        try {
          return await readOnce(command, limitMs, signal)
        } catch (error) {
          // A realm can die for reasons of the machine: only a second time speaks of the text.
          if (!isDeath(error)) throw error
          return await readOnce(command, limitMs, signal)
        }
      } catch (error) {
        if (isLimit(error) || isDeath(error))
          throw new ReadingLimit('the text takes too much to read', { cause: error })
        throw error
      } finally {
        leave()
      }
    },
    async warm() {
      if (idle.length === 0) giveBack(await open())
    },
    close() {
      ending.abort()
      for (const realm of idle.splice(0)) realm.port.end()
    },
  }
}

/** @returns how to call it off */
async function startClock(
  { port, cpuMs }: ReadingRealm,
  { limitMs, wallMs }: { limitMs: number; wallMs: number },
): Promise<() => void> {
  // What it had before belongs to others.
  const before = cpuMs === undefined ? 0 : await cpuMs()
  return startDeadline({
    limitMs,
    cpuMs: cpuMs && (async () => (await cpuMs()) - before),
    end: (reason) => port.mailbox.close(reason),
    longest: wallMs / limitMs,
    least: LEAST,
  })
}

function isLimit(error: unknown): boolean {
  return error instanceof RealmDied && (error.reason === 'time-limit' || error.reason === 'out-of-memory')
}

function isDeath(error: unknown): boolean {
  return error instanceof RealmDied && (error.reason === 'died' || error.reason === 'silent')
}

function stopped(): RealmDied {
  return new RealmDied('stopped', 'reading was stopped')
}

/** Lets so many in at once, the others in the order in which they came. */
function makeTurns(atOnce: number): { take(signal: AbortSignal): Promise<() => void> } {
  const waiting = new Set<() => void>()
  let free = atOnce
  const leave = (): void => {
    const [next] = waiting
    if (next === undefined) free += 1
    else next()
  }
  return {
    take(signal) {
      if (signal.aborted) return Promise.reject(stopped())
      if (free > 0) {
        free -= 1
        return Promise.resolve(leave)
      }
      return new Promise((resolve, reject) => {
        const enter = (): void => {
          waiting.delete(enter)
          signal.removeEventListener('abort', giveUp)
          resolve(leave)
        }
        const giveUp = (): void => {
          waiting.delete(enter)
          reject(stopped())
        }
        waiting.add(enter)
        signal.addEventListener('abort', giveUp, { once: true })
      })
    },
  }
}
