import * as tf from '@tensorflow/tfjs-core'
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { serveCage } from '../serve-cage.ts'
import { registerMissingKernels } from './missing-wasm.ts'
import { selectBackend } from './select-backend.ts'
import { registerSoundKernels } from './sound-wasm.ts'

const WASM_PATH = 'cage:tfjs.wasm'

serveCage('wasm', async (wasm) => {
  if (wasm === undefined) throw new Error('the wasm backend needs its bytes')
  setWasmPaths(WASM_PATH, true)
  const { platform } = tf.env()
  platform.fetch = () => Promise.resolve(new Response(wasm, { headers: { 'content-type': 'application/wasm' } }))
  registerSoundKernels()
  registerMissingKernels()
  await selectBackend('wasm')
  return null
})
