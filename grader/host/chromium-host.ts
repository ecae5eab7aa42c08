/** The server's host: cages in a headless Chromium that is sandboxed, cut off from the network, and replaced when it misbehaves. */
import type { Browser } from 'playwright'
import type { GradingJob } from '../exercise/exercise.ts'
import type { Verdict } from '../judge/verdict.ts'
import { makeReader } from '../reading/reader.ts'
import type { Reader } from '../reading/reader.ts'
import { makeBrowserKeeper } from './browser-keeper.ts'
import type { BrowserStart } from './browser-keeper.ts'
import { buildCageAssets } from './cage-assets.ts'
import { makeChromiumPages, openChromiumCage, openJudgePage } from './chromium-realms.ts'
import { runGrading } from './grading.ts'
import type { Realms } from './grading.ts'
import { measureReference } from './measure-reference.ts'
import type { CageHost, GradeOptions } from './host.ts'
import { machineIdleMs } from './cpu-clock.ts'
import { keepRealms } from './kept-realms.ts'
import { makeKernelMemory } from './kernel-memory.ts'
import { makeJudgePages } from './judge-pages.ts'
import { launchChromium } from './launch-chromium.ts'
import type { ReadyCage } from './open-cage.ts'
import { makeWarmRealms } from './warm-realms.ts'
import { watchRendererMemory } from './renderer-memory.ts'

const RENDERER_LIMIT_BYTES = 1.5 * 2 ** 30

export interface ChromiumHostOptions {
  log: (line: string) => void
  /** For development on a machine that forbids Chromium's sandbox, never with strangers' code. */
  allowUnsandboxed?: boolean
  /** Who compiles what is graded; one of its own when left out. */
  reader?: Reader
  /** For an author's own files: cages and judges serve one grading after another. Never with strangers' code. */
  keepsRealms?: boolean
  /** Each start of a browser, with the reason for it. */
  onBrowserStart?: (reason: BrowserStart) => void
  /** Each renderer that was ended because it held too much memory. */
  onRendererEnded?: () => void
}

export interface ChromiumHost extends CageHost {
  /** Chromium's version, recorded with references. */
  browserVersion(): Promise<string>
}

export async function makeChromiumHost(options: ChromiumHostOptions): Promise<ChromiumHost> {
  const reader = options.reader ?? makeReader()
  const onRendererEnded = (): void => {
    options.log(`a renderer held more than ${RENDERER_LIMIT_BYTES / 2 ** 20} MB: ended`)
    options.onRendererEnded?.()
  }
  const pages = makeChromiumPages(await buildCageAssets())
  const keeper = makeBrowserKeeper({
    launch: () => launchChromium({ purpose: 'grading', ...options }),
    watch: (browser) =>
      watchRendererMemory(browser, { limitBytes: RENDERER_LIMIT_BYTES, onEnded: onRendererEnded }).stop,
    onStart(reason) {
      options.onBrowserStart?.(reason)
      void judges.refresh()
    },
  })
  const judges = makeJudgePages(() =>
    keeper.openIn(async (browser) => {
      const page = await openJudgePage(browser, pages)
      return { ...page, isUsable: async () => page.isOpen() && (await keeper.isCurrent(browser)) }
    }),
  )
  const browserOf = new WeakMap<ReadyCage, Browser>()
  const memory = makeKernelMemory()
  const warm = makeWarmRealms(
    {
      openCage: (backend, kernels) =>
        keeper.openIn(async (browser, clock) => {
          const opened = await openChromiumCage(browser, pages, { backend, kernels })
          const cage = { ...opened, startClock: () => clock.begin() }
          browserOf.set(cage, browser)
          return cage
        }),
      judges,
    },
    memory.recall,
  )
  let running = 0
  const fresh: Realms = {
    ...warm.realms,
    compile: reader.compileLearner,
    idleMs: machineIdleMs,
    noteKernels(from, slug, calls) {
      // A cage that serves another learner takes nothing from a learner's cage.
      if (from === 'reference') memory.remember(slug, calls)
    },
    async afterDeath(cage) {
      await warm.close()
      keeper.distrust(cage && browserOf.get(cage))
    },
  }
  const kept = options.keepsRealms === true ? keepRealms(fresh) : undefined
  const realms = kept?.realms ?? fresh
  async function grade(job: GradingJob, gradeOptions: GradeOptions): Promise<Verdict> {
    running += 1
    try {
      return await runGrading(job, realms, gradeOptions)
    } finally {
      running -= 1
    }
  }
  return {
    async warm(backend) {
      // Whoever is being graded needs the machine more than whoever may come.
      if (running > 0) return
      try {
        await warm.prepare(backend)
      } catch (error) {
        // In this browser nothing comes up, such as after its GPU process ended: the next one stands in another.
        await realms.afterDeath?.(undefined)
        throw error
      }
    },
    grade: (job, gradeOptions = {}) => grade(job, gradeOptions),
    measureReference: (request) => measureReference(request, realms),
    browserVersion: () => keeper.openIn(async (browser) => browser.version()),
    async close() {
      kept?.close()
      await warm.close()
      await keeper.close()
      if (options.reader === undefined) reader.close()
    },
  }
}
