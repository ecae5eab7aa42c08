/** Cages and judge cages in Chromium: a page in an opaque origin each, without any network, driven from Node. */
import type { Browser, BrowserContext, Page } from 'playwright'
import type { BackendName } from '../judge/verdict.ts'
import { frameContentSecurityPolicy } from './cage-assets.ts'
import type { CageAssets } from './cage-assets.ts'
import type { ReadyCage } from './grading.ts'
import { RealmDied, makeMailbox } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'
import { startCage } from './open-cage.ts'

/** A name that no resolver knows; the route below answers before any would be asked. */
const FRAME_URL = 'https://cage.invalid/frame.html'

export async function openChromiumCage(browser: Browser, assets: CageAssets, backend: BackendName): Promise<ReadyCage> {
  const port = await openRealm(browser, assets.frameHtml, assets.cageScript)
  const wasm = backend === 'wasm' ? Buffer.from(assets.wasm).toString('base64') : undefined
  return startCage(port, backend, wasm)
}

export function openChromiumJudge(browser: Browser, assets: CageAssets): Promise<RealmPort> {
  return openRealm(browser, assets.frameHtml, assets.judgeScript)
}

async function openRealm(browser: Browser, frameHtml: string, script: string): Promise<RealmPort> {
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
    const page = await openFrame(context, frameHtml)
    page.on('crash', () => mailbox.close(new RealmDied('died', 'the page crashed')))
    await page.exposeBinding('sendToHost', (_, text: unknown) => {
      if (typeof text === 'string') receive(text, mailbox)
    })
    await page.goto(FRAME_URL)
    await page.evaluate((source) => Reflect.get(globalThis, 'fromHost')({ frame: 'start', script: source }), script)
    return { mailbox, post: (command) => void send(page, command, mailbox), end }
  } catch (error) {
    end()
    throw error
  }
}

async function openFrame(context: BrowserContext, frameHtml: string): Promise<Page> {
  await context.route('**', (route) =>
    route.request().url() === FRAME_URL
      ? route.fulfill({
          body: frameHtml,
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

async function send(page: Page, command: object, mailbox: ReturnType<typeof makeMailbox>): Promise<void> {
  try {
    await page.evaluate((message) => {
      const encoded: unknown = Reflect.get(message, 'wasm')
      const wasm =
        typeof encoded === 'string' ? Uint8Array.from(atob(encoded), (one) => one.charCodeAt(0)).buffer : undefined
      Reflect.get(globalThis, 'fromHost')({ frame: 'command', command: Reflect.get(message, 'command'), wasm })
    }, command)
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
