/** Bundles what runs inside: the workers of the cage, the judge and the page's reader, and the frame around them. Node only. */
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { BuildOptions, Plugin } from 'esbuild'
import type { BackendName } from '../judge/verdict.ts'

const graderFolder = dirname(dirname(fileURLToPath(import.meta.url)))

export interface CageAssets {
  /** The cage's worker, one for each backend: each brings along no more of tfjs than it needs. */
  cageScripts: Record<BackendName, string>
  judgeScript: string
  /** What compiles in a page. */
  readerScript: string
  frameHtml: string
  wasm: Uint8Array
}

/** Libraries that run unprivileged inside Compartments, as text. */
const libraries: Record<string, { entry: string; external: string[] }> = {
  kit: { entry: 'kit/index.ts', external: ['@tensorflow/tfjs'] },
  'grader/experiments': { entry: 'experiments/index.ts', external: ['@tensorflow/tfjs', 'kit'] },
  'grader/judge': { entry: 'judge/index.ts', external: ['kit'] },
  rehearsal: { entry: 'cage/rehearsal.ts', external: ['@tensorflow/tfjs', 'kit', 'grader/experiments'] },
}

const librarySources: Plugin = {
  name: 'library-sources',
  setup(builder) {
    builder.onResolve({ filter: /^source:/ }, ({ path }) => ({
      path: path.slice('source:'.length),
      namespace: 'source',
    }))
    builder.onLoad({ filter: /.*/, namespace: 'source' }, async ({ path }) => {
      const library = libraries[path]
      if (library === undefined) throw new Error(`no library ${path}`)
      return { contents: await bundle(library.entry, { format: 'cjs', external: library.external }), loader: 'text' }
    })
  },
}

export async function buildCageAssets(): Promise<CageAssets> {
  const worker: BuildOptions = { format: 'iife', plugins: [librarySources], banner: { js: '"use strict";' } }
  const [webglScript, wasmScript, cpuScript, judgeScript, readerScript, frameHtml, wasm] = await Promise.all([
    bundle('cage/workers/webgl.ts', worker),
    bundle('cage/workers/wasm.ts', worker),
    bundle('cage/workers/cpu.ts', worker),
    bundle('judge/judge-worker.ts', worker),
    bundle('reading/page-worker.ts', worker),
    makeFrame(),
    readFile(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm')),
  ])
  const cageScripts = { webgl: webglScript, wasm: wasmScript, cpu: cpuScript }
  return { cageScripts, judgeScript, readerScript, frameHtml, wasm }
}

async function bundle(entry: string, options: BuildOptions): Promise<string> {
  const built = await build({
    entryPoints: [join(graderFolder, entry)],
    bundle: true,
    write: false,
    minify: options.format === 'iife',
    keepNames: false,
    target: 'es2022',
    platform: 'browser',
    logLevel: 'error',
    ...options,
  })
  const file = built.outputFiles?.[0]
  if (file === undefined) throw new Error(`${entry} was bundled into nothing`)
  return file.text
}

async function makeFrame(): Promise<string> {
  const script = await readFile(join(graderFolder, 'host/frame.js'), 'utf8')
  return `<!doctype html><meta charset="utf-8"><title>cage</title><script>${script}</script>`
}

/** The frame with its worker's script, and perhaps tfjs's wasm module, as data that no parser runs. */
export function embedInFrame(frameHtml: string, script: string, wasm?: Uint8Array): string {
  // Without "<" no text ends the element early or opens a comment in it.
  const data = (id: string, text: string) =>
    `<script type="application/json" id="${id}">${JSON.stringify(text).replaceAll('<', '\\u003c')}</script>`
  const module = wasm === undefined ? '' : data('wasm', Buffer.from(wasm).toString('base64'))
  return `${frameHtml}${module}${data('script', script)}`
}

/** What the frame's document must be served with: an opaque origin that reaches nothing. */
export const frameContentSecurityPolicy =
  "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval' blob:; worker-src blob:"
