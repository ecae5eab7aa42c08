import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-webgl'
import { serveCage } from '../serve-cage.ts'
import { selectBackend } from './select-backend.ts'
import { registerSoundKernels } from './sound-webgl.ts'

serveCage('webgl', async () => {
  // Shapes as uniforms: one shader program serves many shapes, and a first answer needs half the time.
  tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true)
  registerSoundKernels()
  await selectBackend('webgl')
  if (!tf.env().getBool('WEBGL_RENDER_FLOAT32_ENABLED')) throw new Error('this WebGL renders 16-bit floats only')
  return rendererName()
})

function rendererName(): string | null {
  const canvas = new OffscreenCanvas(1, 1)
  const gl = canvas.getContext('webgl2')
  const info = gl?.getExtension('WEBGL_debug_renderer_info')
  if (gl === null || info === null || info === undefined) return null
  const name: unknown = gl.getParameter(info.UNMASKED_RENDERER_WEBGL)
  return typeof name === 'string' ? name.slice(0, 200) : null
}
