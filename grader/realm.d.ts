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

  class WebGL2RenderingContext {
    private constructor()
    getExtension(name: 'WEBGL_debug_renderer_info'): { readonly UNMASKED_RENDERER_WEBGL: number } | null
    getParameter(name: number): unknown
    readonly TEXTURE_2D: number
    readonly RGBA: number
    readonly RGBA8: number
    readonly UNSIGNED_BYTE: number
    readonly COLOR_BUFFER_BIT: number
    readonly COLOR_CLEAR_VALUE: number
    readonly COLOR_ATTACHMENT0: number
    readonly FRAMEBUFFER: number
    readonly FRAMEBUFFER_BINDING: number
    readonly FRAMEBUFFER_COMPLETE: number
    createTexture(): object
    createFramebuffer(): object
    bindTexture(target: number, texture: object | null): void
    bindFramebuffer(target: number, framebuffer: object | null): void
    texStorage2D(target: number, levels: number, format: number, width: number, height: number): void
    framebufferTexture2D(target: number, attachment: number, to: number, texture: object, level: number): void
    checkFramebufferStatus(target: number): number
    clear(mask: number): void
    clearColor(red: number, green: number, blue: number, alpha: number): void
    readPixels(
      x: number,
      y: number,
      width: number,
      height: number,
      format: number,
      type: number,
      into: Uint8Array,
    ): void
  }

  class OffscreenCanvas {
    constructor(width: number, height: number)
    getContext(kind: 'webgl2', options?: Record<string, unknown>): WebGL2RenderingContext | null
  }
}
