// The page around a cage's worker, or around the judges of one exercise. It lives in an opaque origin without any network;
// its one job is to start workers and to pass texts on. A host drives it: the embedding page by messages, the server by
// its own binding and by what it has put into the page.
'use strict'
{
  const FIRST = 1
  const workers = new Map()
  const binding = globalThis.sendToHost
  const tell =
    typeof binding === 'function' ? (text, id) => void binding(text, id) : (text) => parent.postMessage(text, '*')
  const take = (id) => {
    const element = document.getElementById(id)
    element?.remove()
    return element ? JSON.parse(element.textContent) : undefined
  }
  const bytes = (base64) =>
    (Uint8Array.fromBase64?.(base64) ?? Uint8Array.from(atob(base64), (one) => one.charCodeAt(0))).buffer
  let url
  const commands = {
    ping: () => tell('{"frame":"pong"}'),
    start: ({ script, id = FIRST }) => {
      url ??= URL.createObjectURL(new Blob([script], { type: 'text/javascript' }))
      const worker = new Worker(url)
      let began = false
      worker.onmessage = (event) => {
        began = true
        tell(typeof event.data === 'string' ? event.data : '{"frame":"protocol"}', id)
      }
      // One that may not start has an error without words: a policy forbids it, not our own.
      worker.onerror = (event) => {
        const blocked = !began && typeof event.message !== 'string'
        const detail = (event.message ?? 'the worker did not start').slice(0, 300)
        tell(JSON.stringify({ frame: blocked ? 'blocked' : 'error', detail }), id)
      }
      workers.set(id, worker)
    },
    command: ({ command, wasm, id = FIRST }) => workers.get(id)?.postMessage({ command, wasm }),
    embedded: ({ command }) => {
      const wasm = take('wasm')
      commands.command({ command, wasm: wasm === undefined ? undefined : bytes(wasm) })
    },
    end: ({ id }) => {
      workers.get(id)?.terminate()
      workers.delete(id)
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
