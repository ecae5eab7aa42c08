/** Cages and judge cages in Chromium: a page in an opaque origin each, without any network, driven from Node. */
import type { Browser, BrowserContext, Page } from 'playwright'
import type { KernelCall } from '../cage/protocol.ts'
import type { BackendName } from '../judge/verdict.ts'
import { embedInFrame, frameContentSecurityPolicy } from './cage-assets.ts'
import type { CageAssets } from './cage-assets.ts'
import type { ReadyCage } from './grading.ts'
import { RealmDied, makeMailbox } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'
import { startCage } from './open-cage.ts'

/** A name that no resolver knows; the route below answers before any would be asked. */
const FRAME_URL = 'https://cage.invalid/frame.html'
/** Tells the frame to pass on the wasm module that stands in its page. */
const EMBEDDED = 'embedded'

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
  const port = await openRealm(browser, pages.cages[start.backend])
  return startCage(port, { ...start, wasm: start.backend === 'wasm' ? EMBEDDED : undefined })
}

export function openChromiumJudge(browser: Browser, pages: ChromiumPages): Promise<RealmPort> {
  return openRealm(browser, pages.judge)
}

async function openRealm(browser: Browser, html: Buffer): Promise<RealmPort> {
  const mailbox = makeMailbox()
  const context = await browser.newContext({ serviceWorkers: 'block', acceptDownloads: false })
  const end = () => {
    mailbox.close(new RealmDied('stopped', 'the realm was ended'))
    void closeContext(context)
  }
  const onDisconnect = () => mailbox.close(new RealmDied('died', 'the browser ended'))
  try {
    browser.once('disconnected', onDisconnect)
    context.once('close', () => browser.off('disconnected', onDisconnect))
    const page = await openPage(context, html)
    page.on('crash', () => mailbox.close(new RealmDied('died', 'the page crashed')))
    await page.exposeBinding('sendToHost', (_, text: unknown) => {
      if (typeof text === 'string') receive(text, mailbox)
    })
    await page.goto(FRAME_URL)
    return { mailbox, post: (command) => void send(page, command, mailbox), end }
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
function receive(text: string, mailbox: ReturnType<typeof makeMailbox>): void {
  if (text.startsWith('{"frame":"error"')) mailbox.close(new RealmDied('error', text.slice(0, 300)))
  else mailbox.push(text)
}

async function send(page: Page, message: object, mailbox: ReturnType<typeof makeMailbox>): Promise<void> {
  const frame = Reflect.get(message, 'wasm') === EMBEDDED ? 'embedded' : 'command'
  try {
    await page.evaluate((one) => Reflect.get(globalThis, 'fromHost')(one), {
      frame,
      command: Reflect.get(message, 'command'),
    })
  } catch (error) {
    mailbox.close(new RealmDied('died', error instanceof Error ? error.message.slice(0, 200) : 'the page is gone'))
  }
}

/** A context whose renderer was killed may refuse to close; the browser's end closes it then. */
async function closeContext(context: BrowserContext): Promise<void> {
  try {
    await context.close()
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}
