/**
 * All that cages use of the worker they run in. The list is the point: a name that is not here does not compile in cage/,
 * judge/, kit/ and experiments/, so reaching for more of the browser is a choice that someone makes in this file.
 */
export {}

declare global {
  function postMessage(message: unknown, transfer?: readonly ArrayBuffer[]): void
  function addEventListener<Content>(type: 'message', listener: (event: MessageEvent<Content>) => void): void
  function setTimeout(callback: () => void, delayMs?: number): number

  interface MessageEvent<Content = unknown> {
    readonly data: Content
  }

  class Response {
    constructor(body: ArrayBuffer, options: { headers: Record<string, string> })
  }

  interface WebGL2RenderingContext {
    getExtension(name: 'WEBGL_debug_renderer_info'): { readonly UNMASKED_RENDERER_WEBGL: number } | null
    getParameter(name: number): unknown
  }

  class OffscreenCanvas {
    constructor(width: number, height: number)
    getContext(kind: 'webgl2', options?: Record<string, unknown>): WebGL2RenderingContext | null
  }
}
