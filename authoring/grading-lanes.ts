/** Browsers that grade an author's own files side by side. */
import { availableParallelism } from 'node:os'
import type { CageHost } from '../grader/host/host.ts'
import type { Reader } from '../grader/reading/reader.ts'

export interface Lanes {
  count: number
  /** Started at the first need. */
  open: () => Promise<readonly CageHost[]>
  close: () => Promise<void>
}

/** Each is some 500 MB. */
const BROWSERS_AT_MOST = 4

export function makeLanes(reader: Reader): Lanes {
  const count = availableParallelism()
  let hosts: Promise<CageHost[]> | undefined
  return {
    count,
    async open() {
      hosts ??= Promise.all(Array.from({ length: Math.min(count, BROWSERS_AT_MOST) }, () => startHost(reader)))
      const started = await hosts
      return Array.from({ length: count }, (_, lane) => started[lane % started.length]).filter(
        (one) => one !== undefined,
      )
    },
    async close() {
      for (const host of (await hosts) ?? []) await host.close()
    },
  }
}

async function startHost(reader: Reader): Promise<CageHost> {
  const { makeChromiumHost } = await import('../grader/host/chromium-host.ts')
  return makeChromiumHost({ log: (line) => console.error(line), reader, keepsRealms: true })
}
