/** Where a host's judges come from: a fresh realm for each grading, never one that saw a learner's code. */
import type { RealmPort } from './mailbox.ts'

export interface Judges {
  /** @param revision whose checks the judge will run */
  open(revision: string): Promise<RealmPort>
  /** Resolves when a judge could be had at once. */
  prepare(): Promise<void>
  /** Nothing is opened ahead any more. Judges in use serve to their end. */
  close(): Promise<void>
}

/** Keeps one started judge ahead of need. */
export function makeWaitingJudge(start: () => Promise<RealmPort>): Judges {
  let waiting: Promise<RealmPort> | undefined
  async function take(): Promise<RealmPort | undefined> {
    const taken = waiting
    waiting = undefined
    return taken
  }
  return {
    async open() {
      const judge = await take()
      return judge?.mailbox.isOpen() === true ? judge : start()
    },
    async prepare() {
      waiting ??= start()
      try {
        await waiting
      } catch (error) {
        waiting = undefined
        throw error
      }
    },
    async close() {
      const judge = await take().catch(() => undefined)
      judge?.end()
    },
  }
}
