/** Starts one backend and says which one really runs: tfjs falls back silently. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import '@tensorflow/tfjs-backend-cpu'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import '@tensorflow/tfjs-backend-webgl'
import type { BackendName } from '../judge/verdict.ts'

const WASM_PATH = 'cage:tfjs.wasm'

/**
 * @param wasm bytes of tfjs's wasm module, needed for that backend alone: the cage has no network to fetch them from
 * @throws Error with the reason if the backend cannot run here, or runs with 16-bit floats
 */
export async function startBackend(name: BackendName, wasm: ArrayBuffer | undefined): Promise<string | null> {
  // Shapes as uniforms: one shader program serves many shapes, and a first answer needs half the time.
  tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true)
  if (name === 'wasm') serveWasm(wasm)
  if (!(await tf.setBackend(name))) throw new Error(`the backend ${name} does not start here`)
  await tf.ready()
  if (tf.getBackend() !== name) throw new Error(`tfjs fell back from ${name} to ${tf.getBackend()}`)
  if (name !== 'webgl') return null
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new Error('this WebGL renders 16-bit floats only')
  return rendererName()
}

function serveWasm(wasm: ArrayBuffer | undefined): void {
  if (wasm === undefined) throw new Error('the wasm backend needs its bytes')
  setWasmPaths(WASM_PATH, true)
  const { platform } = tf.env()
  platform.fetch = () => Promise.resolve(new Response(wasm, { headers: { 'content-type': 'application/wasm' } }))
}

function rendererName(): string | null {
  const canvas = new OffscreenCanvas(1, 1)
  const gl = canvas.getContext('webgl2')
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  if (gl === null || info === null || info === undefined) return null
  const name: unknown = gl.getParameter(info.UNMASKED_RENDERER_WEBGL)
  return typeof name === 'string' ? name.slice(0, 200) : null
}
