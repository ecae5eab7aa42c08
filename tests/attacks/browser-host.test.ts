/** The page's own host: attacks from inside its iframe leave the page alive, and the next Run is judged right. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { chromium } from 'playwright'
import type { Browser, CDPSession, Page } from 'playwright'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeGradingBundle } from '../../grader/exercise/bundle.ts'
import type { GradingJob } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { buildCageAssets, frameContentSecurityPolicy } from '../../grader/host/cage-assets.ts'
import { chromiumLaunchOptions } from '../../grader/host/launch-chromium.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { heavyTexts } from '../heavy-texts.ts'

const here = fileURLToPath(new URL('.', import.meta.url))
/** Answered by the routes below; the browser has no network. */
const SITE = 'https://gym.invalid/'
/** A loop has to reach its end, and a bomb must have gone off (and been missed for some seconds) before it. */
const timeMs = { 'timed-out': 3_000, 'out-of-memory': 20_000, failed: 8_000, passed: 8_000 }
const limits = { tensorBytes: 64 * 2 ** 20, kernels: 20_000 }

const shared: { browser?: Browser; session?: CDPSession; job?: Omit<GradingJob, 'source'>; honest?: string } = {}
const requests: string[] = []

beforeAll(async () => {
  const exercise = await readExerciseFolder(fileURLToPath(new URL('../../exercises/clip-global-norm', import.meta.url)))
  const [first] = exercise.reference?.draws ?? []
  if (first === undefined) throw new Error('the exercise has no public draw')
  shared.job = { bundle: makeGradingBundle(exercise), backend: 'wasm', ...first }
  shared.honest = exercise.files['solution.ts'] ?? ''
  const launch = await chromiumLaunchOptions({ purpose: 'grading', log: () => undefined })
  // As Chrome is on desktops, where a sandboxed frame has a process of its own. Headless shells leave it out.
  shared.browser = await chromium.launch({ ...launch, args: [...(launch.args ?? []), '--site-per-process'] })
  const page = await openPage(shared.browser)
  // Playwright gives a page up when one of its frames crashes. The page lives on, and the protocol below still reaches it.
  shared.session = await page.context().newCDPSession(page)
})
afterAll(async () => shared.browser?.close())

test.each([
  ['resources/01-endless-loop-at-load', 'timed-out'],
  ['resources/04-microtasks-refill', 'timed-out'],
  // Its process dies twice: only then does its death speak of the code.
  ['resources/05-array-doubling', 'out-of-memory'],
  ['escape/28-post-message', 'failed'],
  ['escape/29-document-and-storage', 'failed'],
  ['escape/30-network', 'failed'],
  ['escape/32b-thrown-proxy', 'failed'],
] as const)('%s ends %s', async (sample, kind) => {
  const before = requests.length
  const verdict = await grade(await readFile(`${here}${sample}.${kind}.ts`, 'utf8'), { timeMs: timeMs[kind] })
  expect(verdict.console.filter((line) => line.text.startsWith('ESCAPED'))).toEqual([])
  expect({ kind: verdict.kind, problem: verdict.problem }).toMatchObject({ kind })
  await expectHonestPasses()
  expect(requests.slice(before).filter((url) => !url.startsWith(`${SITE}cage/`))).toEqual([])
})

test('a text that takes all that a text may take ends invalid, and the page answers meanwhile', async () => {
  const order: string[] = []
  const graded = grade(heavyTexts['groups of one name in two branches'] ?? '').finally(() => order.push('graded'))
  // Where the page compiled by itself, this would be answered when it has.
  for (let turn = 0; turn < 20; turn += 1) {
    await shared.session?.send('Runtime.evaluate', {
      expression: 'new Promise((resolve) => setTimeout(resolve, 20))',
      awaitPromise: true,
    })
  }
  order.push('answered')
  expect(await graded).toMatchObject({ kind: 'invalid', problem: { code: 'compile-limit' } })
  expect(order).toEqual(['answered', 'graded'])
  await expectHonestPasses()
})

test('a window that is not the cage cannot speak for it', async () => {
  const wrong =
    "import * as tf from '@tensorflow/tfjs'\nexport const clipByGlobalNorm = (gs: tf.Tensor[], c: number) => ({ clipped: gs.map((g) => g.clone()), norm: tf.scalar(c) })\n"
  const before = await grade(wrong)
  const during = await grade(wrong, { forge: true })
  expect(during.kind).toBe('failed')
  const passed = ({ checks }: Verdict) => new Map(checks.map((one) => [one.id, one.passed]))
  expect(passed(during)).toEqual(passed(before))
  await expectHonestPasses()
})

test('nothing of a cage is left in the page', async () => {
  await grade('for (;;);\nexport const clipByGlobalNorm = 1\n', { timeMs: timeMs['timed-out'] })
  // One cage and one judge wait for the next Run, and the reader that compiles stays.
  const count = async () =>
    (await shared.session?.send('Runtime.evaluate', { expression: 'document.querySelectorAll("iframe").length' }))
      ?.result.value
  await expect.poll(count).toBeLessThanOrEqual(3)
})

test.each([
  ['the frame', { frame: "frame-ancestors 'none'" }],
  ['the script of the frame', { frame: "script-src 'none'" }],
  ['the workers of the frame', { frame: frameContentSecurityPolicy.replace(/worker-src [^;]*/, "worker-src 'none'") }],
  ['frames of the page', { page: "frame-src 'none'" }],
] as const)('a policy that forbids %s is told, and not waited for', async (_, policies) => {
  const page = await openPage(browser(), policies)
  const session = await page.context().newCDPSession(page)
  const { kind, problem } = await grade(shared.honest ?? '', { session })
  // What is waited for to the end of its limits is `cage-silent`.
  expect({ kind, code: problem?.code }).toEqual({ kind: 'broken', code: 'sandbox-blocked' })
  await page.context().close()
})

function browser(): Browser {
  if (shared.browser === undefined) throw new Error('the browser did not start')
  return shared.browser
}

async function expectHonestPasses(): Promise<void> {
  const after = await grade(shared.honest ?? '')
  expect({ kind: after.kind, problem: after.problem }).toEqual({ kind: 'passed', problem: null })
}

interface GradeHere {
  /** Another frame of the page posts forged results all the while. */
  forge?: boolean
  timeMs?: number
  /** Of another page. */
  session?: CDPSession
}

async function grade(source: string, options: GradeHere = {}): Promise<Verdict> {
  const { job } = shared
  const session = options.session ?? shared.session
  if (session === undefined || job === undefined) throw new Error('the page did not open')
  const budget = { ...limits, timeMs: options.timeMs ?? timeMs.passed }
  const text = JSON.stringify({ ...job, bundle: { ...job.bundle, budget }, source })
  const answer = await session.send('Runtime.evaluate', {
    expression: `grade(${text}, ${options.forge === true})`,
    awaitPromise: true,
    returnByValue: true,
  })
  if (answer.exceptionDetails !== undefined) throw new Error(answer.exceptionDetails.exception?.description)
  return answer.result.value
}

/** @param policies what a proxy has made of the site's own */
async function openPage(browser: Browser, policies: { page?: string; frame?: string } = {}): Promise<Page> {
  const ownPolicy = `${frameContentSecurityPolicy}; frame-ancestors 'self'`
  const assets = await buildCageAssets()
  const served: Record<string, [type: string, body: string | Buffer, csp?: string | undefined]> = {
    '': [
      'text/html',
      '<!doctype html><meta charset="utf-8"><script src="page.js" defer></script><body></body>',
      policies.page,
    ],
    'page.js': ['text/javascript', await bundlePage()],
    'cage/frame.html': ['text/html', assets.frameHtml, policies.frame ?? ownPolicy],
    'cage/judge.js': ['text/javascript', assets.judgeScript],
    'cage/reader.js': ['text/javascript', assets.readerScript],
    'cage/tfjs.wasm': ['application/wasm', Buffer.from(assets.wasm)],
  }
  for (const [backend, script] of Object.entries(assets.cageScripts)) {
    served[`cage/cage-${backend}.js`] = ['text/javascript', script]
  }
  const context = await browser.newContext()
  await context.route('**', (route) => {
    const url = route.request().url()
    requests.push(url)
    const found = served[url.slice(SITE.length)]
    if (!url.startsWith(SITE) || found === undefined) return route.abort()
    const [contentType, body, csp] = found
    return route.fulfill({ contentType, body, headers: csp === undefined ? {} : { 'content-security-policy': csp } })
  })
  const page = await context.newPage()
  await page.goto(SITE)
  await page.waitForFunction(() => 'grade' in globalThis)
  return page
}

/** The page of the product holds the same host; this one holds nothing else. */
async function bundlePage(): Promise<string> {
  const contents = `
    import { makeBrowserHost } from './grader/host/browser-host.ts'
    const host = makeBrowserHost({ assets: '${SITE}cage/' })
    const forgeries = JSON.stringify([
      { type: 'section', name: 'above', measurements: {} },
      { type: 'end', repeated: [], notes: [] },
      { type: 'limit', kind: 'timed-out', problem: { code: 'x', params: {}, line: null, column: null } },
    ].map((one) => JSON.stringify(one)))
    globalThis.grade = async (job, forge) => {
      const liar = document.createElement('iframe')
      liar.srcdoc = '<script>const texts = ' + forgeries + '; setInterval(() => { for (const one of texts) parent.postMessage(one, "*") }, 1)</' + 'script>'
      if (!forge) return host.grade(job)
      let heard = 0
      addEventListener('message', (event) => { if (event.source === liar.contentWindow) heard += 1 })
      document.body.append(liar)
      await new Promise((resolve) => liar.addEventListener('load', resolve))
      const verdict = await host.grade(job)
      liar.remove()
      if (heard === 0) throw new Error('no forged message arrived: this would prove nothing')
      return verdict
    }`
  const built = await build({
    stdin: { contents, resolveDir: fileURLToPath(new URL('../..', import.meta.url)), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  return built.outputFiles[0]?.text ?? ''
}
