/**
 * What a learner waits for, in the real product and a real browser. Baseline of the same run: the bare computation, that
 * is, the same experiment and solution in one fresh Node process with tfjs on its cpu backend.
 */
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Page } from 'playwright'
import { launchChromium } from '../../grader/host/launch-chromium.ts'
import { median, round, timed } from './medians.ts'
import type { BenchOptions, BenchResult } from './result.ts'
import { signUp } from './sign-up.ts'
import { withProduct } from '../product-under-test.ts'
import { checkout } from '../../runner/checkout.ts'

const slug = 'clip-global-norm'
const lesson = 'detect-and-clip/clipping-by-global-norm'
const rounds = 5
const patienceMs = 120_000

/** One gradient of a 50-layer network, width 64, batch 32: the work of one submission. */
const bareComputation = `
  const tf = require('@tensorflow/tfjs')
  const weights = Array.from({ length: 50 }, (_, i) => tf.randomNormal([64, 64], 0, Math.sqrt(2 / 64), 'float32', i + 1))
  const x = tf.randomNormal([32, 64], 0, 1, 'float32', 99)
  const network = (input) => tf.sum(weights.reduce((h, w) => tf.relu(tf.matMul(h, w)), input))
  tf.grad(network)(x).dataSync()`

export async function benchWeb({ log }: BenchOptions): Promise<BenchResult> {
  const baseline: number[] = []
  for (let i = 0; i < rounds; i++) baseline.push(await timed(runBareComputation))
  log(`baseline: ${baseline.map(Math.round).join(', ')} ms`)

  return withProduct({ signal: new AbortController().signal }, async ({ baseUrl }) => {
    const browser = await launchChromium({ purpose: 'testing', log })
    try {
      const page = await (await browser.newContext({ baseURL: baseUrl })).newPage()
      page.setDefaultTimeout(patienceMs)
      await signUp(page)
      const lessonLoad = await loadLesson(page)
      const editor = await openWorkbench(page)
      const coldRun = await timed(() => run(page))
      const warmRuns: number[] = []
      const verified: number[] = []
      for (let i = 0; i < rounds; i++) {
        await settle(page)
        warmRuns.push(await timed(() => run(page)))
        log(`warm run ${i + 1}: ${Math.round(warmRuns.at(-1) ?? 0)} ms`)
      }
      for (let i = 0; i < rounds; i++) {
        await settle(page)
        verified.push(await timed(() => submit(page)))
        log(`verified ${i + 1}: ${Math.round(verified.at(-1) ?? 0)} ms`)
      }
      const bare = median(baseline)
      const warm = median(warmRuns)
      return {
        ratios: {
          'warm Run / fresh process': round(warm / bare),
          'Submit to verified / fresh process': round(median(verified) / bare),
        },
        figures: {
          'fresh process, ms': Math.round(bare),
          'lesson: script bytes on the wire': lessonLoad.bytes,
          'lesson: load, ms': Math.round(lessonLoad.ms),
          'workbench: editor takes keys, ms': Math.round(editor),
          'cold Run, ms': Math.round(coldRun),
          'warm Run, ms': Math.round(warm),
          'Submit to verified, ms': Math.round(median(verified)),
        },
      }
    } finally {
      await browser.close()
    }
  })
}

async function runBareComputation(): Promise<void> {
  await promisify(execFile)(process.execPath, ['-e', bareComputation], { cwd: checkout })
}

async function loadLesson(page: Page): Promise<{ ms: number; bytes: number }> {
  const ms = await timed(() => page.goto(`/en/lessons/${lesson}`, { waitUntil: 'load' }))
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry instanceof PerformanceResourceTiming && entry.initiatorType === 'script')
      .reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0), 0),
  )
  return { ms, bytes }
}

async function openWorkbench(page: Page): Promise<number> {
  return timed(async () => {
    await page.goto(`/en/exercises/${slug}`)
    await page.locator('[data-editor="monaco"]').waitFor()
  })
}

const run = (page: Page): Promise<void> => press(page, 'Run', 'provisional')
const submit = (page: Page): Promise<void> => press(page, 'Submit', 'verified')

/** The last verdict leaves the page when a run begins, for a moment that only the page itself cannot miss. */
async function press(page: Page, button: 'Run' | 'Submit', standing: 'provisional' | 'verified'): Promise<void> {
  const cleared = page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (document.querySelector('[data-verdict]') === null) resolve()
          else requestAnimationFrame(look)
        }
        look()
      }),
  )
  await page.getByRole('button', { name: button, exact: true }).click()
  await cleared
  await page.locator(`[data-verdict][data-standing="${standing}"]`).waitFor()
}

/** Each round begins as a learner's does: on changed code, with nothing running. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Code editor' }).focus()
  await page.keyboard.press('ControlOrMeta+End')
  await page.keyboard.type(' ')
  await page.waitForLoadState('networkidle').catch(() => undefined)
}
