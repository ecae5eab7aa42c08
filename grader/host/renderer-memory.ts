/**
 * Kills renderers that hold too much memory. V8's heap limit does not count ArrayBuffers, which reach gigabytes in
 * seconds, so the resident memory of each renderer is read from outside.
 */
import { readFile } from 'node:fs/promises'

const PAGE_BYTES = 4096
const POLL_MS = 200

/** What of a browser is asked. */
interface WatchedBrowser {
  newBrowserCDPSession(): Promise<{
    send(method: 'SystemInfo.getProcessInfo'): Promise<{ processInfo: Array<{ type: string; id: number }> }>
  }>
}

export interface MemoryWatch {
  stop(): void
}

/**
 * @param watching.limitBytes resident memory of one renderer
 * @param watching.onEnded told once for each that was ended
 */
export function watchRendererMemory(
  browser: WatchedBrowser,
  watching: { limitBytes: number; onEnded: () => void },
): MemoryWatch {
  const { limitBytes, onEnded } = watching
  const session = browser.newBrowserCDPSession()
  // A browser that ends at once has nothing to watch.
  session.catch(() => undefined)
  const timer = setInterval(() => void poll(), POLL_MS)
  timer.unref()
  let busy = false

  async function poll(): Promise<void> {
    if (busy || process.platform !== 'linux') return
    busy = true
    try {
      const { processInfo } = await (await session).send('SystemInfo.getProcessInfo')
      for (const { type, id } of processInfo) {
        if (type !== 'renderer' || !((await residentBytes(id)) > limitBytes)) continue
        process.kill(id, 'SIGKILL')
        onEnded()
      }
    } catch (error) {
      // The browser or the renderer ended between two lines of this function: nothing is left to watch.
      if (!(error instanceof Error)) throw error
    } finally {
      busy = false
    }
  }
  return { stop: () => clearInterval(timer) }
}

async function residentBytes(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/statm`, 'utf8')).split(' ')
  return Number(fields[1]) * PAGE_BYTES
}
