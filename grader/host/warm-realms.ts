/** Keeps one started cage per backend and one judge ahead of need. Each is used once and then thrown away. */
import type { KernelCall } from '../cage/protocol.ts'
import type { BackendName } from '../judge/verdict.ts'
import type { ReadyCage, Realms } from './grading.ts'
import type { RealmPort } from './mailbox.ts'

export interface WarmRealms {
  /** Hands out what waits, or opens what does not. */
  realms: Realms
  /** Resolves when a submission could be taken at once. */
  prepare(backend: BackendName): Promise<void>
  close(): Promise<void>
}

/** How a host opens what is kept; `kernels` are for a cage that has time to launch them. */
export interface OpenRealms {
  openCage(backend: BackendName, kernels: KernelCall[]): Promise<ReadyCage>
  openJudge(): Promise<RealmPort>
}

/** @param recall kernels that a waiting cage launches before its code comes */
export function makeWarmRealms(open: OpenRealms, recall: () => KernelCall[]): WarmRealms {
  const cages = new Map<BackendName, Promise<ReadyCage>>()
  const judges: Promise<RealmPort>[] = []

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
  async function prepareJudge(): Promise<void> {
    const judge = judges[0] ?? open.openJudge()
    if (judges.length === 0) judges.push(judge)
    try {
      await judge
    } catch (error) {
      judges.length = 0
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
      async openJudge() {
        const judge = await judges.pop()
        return judge?.mailbox.isOpen() === true ? judge : open.openJudge()
      },
    },
    async prepare(backend) {
      await Promise.all([prepareCage(backend), prepareJudge()])
    },
    async close() {
      for (const cage of await Promise.allSettled(cages.values())) {
        if (cage.status === 'fulfilled') cage.value.port.end()
      }
      for (const judge of await Promise.allSettled(judges)) if (judge.status === 'fulfilled') judge.value.end()
      cages.clear()
      judges.length = 0
    },
  }
}
