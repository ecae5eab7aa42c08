/** Keeps one started cage per backend ahead of need, and sees that a judge is at hand. A cage is used once and then thrown away. */
import type { KernelCall } from '../cage/protocol.ts'
import type { BackendName } from '../judge/verdict.ts'
import type { Realms } from './grading.ts'
import type { Judges } from './judges.ts'
import type { ReadyCage } from './open-cage.ts'

export interface WarmRealms {
  /** Hands out what waits, or opens what does not. */
  realms: Pick<Realms, 'openCage' | 'openJudge'>
  /** Resolves when a submission could be taken at once. */
  prepare(backend: BackendName): Promise<void>
  close(): Promise<void>
}

/** How a host opens what is kept; `kernels` are for a cage that has time to launch them. */
export interface OpenRealms {
  openCage(backend: BackendName, kernels: KernelCall[]): Promise<ReadyCage>
  judges: Judges
}

/** @param recall kernels that a waiting cage launches before its code comes */
export function makeWarmRealms(open: OpenRealms, recall: () => KernelCall[]): WarmRealms {
  const cages = new Map<BackendName, Promise<ReadyCage>>()

  async function prepareCage(backend: BackendName): Promise<void> {
    const cage = cages.get(backend) ?? open.openCage(backend, recall())
    cages.set(backend, cage)
    try {
      await cage
    } catch (error) {
      cages.delete(backend)
      throw error
    }
  }
  return {
    realms: {
      async openCage(backend) {
        const waiting = cages.get(backend)
        cages.delete(backend)
        const cage = await waiting
        return cage?.port.mailbox.isOpen() === true ? cage : open.openCage(backend, [])
      },
      openJudge: (revision) => open.judges.open(revision),
    },
    async prepare(backend) {
      await Promise.all([prepareCage(backend), open.judges.prepare()])
    },
    async close() {
      for (const cage of await Promise.allSettled(cages.values())) {
        if (cage.status === 'fulfilled') cage.value.port.end()
      }
      cages.clear()
      await open.judges.close()
    },
  }
}
