/**
 * Cages and judges that serve one grading after another, for whoever checks files of one author: a wall between a solution
 * and the wrong ideas beside it guards nobody, and starting a realm costs several times what a run does. Strangers' code never
 * meets such a realm: each submission has a fresh cage, in a process of its own, and a fresh judge.
 */
import type { JudgeMessage } from '../judge/protocol.ts'
import type { BackendName } from '../judge/verdict.ts'
import type { Realms } from './grading.ts'
import type { RealmPort } from './mailbox.ts'
import type { ReadyCage } from './open-cage.ts'

/** What code keeps for good, such as tensors given to tf.keep, stays in a cage until it is ended. */
const USES = 100

/** What a judge says when it starts; one that served before says it no more. */
const up: JudgeMessage = { type: 'up' }

export interface KeptRealms {
  realms: Realms
  /** Ends those that wait. */
  close(): void
}

export function keepRealms(realms: Realms): KeptRealms {
  const cages = makeShelf<BackendName, ReadyCage>(({ port }) => port)
  const judges = makeShelf<string, RealmPort>((port) => port)
  const uses = new WeakMap<ReadyCage, number>()

  function close(): void {
    cages.clear()
    judges.clear()
  }
  return {
    realms: {
      ...realms,
      openCage: async (backend) => cages.take(backend) ?? realms.openCage(backend),
      leave(cage) {
        const used = (uses.get(cage) ?? 0) + 1
        uses.set(cage, used)
        if (used < USES) cages.put(cage.backend, cage)
        else cage.port.end()
      },
      async openJudge(revision) {
        const waiting = judges.take(revision)
        waiting?.mailbox.push(JSON.stringify(up))
        const port = waiting ?? (await realms.openJudge(revision))
        // Each question has had its answer, or the mailbox is closed: a judge is asked one thing at a time.
        return { ...port, end: () => judges.put(revision, port) }
      },
      async afterDeath(cage) {
        // They may share a process or a browser with what died.
        close()
        await realms.afterDeath?.(cage)
      },
    },
    close,
  }
}

/** Realms that wait for their next use. One that died meanwhile is ended when it is met. */
function makeShelf<Key, Kept>(portOf: (kept: Kept) => RealmPort) {
  const waiting = new Map<Key, Kept[]>()
  return {
    take(key: Key): Kept | undefined {
      const all = waiting.get(key) ?? []
      for (let one = all.pop(); one !== undefined; one = all.pop()) {
        if (portOf(one).mailbox.isOpen()) return one
        portOf(one).end()
      }
      return undefined
    },
    put(key: Key, one: Kept): void {
      if (portOf(one).mailbox.isOpen()) waiting.set(key, [...(waiting.get(key) ?? []), one])
      else portOf(one).end()
    },
    clear(): void {
      for (const one of [...waiting.values()].flat()) portOf(one).end()
      waiting.clear()
    },
  }
}
