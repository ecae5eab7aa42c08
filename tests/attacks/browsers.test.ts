/** The walls around a browser for grading, and what becomes of one that died. Linux tells of its processes in /proc. */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeGradingBundle } from '../../grader/exercise/bundle.ts'
import type { GradingJob } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import type { BrowserStart } from '../../grader/host/browser-keeper.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import { launchChromium } from '../../grader/host/launch-chromium.ts'

const exerciseFolder = fileURLToPath(new URL('../../exercises/clip-global-norm', import.meta.url))
const SECRET = 'postgresql://not-for-browsers'
const starts: BrowserStart[] = []
const shared: { host?: ChromiumHost; job?: GradingJob } = {}

beforeAll(async () => {
  process.env['DATABASE_URL'] = SECRET
  const exercise = await readExerciseFolder(exerciseFolder)
  const bundle = { ...makeGradingBundle(exercise), budget: { timeMs: 4_000, tensorBytes: 2 ** 28, kernels: 20_000 } }
  const source = exercise.files['solution.ts'] ?? ''
  const host = await makeChromiumHost({ log: () => undefined, onBrowserStart: (reason) => starts.push(reason) })
  const measured = await host.measureReference({ bundle, solution: source, seed: 7, backend: 'wasm' })
  Object.assign(shared, { host, job: { bundle, source, seed: 7, backend: 'wasm', ...measured } })
})
afterAll(async () => shared.host?.close())

function prepared(): { host: ChromiumHost; job: GradingJob } {
  const { host, job } = shared
  if (host === undefined || job === undefined) throw new Error('the host did not start')
  return { host, job }
}

test('a signal leaves the browsers to those who handle it: a grading goes on to its end', async () => {
  const { host, job } = prepared()
  await host.warm('wasm')
  const before = [...starts]
  const heard = once(process, 'SIGTERM')
  const graded = host.grade(job)
  process.kill(process.pid, 'SIGTERM')
  await heard
  expect((await graded).kind).toBe('passed')
  // Nor was it begun anew in another browser.
  expect(starts).toEqual(before)
})

test('a command that grades ends when it is told to, and its browser with it', async () => {
  const folder = fileURLToPath(new URL('../..', import.meta.url))
  const args = ['scripts/exercise.ts', 'check', 'clip-global-norm', '--deep']
  const command = spawn(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const ended = once(command, 'exit')
  const browserOf = () => descendants(command.pid ?? 0)
  await expect.poll(async () => (await browserOf()).length, { timeout: 60_000 }).toBeGreaterThan(2)
  const browser = await browserOf()
  command.kill('SIGTERM')
  expect(await ended).toEqual([143, null])
  await expect.poll(() => browser.filter((pid) => existsSync(`/proc/${pid}`)), { timeout: 10_000 }).toEqual([])
})

test('no process of the browser knows our environment', async () => {
  const browsers = await descendants(process.pid)
  expect(browsers.length).toBeGreaterThan(2)
  const texts = await Promise.all(
    browsers.flatMap((pid) => ['environ', 'cmdline'].map((name) => readFile(`/proc/${pid}/${name}`, 'utf8'))),
  )
  expect(texts.filter((text) => text.includes(SECRET))).toEqual([])
  // The test process itself does, or this would prove nothing.
  expect(process.env['DATABASE_URL']).toBe(SECRET)
})

test('not even a page without any other wall reaches the network of this machine', async () => {
  let asked = 0
  const server = createServer((_, response) => {
    asked += 1
    response.end('reached')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const url = `http://127.0.0.1:${address.port}/`
  expect(await (await fetch(url)).text()).toBe('reached')
  const browser = await launchChromium({ purpose: 'grading', log: () => undefined })
  try {
    const page = await browser.newPage()
    await expect(page.goto(url)).rejects.toThrow(/ERR_/)
    // The page now shows an error of its own: asked from another one.
    const other = await browser.newPage()
    expect(await other.evaluate((to) => fetch(to, { mode: 'no-cors' }).then(String, String), url)).toContain(
      'TypeError',
    )
  } finally {
    await browser.close()
    server.close()
  }
  expect(asked).toBe(1)
})

test('what a waiting cage does ahead changes no number', async () => {
  const { host, job } = prepared()
  await host.warm('wasm')
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const rested = await host.grade(job)
  const hurried = await host.grade(job)
  expect(rested.kind).toBe('passed')
  expect({ ...rested, durationMs: 0 }).toEqual({ ...hurried, durationMs: 0 })
})

test('a browser that is killed between two submissions costs nobody anything', async () => {
  const { host, job } = prepared()
  await host.warm('wasm')
  const [group] = await processGroups(await descendants(process.pid))
  if (group === undefined) throw new Error('the browser has a process group of its own')
  starts.length = 0
  process.kill(-group, 'SIGKILL')
  expect((await host.grade(job)).kind).toBe('passed')
  expect(starts).toContain('died')
})

test('a browser in which code was ended by force serves nobody else', async () => {
  const { host, job } = prepared()
  starts.length = 0
  const endless = 'export function clipByGlobalNorm(): never { for (;;) { /* on */ } }'
  expect((await host.grade({ ...job, source: endless })).kind).toBe('timed-out')
  expect((await host.grade(job)).kind).toBe('passed')
  expect(starts).toEqual(['cage-died'])
})

/** A sandboxed process shows its environment to nobody but root. */
const tellOrNothing = (file: string): Promise<string> => readFile(file, 'utf8').catch(() => '')

/** All processes under this one that are Chromium's. */
async function descendants(root: number): Promise<number[]> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    const stat = /^\d+$/.test(name) ? await tellOrNothing(`/proc/${name}/stat`) : ''
    if (stat !== '') parents.set(Number(name), fieldsOf(stat).parent)
  }
  const isUnder = (pid: number): boolean => pid === root || (parents.has(pid) && isUnder(parents.get(pid) ?? 0))
  const under = [...parents.keys()].filter((pid) => pid !== root && isUnder(pid))
  const commands = await Promise.all(under.map((pid) => tellOrNothing(`/proc/${pid}/cmdline`)))
  return under.filter((_, i) => commands[i]?.includes('--headless') === true)
}

async function processGroups(pids: readonly number[]): Promise<number[]> {
  const stats = await Promise.all(pids.map((pid) => tellOrNothing(`/proc/${pid}/stat`)))
  return [...new Set(stats.filter((stat) => stat !== '').map((stat) => fieldsOf(stat).group))]
}

/** After the name in parentheses: state, parent, process group. */
function fieldsOf(stat: string): { parent: number; group: number } {
  const [, parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { parent: Number(parent), group: Number(group) }
}
