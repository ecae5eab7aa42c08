/** Cages and judge cages in Chromium: a page in an opaque origin each, without any network, driven from Node. */
import type { Browser, BrowserContext, Page } from 'playwright'
import type { KernelCall } from '../cage/protocol.ts'
import type { BackendName } from '../judge/verdict.ts'
import { embedInFrame, frameContentSecurityPolicy } from './cage-assets.ts'
import type { CageAssets } from './cage-assets.ts'
import { RealmDied, makeMailbox } from './mailbox.ts'
import type { Mailbox, RealmPort } from './mailbox.ts'
import { startCage } from './open-cage.ts'
import type { ReadyCage } from './open-cage.ts'
import { browserEnded, whileAlive } from './while-alive.ts'

/** A name that no resolver knows; the route below answers before any would be asked. */
const FRAME_URL = 'https://cage.invalid/frame.html'
/** Tells the frame to pass on the wasm module that stands in its page. */
const EMBEDDED = 'embedded'
/** The worker that the frame starts by itself. */
const FIRST = 1

/** The pages that realms are opened with: everything that a realm needs stands in the one response. */
export interface ChromiumPages {
  cages: Record<BackendName, Buffer>
  judge: Buffer
}

export function makeChromiumPages({ frameHtml, cageScripts, judgeScript, wasm }: CageAssets): ChromiumPages {
  const page = (script: string, bytes?: Uint8Array) => Buffer.from(embedInFrame(frameHtml, script, bytes))
  return {
    cages: { webgl: page(cageScripts.webgl), wasm: page(cageScripts.wasm, wasm), cpu: page(cageScripts.cpu) },
    judge: page(judgeScript),
  }
}

export async function openChromiumCage(
  browser: Browser,
  pages: ChromiumPages,
  start: { backend: BackendName; kernels: KernelCall[] },
): Promise<ReadyCage> {
  const page = await openWorkerPage(browser, pages.cages[start.backend])
  const port = { ...page.worker(FIRST), end: page.end }
  return startCage(port, { ...start, wasm: start.backend === 'wasm' ? EMBEDDED : undefined })
}

/** A page in which each call of `judge` gives a judge in a worker of its own. */
export async function openJudgePage(
  browser: Browser,
  pages: ChromiumPages,
): Promise<{ judge: () => RealmPort; prepare: () => void; isOpen: () => boolean; end: () => void }> {
  const page = await openWorkerPage(browser, pages.judge)
  let taken = FIRST - 1
  let started = FIRST
  function prepare(): void {
    if (started > taken) return
    started += 1
    page.post({ frame: 'start', id: started })
    page.worker(started)
  }
  return {
    judge() {
      prepare()
      taken += 1
      return page.worker(taken)
    },
    prepare,
    isOpen: page.isOpen,
    end: page.end,
  }
}

/** A page whose frame has started one worker, and starts others when it is told. */
interface WorkerPage {
  /** Texts of a worker are kept from its first on. */
  worker(id: number): RealmPort
  post(message: object): void
  isOpen(): boolean
  end(): void
}

async function openWorkerPage(browser: Browser, html: Buffer): Promise<WorkerPage> {
  const context = await whileAlive(browser, () =>
    browser.newContext({ serviceWorkers: 'block', acceptDownloads: false }),
  )
  const mailboxes = new Map<number, Mailbox>([[FIRST, makeMailbox()]])
  let closed: RealmDied | undefined
  const close = (reason: RealmDied) => {
    closed ??= reason
    for (const mailbox of mailboxes.values()) mailbox.close(reason)
  }
  // Heard until we end the page ourselves: a browser that ends closes its contexts before it is said to be disconnected.
  const onDisconnect = () => close(browserEnded())
  browser.on('disconnected', onDisconnect)
  const end = () => {
    browser.off('disconnected', onDisconnect)
    close(new RealmDied('stopped', 'the realm was ended'))
    void closeContext(context)
  }
  try {
    const page = await whileAlive(browser, async () => {
      const opened = await openPage(context, html)
      opened.on('crash', () => close(new RealmDied('died', 'the page crashed')))
      await opened.exposeBinding('sendToHost', (_, text: unknown, id: unknown) => {
        const mailbox = mailboxes.get(Number(id))
        if (typeof text === 'string' && mailbox !== undefined) receive(text, mailbox)
      })
      await opened.goto(FRAME_URL)
      return opened
    })
    const post = (message: object) => void send(page, message).catch((error: unknown) => close(diedOf(error, page)))
    return {
      worker(id) {
        const mailbox = mailboxes.get(id) ?? makeMailbox()
        mailboxes.set(id, mailbox)
        if (closed !== undefined) mailbox.close(closed)
        return {
          mailbox,
          post: (message) => post({ frame: frameCommandOf(message), id, command: Reflect.get(message, 'command') }),
          end() {
            mailboxes.delete(id)
            mailbox.close(new RealmDied('stopped', 'the realm was ended'))
            post({ frame: 'end', id })
          },
        }
      },
      post,
      isOpen: () => closed === undefined,
      end,
    }
  } catch (error) {
    end()
    throw error
  }
}

async function openPage(context: BrowserContext, html: Buffer): Promise<Page> {
  await context.route('**', (route) =>
    route.request().url() === FRAME_URL
      ? route.fulfill({
          body: html,
          contentType: 'text/html; charset=utf-8',
          headers: { 'content-security-policy': frameContentSecurityPolicy },
        })
      : route.abort(),
  )
  return context.newPage()
}

/** Texts of the frame itself are marked; all others come from the worker and are parsed by whoever reads the mailbox. */
function receive(text: string, mailbox: Mailbox): void {
  if (text.startsWith('{"frame":"error"')) mailbox.close(new RealmDied('error', text.slice(0, 300)))
  else mailbox.push(text)
}

/** The wasm module already stands in the page. */
const frameCommandOf = (message: object) => (Reflect.get(message, 'wasm') === EMBEDDED ? 'embedded' : 'command')

async function send(page: Page, message: object): Promise<void> {
  await page.evaluate((one) => Reflect.get(globalThis, 'fromHost')(one), message)
}

/** A page that we did not close closes with its browser alone; one that crashed stays open. */
function diedOf(error: unknown, page: Page): RealmDied {
  if (page.isClosed()) return browserEnded(error)
  return new RealmDied('died', error instanceof Error ? error.message.slice(0, 200) : 'the page is gone')
}

/** A context whose renderer was killed may refuse to close; the browser's end closes it then. */
async function closeContext(context: BrowserContext): Promise<void> {
  try {
    await context.close()
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}
