/**
 * Keeps one browser running for the realms of a host. It is replaced when it is worn out, when it died, and when a cage
 * died in it: what killed the cage may have harmed more than its own process.
 */
import { readFile } from 'node:fs/promises'
import type { Browser } from 'playwright'
import { makeCpuClock } from './cpu-clock.ts'
import type { CpuClock } from './cpu-clock.ts'
import { whileAlive } from './while-alive.ts'

/** Cages and judges that one browser opens before it is replaced. */
const REALMS_PER_BROWSER = 400
/** A browser that was asked to close, or to serve its last realms to their end, has this long. */
const CLOSE_LIMIT_MS = 5_000
const LAST_REALMS_LIMIT_MS = 120_000
const LOOK_MS = 500

export type BrowserStart = 'first' | 'worn-out' | 'died' | 'cage-died'

export interface BrowserKeeper {
  /** Opens one more realm, in a browser that stays at least until `open` is done. */
  openIn<Opened>(open: (browser: Browser, clock: CpuClock) => Promise<Opened>): Promise<Opened>
  /** False for a browser that was replaced, or will be at the next realm. */
  isCurrent(browser: Browser): Promise<boolean>
  /**
   * The next realm gets a fresh browser; this one serves its other realms to their end.
   * @param browser undefined: whichever is current. One that was replaced already takes no other with it.
   */
  distrust(browser?: Browser): void
  /** Ends every browser that was started here, also one that still serves its last realms. */
  close(): Promise<void>
}

interface Kept {
  browser: Browser
  clock: CpuClock
  /** Ends what watches over the browser. */
  unwatch: () => void
  realms: number
  /** Realms on their way, of which the browser may know nothing yet. */
  opening: number
  distrusted: boolean
}

export function makeBrowserKeeper(options: {
  launch: () => Promise<Browser>
  /** @returns how to stop watching */
  watch: (browser: Browser) => () => void
  /** Each start of a browser, with the reason for it. */
  onStart: (reason: BrowserStart) => void
}): BrowserKeeper {
  const ending = new Set<Promise<void>>()
  const closing = new AbortController()
  let current: Promise<Kept> | undefined

  async function launch(reason: BrowserStart): Promise<Kept> {
    options.onStart(reason)
    const browser = await options.launch()
    return {
      browser,
      clock: makeCpuClock(browser),
      unwatch: options.watch(browser),
      realms: 0,
      opening: 0,
      distrusted: false,
    }
  }
  async function usable(previous: Promise<Kept> | undefined): Promise<Kept> {
    const kept = await previous?.catch(() => undefined)
    const reason = reasonToReplace(kept)
    if (kept !== undefined && reason === undefined) return kept
    if (kept !== undefined) retire(kept)
    return launch(reason ?? 'first')
  }
  function retire(kept: Kept): void {
    const ended = endAfterLastRealm(kept, closing.signal)
    ending.add(ended)
    void ended.finally(() => ending.delete(ended))
  }
  return {
    async openIn(open) {
      // Whoever asks next waits for this answer: two that ask at once must not start two browsers.
      current = usable(current)
      const kept = await current
      kept.realms += 1
      kept.opening += 1
      try {
        return await open(kept.browser, kept.clock)
      } finally {
        kept.opening -= 1
      }
    },
    async isCurrent(browser) {
      const kept = await current?.catch(() => undefined)
      return kept?.browser === browser && reasonToReplace(kept) === undefined
    },
    distrust(browser) {
      void current?.then(
        (kept) => {
          if (browser === undefined || browser === kept.browser) kept.distrusted = true
        },
        () => undefined,
      )
    },
    async close() {
      closing.abort()
      const kept = await current?.catch(() => undefined)
      current = undefined
      if (kept !== undefined) await end(kept)
      await Promise.all(ending)
    },
  }
}

function reasonToReplace(kept: Kept | undefined): BrowserStart | undefined {
  if (kept === undefined) return 'first'
  if (!kept.browser.isConnected()) return 'died'
  if (kept.distrusted) return 'cage-died'
  return kept.realms < REALMS_PER_BROWSER ? undefined : 'worn-out'
}

async function endAfterLastRealm(kept: Kept, closing: AbortSignal): Promise<void> {
  const deadline = performance.now() + LAST_REALMS_LIMIT_MS
  const inUse = () => kept.opening > 0 || kept.browser.contexts().length > 0
  while (inUse() && kept.browser.isConnected() && !closing.aborted && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS).unref())
  }
  await end(kept)
}

/** Closes the browser; one that does not close is killed with its whole process group. Never throws. */
async function end(kept: Kept): Promise<void> {
  kept.unwatch()
  const group = await findProcessGroup(kept.browser)
  const closed = kept.browser.close().then(
    () => true,
    () => false,
  )
  const late = new Promise<false>((resolve) => setTimeout(() => resolve(false), CLOSE_LIMIT_MS).unref())
  if ((await Promise.race([closed, late])) || group === undefined) return
  try {
    process.kill(-group, 'SIGKILL')
  } catch {
    // It ended between the look and the kill.
  }
}

/** @returns undefined where the browser has ended or the system does not tell */
async function findProcessGroup(browser: Browser): Promise<number | undefined> {
  if (!browser.isConnected() || process.platform !== 'linux') return undefined
  try {
    const { processInfo } = await whileAlive(
      browser,
      async () => (await browser.newBrowserCDPSession()).send('SystemInfo.getProcessInfo'),
      CLOSE_LIMIT_MS,
    )
    const pid = processInfo.find(({ type }) => type === 'browser')?.id
    // Fields after the name in parentheses: state, parent, process group.
    const stat = pid === undefined ? '' : await readFile(`/proc/${pid}/stat`, 'utf8')
    const group = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2])
    return Number.isInteger(group) && group > 1 && group !== ownProcessGroup ? group : undefined
  } catch {
    // The browser ended while it was asked.
    return undefined
  }
}

/** Never kill the group that we belong to ourselves. */
const ownProcessGroup = await readFile('/proc/self/stat', 'utf8').then(
  (stat) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]),
  () => undefined,
)
