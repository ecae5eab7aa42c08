/** tfjs as every cage has it, whichever backend its worker brings along. */
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops'
import '@tensorflow/tfjs-core/dist/register_all_gradients.js'
import type { BackendName } from '../../judge/verdict.ts'

/** @throws Error unless this very backend runs: tfjs falls back silently */
export async function selectBackend(name: BackendName): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`the backend ${name} does not start here`)
  await tf.ready()
  if (tf.getBackend() !== name) throw new Error(`tfjs fell back from ${name} to ${tf.getBackend()}`)
}
