/**
 * Waiting for the GPU, and asking whether it is still there. WebGL's own `finish` only flushes in Chromium, and a fence cannot be waited for there: what does
 * wait is reading back a pixel that was drawn after everything else.
 */
import { isObject } from './primitives.ts'

/**
 * @param backend tfjs's, already started
 * @returns waits until all that was launched is done; undefined for backends that compute at once
 * @throws Error if the WebGL context does not give what every context gives
 */
export function makeQueueWait(backend: object): (() => void) | undefined {
  const gl = contextOf(backend)
  return gl === undefined ? undefined : makePixelReader(gl)
}

/**
 * Whether the GPU answers. A GPU process that ended leaves zeros and failures behind, which nothing else tells from what the
 * code did: while a worker computes, no event reaches it.
 * @param backend tfjs's, already started; one that computes without a GPU is always alive
 */
export function makePulse(backend: object): () => boolean {
  const gl = contextOf(backend)
  if (gl === undefined) return () => true
  const readPixel = makePixelReader(gl)
  return () => {
    const before: unknown = gl.getParameter(gl.COLOR_CLEAR_VALUE)
    gl.clearColor(1, 1, 1, 1)
    const isWhite = readPixel().every((value) => value === 255)
    if (before instanceof Float32Array) {
      const [red = 0, green = 0, blue = 0, alpha = 0] = before
      gl.clearColor(red, green, blue, alpha)
    }
    return isWhite
  }
}

function contextOf(backend: object): WebGL2RenderingContext | undefined {
  const gpgpu: unknown = Reflect.get(backend, 'gpgpu')
  const gl: unknown = isObject(gpgpu) ? Reflect.get(gpgpu, 'gl') : undefined
  if (typeof WebGL2RenderingContext === 'undefined' || !(gl instanceof WebGL2RenderingContext)) return undefined
  return gl
}

/** @returns draws a pixel in the current clear color and reads it; zeros where nothing was read */
function makePixelReader(gl: WebGL2RenderingContext): () => Uint8Array {
  const framebuffer = makePixel(gl)
  const pixel = new Uint8Array(4)
  return () => {
    pixel.fill(0)
    const bound: unknown = gl.getParameter(gl.FRAMEBUFFER_BINDING)
    gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
    // Drawn now, so that reading it waits for the queue and not for the pixel alone.
    gl.clear(gl.COLOR_BUFFER_BIT)
    gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
    gl.bindFramebuffer(gl.FRAMEBUFFER, isObject(bound) ? bound : null)
    return pixel
  }
}

function makePixel(gl: WebGL2RenderingContext): object {
  const texture = gl.createTexture()
  const framebuffer = gl.createFramebuffer()
  gl.bindTexture(gl.TEXTURE_2D, texture)
  gl.texStorage2D(gl.TEXTURE_2D, 1, gl.RGBA8, 1, 1)
  gl.bindTexture(gl.TEXTURE_2D, null)
  gl.bindFramebuffer(gl.FRAMEBUFFER, framebuffer)
  gl.framebufferTexture2D(gl.FRAMEBUFFER, gl.COLOR_ATTACHMENT0, gl.TEXTURE_2D, texture, 0)
  const status = gl.checkFramebufferStatus(gl.FRAMEBUFFER)
  gl.bindFramebuffer(gl.FRAMEBUFFER, null)
  if (status !== gl.FRAMEBUFFER_COMPLETE) throw new Error('this WebGL gives no framebuffer of one pixel')
  return framebuffer
}
