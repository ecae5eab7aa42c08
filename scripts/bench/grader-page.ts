/**
 * What a Run costs in the reader's own browser, with its cage warm. Baseline of the same run: the bare computation, that is,
 * the same sections on plain tfjs in a worker whose shader programs are compiled.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { build } from 'esbuild'
import type { Page } from 'playwright'
import { buildCageAssets, frameContentSecurityPolicy } from '../../grader/host/cage-assets.ts'
import { launchChromium } from '../../grader/host/launch-chromium.ts'
import { checkout } from '../start-environment.ts'
import type { BenchJob } from './answers.ts'
import { bundleForWorker } from './bundle-bare.ts'
import { median } from './medians.ts'

const ROUNDS = 4
/** For the waiting cage to launch what it has to launch. */
const REST_MS = 3_000

export interface PageFigures {
  /** Medians over exercises, in milliseconds. */
  bare: number
  run: number
  /** Share of the time to the verdict after which the first check was shown. */
  firstCheck: number
}

/** @param jobs one for each exercise, its own model solution */
export async function measurePage(
  jobs: readonly BenchJob[],
  backend: 'webgl' | 'wasm',
  log: (line: string) => void,
): Promise<PageFigures> {
  const server = await serveAssets()
  const browser = await launchChromium({ purpose: 'testing', log })
  try {
    const page = await browser.newPage()
    await page.goto(`${server.url}/`)
    await page.evaluate(() => Reflect.get(globalThis, 'ready'))
    const bare: number[] = []
    const run: number[] = []
    const firstCheck: number[] = []
    for (const job of jobs) {
      const times = await measureBare(page, await bundleForWorker(job, backend), `${server.url}/cage/tfjs.wasm`)
      const runs = await measureRuns(page, { ...job, backend })
      log(
        `${backend} in the page, ${job.slug}: bare ${times.map(Math.round).join(', ')} ms, Run ${runs.map(({ ms }) => Math.round(ms)).join(', ')} ms`,
      )
      // The first of each compiles what the others use.
      bare.push(median(times.slice(1)))
      run.push(median(runs.slice(1).map(({ ms }) => ms)))
      firstCheck.push(median(runs.slice(1).map(({ first, ms }) => first / ms)))
    }
    return { bare: median(bare), run: median(run), firstCheck: median(firstCheck) }
  } finally {
    await browser.close()
    server.close()
  }
}

async function measureBare(page: Page, script: string, wasmUrl: string): Promise<number[]> {
  return page.evaluate(
    async ([source, wasm, rounds]) => {
      const worker = new Worker(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })))
      const times: number[] = []
      for (let i = 0; i < rounds; i++) {
        worker.postMessage(wasm, [])
        times.push(
          await new Promise<number>((resolve, reject) => {
            worker.addEventListener(
              'message',
              ({ data }) => (typeof data === 'number' ? resolve(data) : reject(new Error(String(data)))),
              { once: true },
            )
            worker.addEventListener('error', ({ message }) => reject(new Error(message)), { once: true })
          }),
        )
      }
      worker.terminate()
      return times
    },
    [script, wasmUrl, ROUNDS] as const,
  )
}

async function measureRuns(page: Page, job: object): Promise<Array<{ ms: number; first: number }>> {
  const runs: Array<{ ms: number; first: number }> = []
  for (let i = 0; i < ROUNDS; i++) {
    runs.push(await page.evaluate((one) => Reflect.get(globalThis, 'run')(one), job))
    await new Promise((resolve) => setTimeout(resolve, REST_MS))
  }
  return runs
}

async function serveAssets(): Promise<{ url: string; close: () => void }> {
  const assets = await buildCageAssets()
  const built = await build({
    stdin: {
      contents: `
        import { makeBrowserHost } from ${JSON.stringify(join(checkout, 'grader/host/browser-host.ts'))}
        const host = makeBrowserHost({ assets: '/cage/' })
        globalThis.ready = true
        globalThis.run = async (job) => {
          await host.warm(job.backend)
          const start = performance.now()
          let first
          const verdict = await host.grade(job, {
            onEvent: (event) => {
              if (event.type === 'check') first ??= performance.now() - start
            },
          })
          if (verdict.kind !== 'passed') throw new Error(verdict.kind + ' ' + JSON.stringify(verdict.problem))
          return { ms: performance.now() - start, first }
        }`,
      resolveDir: checkout,
      loader: 'ts',
    },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    logLevel: 'error',
  })
  const script = built.outputFiles[0]?.text ?? ''
  const files: Record<string, { type: string; body: string | Uint8Array }> = {
    '/': { type: 'text/html', body: '<!doctype html><meta charset="utf-8"><body><script src="/host.js"></script>' },
    '/host.js': { type: 'text/javascript', body: script },
    '/cage/frame.html': { type: 'text/html', body: assets.frameHtml },
    '/cage/judge.js': { type: 'text/javascript', body: assets.judgeScript },
    '/cage/tfjs.wasm': { type: 'application/wasm', body: assets.wasm },
  }
  for (const [backend, body] of Object.entries(assets.cageScripts)) {
    files[`/cage/cage-${backend}.js`] = { type: 'text/javascript', body }
  }
  const server = createServer((request, response) => {
    const file = files[request.url ?? '']
    if (file === undefined) {
      response.writeHead(404).end()
      return
    }
    const policy = request.url === '/cage/frame.html' ? { 'content-security-policy': frameContentSecurityPolicy } : {}
    response.writeHead(200, { 'content-type': `${file.type}; charset=utf-8`, ...policy }).end(file.body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  return { url: `http://localhost:${address.port}`, close: () => server.close() }
}
