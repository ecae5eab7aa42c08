/**
 * The teacher's side with a large class: 1,000 learners, 60 assignments, 200,000 submissions, in the real product. Baseline of
 * the same run: the same class with a tenth of the submissions that it has at the end.
 */
import { readFile } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import type { BrowserContext, Page } from 'playwright'
import { launchChromium } from '../../grader/host/launch-chromium.ts'
import { closeDatabase, openDatabase } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { findUserByEmail, setUserRole } from '../../store/accounts/users.ts'
import { listDescendants } from '../process-tree.ts'
import type { LivingProcess } from '../process-tree.ts'
import { withProduct } from '../product-under-test.ts'
import { inParallel } from '../in-parallel.ts'
import { fillClass, fillSubmissions } from './fill-class.ts'
import type { FilledClass } from './fill-class.ts'
import { median, quantile, round, timed } from './medians.ts'
import type { BenchOptions, BenchResult } from './result.ts'
import { signUp } from './sign-up.ts'
import { submitFor, watchClass, watchLiveView } from './watched-class.ts'

const size = { learners: 1000, assignments: 60 }
const submissions = 200_000
const reads = 40
const watchers = 30
const submittingLearners = 300
const watchedMs = 60_000
const realSlugs = ['clip-global-norm', 'he-30-layers']
const patienceMs = 600_000

/** `--count N` submissions instead of 200,000, for a quick look; the end has ten times as many. */
export async function benchClasses({ log, count = submissions }: BenchOptions): Promise<BenchResult> {
  return withProduct({ signal: new AbortController().signal }, async ({ baseUrl, databaseUrl }) => {
    const browser = await launchChromium({ purpose: 'testing', log })
    const database = openDatabase(databaseUrl, { connections: 8 })
    try {
      const context = await browser.newContext({ baseURL: baseUrl })
      const page = await context.newPage()
      page.setDefaultTimeout(patienceMs)
      const teacher = await signUpTeacher(page, database)
      const filled = await fillClass(database, teacher, { ...size, realSlugs })
      const get = await readerOf(context, baseUrl)
      const path = `/api/classes/${filled.id}/gradebook`

      log(`filling ${count} submissions`)
      await fillSubmissions(database, filled, count)
      const computed = await timed(() => get.bytes(path))
      log(`every grade computed: ${Math.round(computed)} ms`)
      const small = await readMany(database, () => get.bytes(path))
      log(`gradebook: ${small.map(Math.round).join(', ')} ms`)
      const few = await readMany(database, () =>
        get.bytes(`${path}?learners=${filled.learnerIds.slice(0, 20).join(',')}`),
      )
      const grades = await table(get, filled, 'grades')
      const details = await table(get, filled, 'details')
      const painted = await paint(page, filled)
      log(`first cells: ${painted.first.map(Math.round).join(', ')} ms`)
      const frames = await scroll(page)
      const insight = await readMany(database, () => get.bytes(`/en/classes/${filled.id}/insight`))
      log(`insight: ${insight.map(Math.round).join(', ')} ms`)
      log(`watching with ${watchers} teachers`)
      const live = await watchLive({ database, filled, get, log })
      const watched = await watchGradebooks({ database, filled, get, log })

      log(`filling ${count * 9} more`)
      await fillSubmissions(database, filled, count * 9)
      await get.bytes(path)
      const large = await readMany(database, () => get.bytes(path))
      log(`gradebook with ten times as many: ${large.map(Math.round).join(', ')} ms`)
      return {
        ratios: {
          'gradebook with 10 times the submissions / before (goal 1.5)': round(median(large) / median(small)),
        },
        figures: {
          'gradebook p50, ms': Math.round(median(small)),
          'gradebook p95, ms (goal 250)': Math.round(quantile(small, 0.95)),
          'gradebook with 10 times the submissions p95, ms': Math.round(quantile(large, 0.95)),
          'gradebook, bytes on the wire': painted.bytes,
          'gradebook of 20 learners p95, ms': Math.round(quantile(few, 0.95)),
          'every grade computed, ms': Math.round(computed),
          'first cells painted, ms (goal 1500)': Math.round(median(painted.first)),
          'frame while scrolling p50, ms': round(median(frames)),
          'frame while scrolling p95, ms': round(quantile(frames, 0.95)),
          'frame while scrolling, longest, ms': Math.round(Math.max(...frames)),
          'grades.csv, ms (goal 3000)': Math.round(grades.ms),
          'grades.csv, bytes': grades.bytes,
          'details.csv, ms (goal 3000)': Math.round(details.ms),
          'details.csv, bytes': details.bytes,
          'insight p50, ms': Math.round(median(insight)),
          'insight p95, ms': Math.round(quantile(insight, 0.95)),
          '30 live views: share of one CPU (goal 0.4)': round(live.share),
          '30 live views: messages': live.messages,
          '30 gradebooks: share of one CPU': round(watched.share),
          '30 gradebooks: reads': watched.reads,
          '30 gradebooks: read p95, ms': Math.round(watched.p95),
        },
      }
    } finally {
      await closeDatabase(database)
      await browser.close()
    }
  })
}

/** Asks as the signed-in browser does, without its work. */
interface Get {
  open: (path: string, signal?: AbortSignal) => Promise<Response>
  bytes: (path: string) => Promise<ArrayBuffer>
}

async function signUpTeacher(page: Page, database: Database): Promise<{ userId: string }> {
  const user = await findUserByEmail(database, await signUp(page))
  if (user === undefined) throw new Error('who signed up has an account')
  await setUserRole(database, user.id, 'instructor')
  return { userId: user.id }
}

async function readerOf(context: BrowserContext, baseUrl: string): Promise<Get> {
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const open: Get['open'] = async (path, signal) => {
    const response = await fetch(`${baseUrl}${path}`, { headers: { cookie }, signal: signal ?? null })
    if (!response.ok) throw new Error(`${path} answered ${response.status}`)
    return response
  }
  return { open, bytes: async (path) => (await open(path)).arrayBuffer() }
}

/** The first ones warm up. */
async function readMany(database: Database, read: () => Promise<unknown>): Promise<number[]> {
  await database.$executeRaw`VACUUM ANALYZE grades`
  await inParallel([1, 2, 3, 4, 5], 1, read)
  const times: number[] = []
  for (let i = 0; i < reads; i += 1) times.push(await timed(read))
  return times
}

async function table(get: Get, filled: FilledClass, kind: string): Promise<{ ms: number; bytes: number }> {
  const path = `/api/classes/${filled.id}/gradebook.csv?kind=${kind}`
  let bytes = 0
  const times: number[] = []
  for (let i = 0; i < 3; i += 1) times.push(await timed(async () => (bytes = (await get.bytes(path)).byteLength)))
  return { ms: median(times), bytes }
}

async function paint(page: Page, filled: FilledClass): Promise<{ first: number[]; bytes: number }> {
  const first: number[] = []
  for (let i = 0; i < 5; i += 1) {
    await page.goto('/en/classes')
    await page.goto(`/en/classes/${filled.id}/gradebook`, { waitUntil: 'commit' })
    first.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const look = (): void => {
              // Rows 1 and 2 are the heads.
              if (document.querySelector('[role=row][aria-rowindex="3"] [role=gridcell]') === null)
                requestAnimationFrame(look)
              else requestAnimationFrame(() => resolve(performance.now()))
            }
            look()
          }),
      ),
    )
  }
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter((entry) => entry.name.endsWith('/gradebook'))
      .reduce((sum, entry) => sum + (entry instanceof PerformanceResourceTiming ? entry.encodedBodySize : 0), 0),
  )
  return { first, bytes }
}

/** Down, then right, then across, faster than a wheel turns. @returns how long each frame took */
async function scroll(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]')
    if (grid === null) throw new Error('there is a grid')
    const times: number[] = []
    let last = await new Promise<number>(requestAnimationFrame)
    for (const [down, right] of [
      [60, 0],
      [0, 40],
      [-45, -30],
    ] as const) {
      for (let i = 0; i < 120; i += 1) {
        grid.scrollTop += down
        grid.scrollLeft += right
        const now = await new Promise<number>(requestAnimationFrame)
        times.push(now - last)
        last = now
      }
    }
    return times
  })
}

interface WatchedOptions {
  database: Database
  filled: FilledClass
  get: Get
  log: (line: string) => void
}

/** Thirty live views are open while 300 learners submit once a minute and get their verdicts. */
async function watchLive(options: WatchedOptions): Promise<{ share: number; messages: number }> {
  const { filled, get, log } = options
  const ended = new AbortController()
  const teachers = Array.from({ length: watchers }, () =>
    watchLiveView({ classroomId: filled.id, signal: ended.signal, open: get.open }),
  )
  const share = await shareWhileLearnersSubmit(options)
  ended.abort()
  const messages = (await Promise.all(teachers)).reduce((sum, one) => sum + one, 0)
  log(`${messages} messages to ${watchers} live views, ${round(share)} of one CPU`)
  return { share, messages }
}

/** The same with thirty gradebooks. */
async function watchGradebooks(options: WatchedOptions): Promise<{ share: number; reads: number; p95: number }> {
  const { filled, get, log } = options
  const ended = new AbortController()
  const times: number[] = []
  const teachers = Array.from({ length: watchers }, () =>
    watchClass({
      classroomId: filled.id,
      signal: ended.signal,
      open: get.open,
      read: async (path) => times.push(await timed(() => get.bytes(path))),
    }),
  )
  const share = await shareWhileLearnersSubmit(options)
  log(`${times.length} reads by ${watchers} gradebooks, ${round(share)} of one CPU`)
  ended.abort()
  await Promise.all(teachers)
  return { share, reads: times.length, p95: quantile(times, 0.95) }
}

/** @returns what share of one CPU the web process took while 300 learners submitted, in a minute */
async function shareWhileLearnersSubmit({ database, filled }: WatchedOptions): Promise<number> {
  const web = (await listDescendants(process.pid)).filter(({ commandLine }) =>
    /next-server|bin\/next/.test(commandLine),
  )
  if (web.length === 0) throw new Error('the web process is not among ours')
  await wait(2000)
  const before = await cpuSeconds(web)
  const start = performance.now()
  const pauseMs = watchedMs / submittingLearners
  for (const [index, userId] of filled.learnerIds.slice(0, submittingLearners).entries()) {
    await submitFor(database, { userId, slug: filled.slugs[index % filled.slugs.length] ?? '' })
    await wait(Math.max(0, start + (index + 1) * pauseMs - performance.now()))
  }
  return ((await cpuSeconds(web)) - before) / ((performance.now() - start) / 1000)
}

/** Of the kernel's clock, on every Linux that is in use. */
const ticksPerSecond = 100

async function cpuSeconds(processes: readonly LivingProcess[]): Promise<number> {
  const stats = await Promise.all(processes.map(({ pid }) => readFile(`/proc/${pid}/stat`, 'utf8')))
  const ticks = stats.map((stat) => {
    // After the name in parentheses; time in user and in kernel mode are the 14th and 15th field of all.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(fields[11]) + Number(fields[12])
  })
  return ticks.reduce((sum, one) => sum + one, 0) / ticksPerSecond
}
