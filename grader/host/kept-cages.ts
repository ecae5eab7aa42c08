/**
 * Cages that serve one grading after another, for whoever checks files of one author: a wall between a solution and the
 * wrong ideas beside it guards nobody, and starting a cage costs several times what a run does. Strangers' code never meets
 * such a cage: each submission has a fresh one, in a process of its own.
 */
import type { BackendName } from '../judge/verdict.ts'
import type { ReadyCage, Realms } from './grading.ts'

/** What code keeps for good, such as tensors given to tf.keep, stays in a cage until it is ended. */
const USES = 50

export interface KeptCages {
  realms: Realms
  /** Ends those that wait. */
  close(): void
}

export function keepCages(realms: Realms): KeptCages {
  const waiting = new Map<BackendName, ReadyCage[]>()
  const uses = new WeakMap<ReadyCage, number>()

  function take(backend: BackendName): ReadyCage | undefined {
    const cages = waiting.get(backend) ?? []
    for (let cage = cages.pop(); cage !== undefined; cage = cages.pop()) {
      if (cage.port.mailbox.isOpen()) return cage
      cage.port.end()
    }
    return undefined
  }
  function close(): void {
    for (const cage of [...waiting.values()].flat()) cage.port.end()
    waiting.clear()
  }
  return {
    realms: {
      ...realms,
      openCage: async (backend) => take(backend) ?? realms.openCage(backend),
      leave(cage) {
        const used = (uses.get(cage) ?? 0) + 1
        uses.set(cage, used)
        if (used >= USES || !cage.port.mailbox.isOpen()) cage.port.end()
        else waiting.set(cage.backend, [...(waiting.get(cage.backend) ?? []), cage])
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
