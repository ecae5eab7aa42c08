/** The kernels that each exercise's last run launched, for cages that wait: whose code comes next is not known to them. */
import { KERNEL_CALLS_LIMIT } from '../cage/protocol.ts'
import type { KernelCall } from '../cage/protocol.ts'

export interface KernelMemory {
  remember(slug: string, calls: readonly KernelCall[]): void
  /** Calls of the exercises that ran last, as many as a cage takes. */
  recall(): KernelCall[]
}

export function makeKernelMemory(): KernelMemory {
  const bySlug = new Map<string, readonly KernelCall[]>()
  return {
    remember(slug, calls) {
      if (calls.length === 0) return
      // Inserted anew: the last that was remembered stands last.
      bySlug.delete(slug)
      bySlug.set(slug, calls)
    },
    recall: () => [...bySlug.values()].toReversed().flat().slice(0, KERNEL_CALLS_LIMIT),
  }
}
