/** The server's host: cages in a headless Chromium that is sandboxed, cut off from the network, and replaced when it misbehaves. */
import type { Browser } from 'playwright'
import { buildCageAssets } from './cage-assets.ts'
import { makeChromiumPages, openChromiumCage, openChromiumJudge } from './chromium-realms.ts'
import { runGrading } from './grading.ts'
import { measureReference } from './measure-reference.ts'
import type { CageHost } from './host.ts'
import { launchChromium } from './launch-chromium.ts'
import { makeWarmRealms } from './warm-realms.ts'
import { watchRendererMemory } from './renderer-memory.ts'
import type { MemoryWatch } from './renderer-memory.ts'

const RENDERER_LIMIT_BYTES = 1.5 * 2 ** 30
/** A browser serves this many cages and is then replaced by a fresh one. */
const CAGES_PER_BROWSER = 200

export interface ChromiumHostOptions {
  log: (line: string) => void
  /** For development on a machine that forbids Chromium's sandbox, never with strangers' code. */
  allowUnsandboxed?: boolean
}

export interface ChromiumHost extends CageHost {
  /** Chromium's version, recorded with references. */
  browserVersion(): Promise<string>
}

export async function makeChromiumHost(options: ChromiumHostOptions): Promise<ChromiumHost> {
  const pages = makeChromiumPages(await buildCageAssets())
  const keeper = makeBrowserKeeper(options)
  const warm = makeWarmRealms({
    openCage: async (backend) => openChromiumCage(await keeper.browser(), pages, backend),
    openJudge: async () => openChromiumJudge(await keeper.browser(), pages),
  })
  return {
    warm: (backend) => warm.prepare(backend),
    grade: (job, gradeOptions = {}) => runGrading(job, warm.realms, gradeOptions),
    measureReference: (request) => measureReference(request, warm.realms),
    browserVersion: async () => (await keeper.browser()).version(),
    async close() {
      await warm.close()
      await keeper.close()
    },
  }
}

interface BrowserKeeper {
  /** A browser that is up; a fresh one after the last died or was worn out. */
  browser(): Promise<Browser>
  close(): Promise<void>
}

interface Kept {
  browser: Browser
  watch: MemoryWatch
  uses: number
}

function makeBrowserKeeper(options: ChromiumHostOptions): BrowserKeeper {
  let current: Promise<Kept> | undefined

  async function launch(): Promise<Kept> {
    const browser = await launchChromium({ purpose: 'grading', ...options })
    return { browser, watch: watchRendererMemory(browser, RENDERER_LIMIT_BYTES, options.log), uses: 0 }
  }
  async function end(kept: Kept): Promise<void> {
    kept.watch.stop()
    await kept.browser.close()
  }
  async function usable(): Promise<Kept> {
    const kept = await current?.catch(() => undefined)
    if (kept?.browser.isConnected() === true && kept.uses < CAGES_PER_BROWSER) return kept
    if (kept !== undefined && kept.browser.contexts().length === 0) await end(kept)
    else if (kept !== undefined) retire(kept)
    return launch()
  }
  /** Still serving others: closed when its last context is. */
  function retire(kept: Kept): void {
    const timer = setInterval(() => {
      if (kept.browser.contexts().length > 0) return
      clearInterval(timer)
      void end(kept)
    }, 1_000)
    timer.unref()
  }
  return {
    async browser() {
      current = usable()
      const kept = await current
      kept.uses += 1
      return kept.browser
    },
    async close() {
      const kept = await current?.catch(() => undefined)
      if (kept !== undefined) await end(kept)
    },
  }
}
