/** One worker inside one sandboxed iframe of an opaque origin, with a watchdog that stands outside both. */
import { RealmDied, makeMailbox } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'

const PING_MS = 1_000
/** The frame's own thread only passes texts on, so it answers at once unless its process is dead or out of memory. */
const SILENT_MS = 6_000
const LOAD_LIMIT_MS = 20_000
/** From the frame's load to its first word, which its script says before: a frame that stays silent holds another page. */
const WORD_MS = 1_500

/** @throws RealmDied if the frame does not load */
export async function openFrame(url: string, script: string): Promise<RealmPort> {
  const mailbox = makeMailbox()
  const iframe = document.createElement('iframe')
  iframe.setAttribute('sandbox', 'allow-scripts')
  iframe.setAttribute('aria-hidden', 'true')
  iframe.tabIndex = -1
  iframe.style.display = 'none'
  iframe.title = 'cage'
  iframe.src = url

  const heard = { at: performance.now(), loaded: () => {} }
  const loaded = new Promise<void>((resolve, reject) => {
    heard.loaded = resolve
    setTimeout(() => reject(new RealmDied('silent', 'the cage frame did not load')), LOAD_LIMIT_MS)
    const blocked = () => reject(new RealmDied('blocked', 'something in the frame of the cage may not load'))
    iframe.addEventListener('load', () => setTimeout(blocked, WORD_MS))
  })
  // A worker's messages carry no origin that could be checked: the window they come from is what identifies them.
  const receive = (event: MessageEvent<unknown>) => {
    if (event.source !== iframe.contentWindow || typeof event.data !== 'string') return
    heard.at = performance.now()
    receiveText(event.data)
  }
  function receiveText(text: string): void {
    if (!text.startsWith('{"frame":')) mailbox.push(text)
    else if (text.startsWith('{"frame":"loaded"')) heard.loaded()
    else if (text.startsWith('{"frame":"blocked"')) mailbox.close(new RealmDied('blocked', text.slice(0, 300)))
    else if (text.startsWith('{"frame":"error"')) mailbox.close(new RealmDied('error', text.slice(0, 300)))
  }
  const watchdog = setInterval(() => {
    iframe.contentWindow?.postMessage({ frame: 'ping' }, '*')
    // A background tab's timers sleep: silence is counted only while this page runs.
    if (document.visibilityState !== 'visible') heard.at = performance.now()
    if (performance.now() - heard.at > SILENT_MS) mailbox.close(new RealmDied('silent', 'the cage no longer answers'))
  }, PING_MS)
  function end(): void {
    clearInterval(watchdog)
    removeEventListener('message', receive)
    mailbox.close(new RealmDied('stopped', 'the realm was ended'))
    iframe.remove()
  }

  addEventListener('message', receive)
  document.body.append(iframe)
  try {
    await loaded
  } catch (error) {
    end()
    throw error
  }
  const post = (message: object) => iframe.contentWindow?.postMessage(message, '*')
  post({ frame: 'start', script })
  return { mailbox, post: (command) => post({ frame: 'command', ...command }), end }
}
