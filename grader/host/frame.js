// The page around a cage's worker. It lives in an opaque origin without any network; its one job is to start the
// worker and to pass texts on. A host drives it: the embedding page by messages, the server by its own binding and by
// what it has put into the page.
'use strict'
{
  let worker
  const binding = globalThis.sendToHost
  const tell = typeof binding === 'function' ? (text) => void binding(text) : (text) => parent.postMessage(text, '*')
  const take = (id) => {
    const element = document.getElementById(id)
    element?.remove()
    return element ? JSON.parse(element.textContent) : undefined
  }
  const bytes = (base64) =>
    (Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))).buffer
  const commands = {
    ping: () => tell('{"frame":"pong"}'),
    start: ({ script }) => {
      const url = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
      worker = new Worker(url)
      worker.onmessage = (event) => tell(typeof event.data === 'string' ? event.data : '{"frame":"protocol"}')
      worker.onerror = (event) => tell(JSON.stringify({ frame: 'error', detail: event.message.slice(0, 300) }))
    },
    command: ({ command, wasm }) => worker.postMessage({ command, wasm }),
    embedded: ({ command }) => {
      const wasm = take('wasm')
      worker.postMessage({ command, wasm: wasm === undefined ? undefined : bytes(wasm) })
    },
  }
  globalThis.fromHost = (message) => commands[message.frame]?.(message)
  addEventListener('message', (event) => {
    if (event.source === parent && typeof event.data === 'object') globalThis.fromHost(event.data)
  })
  addEventListener('DOMContentLoaded', () => {
    const script = take('script')
    if (script !== undefined) commands.start({ script })
  })
  if (typeof binding !== 'function') tell('{"frame":"loaded"}')
}
