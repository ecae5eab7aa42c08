/** Bundles one bare grading (bare-grading.ts) into a script for Node or for a browser's worker. */
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Json } from '../../grader/exercise/exercise.ts'
import { checkout } from '../../runner/checkout.ts'

const alias = {
  kit: join(checkout, 'grader/kit/index.ts'),
  'grader/experiments': join(checkout, 'grader/experiments/index.ts'),
}

export interface BareJob {
  /** Exercise's folder. */
  folder: string
  /** File of the answer. */
  file: string
  draw: Json
}

/** CommonJS for `node -`: loads tfjs as any project does, grades once on the cpu backend, prints the measurements. */
export function bundleForNode(job: BareJob): Promise<string> {
  return bundle(
    `${imports(job)}
    import * as tf from '@tensorflow/tfjs'
    const done = (async () => {
      await tf.setBackend('cpu')
      process.stdout.write(JSON.stringify(runSections({ experiment, answer, draw, tf, kit })))
    })()`,
    { format: 'cjs', platform: 'node', external: ['@tensorflow/tfjs'] },
  )
}

/** A worker that grades once for each message and answers with the milliseconds that it took. */
export function bundleForWorker(job: BareJob, backend: 'webgl' | 'wasm'): Promise<string> {
  return bundle(
    `${imports(job)}
    import * as tf from '@tensorflow/tfjs'
    import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
    async function grade(wasm) {
      if (tf.getBackend() !== '${backend}') {
        tf.env().set('WEBGL_USE_SHAPES_UNIFORMS', true)
        const names = ['tfjs-backend-wasm', 'tfjs-backend-wasm-simd', 'tfjs-backend-wasm-threaded-simd']
        setWasmPaths(Object.fromEntries(names.map((name) => [name + '.wasm', wasm])), true)
        await tf.setBackend('${backend}')
        if (tf.getBackend() !== '${backend}') throw new Error('${backend} does not start here')
      }
      const start = performance.now()
      runSections({ experiment, answer, draw, tf, kit })
      return performance.now() - start
    }
    onmessage = ({ data }) => void grade(data).then(postMessage, (error) => postMessage(String(error)))`,
    { format: 'iife', platform: 'browser', external: [] },
  )
}

function imports({ folder, file, draw }: BareJob): string {
  return `
    import { runSections } from ${JSON.stringify(join(checkout, 'rig/bench/bare-grading.ts'))}
    import experiment from ${JSON.stringify(join(folder, 'experiment.ts'))}
    import * as answer from ${JSON.stringify(file)}
    import * as kit from 'kit'
    const draw = ${JSON.stringify(draw)}`
}

async function bundle(
  contents: string,
  options: { format: 'cjs' | 'iife'; platform: 'node' | 'browser'; external: string[] },
): Promise<string> {
  const built = await build({
    stdin: { contents, resolveDir: checkout, loader: 'ts' },
    bundle: true,
    write: false,
    target: 'es2022',
    logLevel: 'error',
    alias,
    ...options,
  })
  const [file] = built.outputFiles
  if (file === undefined) throw new Error('a bare grading was bundled into nothing')
  return file.text
}
