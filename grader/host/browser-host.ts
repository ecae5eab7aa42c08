/**
 * The page's host: cages in the reader's own browser, on their own GPU. The verdict is provisional: nobody has to
 * believe it, and the server does not.
 *
 * The watchdog stands here, in the embedding page: a heap bomb takes the iframe's process with it, so the deadline
 * must not live there. An iframe that no longer answers is replaced.
 */
import { compileBehindWall } from '../reading/compile-behind-wall.ts'
import { makeReadingPool } from '../reading/reading-pool.ts'
import { runGrading } from './grading.ts'
import type { Realms } from './grading.ts'
import { measureReference } from './measure-reference.ts'
import type { CageHost } from './host.ts'
import { makeKernelMemory } from './kernel-memory.ts'
import { openFrame } from './iframe-realm.ts'
import { makeWaitingJudge } from './judges.ts'
import type { RealmPort } from './mailbox.ts'
import { startCage } from './open-cage.ts'
import { makeWarmRealms } from './warm-realms.ts'

export interface BrowserHostOptions {
  /** Where the built assets are served, ending in a slash: frame.html, reader.js, cage-<backend>.js, judge.js, tfjs.wasm. */
  assets: string
}

/** On the wall clock, which is all that a page has: a slow machine that is busy with others still compiles what people write. */
const COMPILE_LIMIT_MS = 6000

export function makeBrowserHost(options: BrowserHostOptions): CageHost {
  const assets = makeAssetLoader(options.assets)
  const open = async (script: string): Promise<RealmPort> =>
    openFrame(`${options.assets}frame.html`, await assets.text(script))
  const pool = makeReadingPool({ open: async () => ({ port: await open('reader.js') }), realms: 1 })
  const memory = makeKernelMemory()
  const warm = makeWarmRealms(
    {
      async openCage(backend, kernels) {
        const [port, wasm] = await Promise.all([
          open(`cage-${backend}.js`),
          backend === 'wasm' ? assets.bytes('tfjs.wasm') : Promise.resolve(undefined),
        ])
        return startCage(port, { backend, kernels, wasm })
      },
      judges: makeWaitingJudge(() => open('judge.js')),
    },
    memory.recall,
  )
  const realms: Realms = {
    ...warm.realms,
    compile: compileBehindWall(pool, COMPILE_LIMIT_MS),
    // All code that runs here is the reader's own: what the last Run launched, the next will most likely launch again.
    noteKernels: (_, slug, calls) => memory.remember(slug, calls),
  }
  return {
    async warm(backend) {
      await Promise.all([warm.prepare(backend), pool.warm()])
    },
    async grade(job, gradeOptions = {}) {
      const verdict = await runGrading(job, realms, gradeOptions)
      // The next Run finds its cage ready. What does not start now is tried again, and reported, at that Run.
      if (verdict.kind !== 'broken') void warm.prepare(job.backend).catch(() => undefined)
      return verdict
    },
    measureReference: (request) => measureReference(request, realms),
    async close() {
      pool.close()
      await warm.close()
    },
  }
}

/** Fetches each asset once; a failed fetch is tried again at the next need. */
function makeAssetLoader(base: string): {
  text(name: string): Promise<string>
  bytes(name: string): Promise<ArrayBuffer>
} {
  const loaded = new Map<string, Promise<Response>>()
  async function load(name: string): Promise<Response> {
    const response = await fetch(`${base}${name}`)
    if (!response.ok) throw new Error(`${name} could not be loaded (${response.status})`)
    return response
  }
  async function get(name: string): Promise<Response> {
    const response = loaded.get(name) ?? load(name)
    loaded.set(name, response)
    try {
      return (await response).clone()
    } catch (error) {
      loaded.delete(name)
      throw error
    }
  }
  return {
    text: async (name) => (await get(name)).text(),
    bytes: async (name) => (await get(name)).arrayBuffer(),
  }
}
