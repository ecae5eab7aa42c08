/** The server's host: cages in a headless Chromium that is sandboxed, cut off from the network, and replaced when it misbehaves. */
import { makeBrowserKeeper } from './browser-keeper.ts'
import type { BrowserStart } from './browser-keeper.ts'
import { buildCageAssets } from './cage-assets.ts'
import { makeChromiumPages, openChromiumCage, openChromiumJudge } from './chromium-realms.ts'
import { runGrading } from './grading.ts'
import type { Realms } from './grading.ts'
import { measureReference } from './measure-reference.ts'
import type { CageHost } from './host.ts'
import { launchChromium } from './launch-chromium.ts'
import { makeWarmRealms } from './warm-realms.ts'
import { watchRendererMemory } from './renderer-memory.ts'

const RENDERER_LIMIT_BYTES = 1.5 * 2 ** 30

export interface ChromiumHostOptions {
  log: (line: string) => void
  /** For development on a machine that forbids Chromium's sandbox, never with strangers' code. */
  allowUnsandboxed?: boolean
  /** Each start of a browser, with the reason for it. */
  onBrowserStart?: (reason: BrowserStart) => void
}

export interface ChromiumHost extends CageHost {
  /** Chromium's version, recorded with references. */
  browserVersion(): Promise<string>
}

export async function makeChromiumHost(options: ChromiumHostOptions): Promise<ChromiumHost> {
  const pages = makeChromiumPages(await buildCageAssets())
  const keeper = makeBrowserKeeper({
    launch: () => launchChromium({ purpose: 'grading', ...options }),
    watch: (browser) => watchRendererMemory(browser, RENDERER_LIMIT_BYTES, options.log).stop,
    onStart: (reason) => options.onBrowserStart?.(reason),
  })
  const warm = makeWarmRealms({
    openCage: async (backend) => openChromiumCage(await keeper.browser(), pages, backend),
    openJudge: async () => openChromiumJudge(await keeper.browser(), pages),
  })
  const realms: Realms = {
    ...warm.realms,
    async afterDeath() {
      await warm.close()
      keeper.distrust()
    },
  }
  return {
    warm: (backend) => warm.prepare(backend),
    grade: (job, gradeOptions = {}) => runGrading(job, realms, gradeOptions),
    measureReference: (request) => measureReference(request, warm.realms),
    browserVersion: async () => (await keeper.browser()).version(),
    async close() {
      await warm.close()
      await keeper.close()
    },
  }
}
