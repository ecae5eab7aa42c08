/**
 * Kills parts of the real product while submissions are in flight, and judges what became of them.
 *
 * Only processes of a product that the drill started itself are killed, each by its number. What is killed, and when, is drawn
 * from the seed; what the machine does meanwhile is not, so that a seed repeats the draws and not every coincidence.
 */
import { makeDrawRng, shuffled } from '../../grader/cage/draw-rng.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'
import { closeDatabase, openDatabase } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { listenForNotifications } from '../../store/notices/notifications.ts'
import { inParallel } from '../in-parallel.ts'
import { findProcess, type LivingProcess } from '../process-tree.ts'
import { describeLogs, withWholeProduct, type WholeProduct } from '../product-under-test.ts'
import { auditDrill, type DrillRecord } from './audit.ts'
import { makeKiller, type Kill } from './killer.ts'
import { makeLearner, type Learner } from './learner.ts'
import { startLoad, type Load } from './load.ts'
import { countAttempts, listWaitingKeys, readStored } from './records.ts'
import { readSamples } from './samples.ts'
import { until } from './until.ts'
import { victimKinds } from './victims.ts'

export interface DrillOptions {
  /** Kills of each kind. */
  rounds: number
  inFlight: number
  seed: number
  backend: BackendName
  log: (line: string) => void
  signal: AbortSignal
}

export interface DrillReport extends DrillRecord {
  kills: Kill[]
  /** How often the web was asked for all of that. */
  requests: number
  /** A sentence for each promise that was broken. */
  violations: string[]
}

/** What `npm start` gives a grader. */
const concurrency = 1
const fillLimitMs = 60_000
const drainLimitMs = 90_000
/** Of one submission, at its slowest. */
const gradingMs = 6_000
const newsLimitMs = 30_000
const goneLimitMs = 15_000

export async function runDrill(options: DrillOptions): Promise<DrillReport> {
  const { signal, backend, log, rounds, inFlight, seed } = options
  log(`seed ${seed}, ${backend}: ${rounds} kills of each kind, ${inFlight} submissions in flight`)
  const seen = new Map<string, LivingProcess>()
  const report = await withWholeProduct({ signal, environment: { GRADER_BACKEND: backend } }, async (product) => {
    const database = openDatabase(product.databaseUrl, { connections: 3 })
    try {
      const found = await drillProduct({ ...options, product, database, seen })
      if (found.violations.length > 0) log(await describeLogs(product.folder))
      return found
    } finally {
      await closeDatabase(database)
    }
  })
  report.violations.push(...(await findLeftOver(seen)))
  return report
}

interface Stage extends DrillOptions {
  product: WholeProduct
  database: Database
  /** Every process that the product ever had, as far as the drill saw it. */
  seen: Map<string, LivingProcess>
}

async function drillProduct(stage: Stage): Promise<DrillReport> {
  const { product, database, log, inFlight, rounds, seed } = stage
  const learners = await makeLearners(product.baseUrl, Math.ceil(inFlight / 2))
  const [eager, watcher] = learners
  const ended = new AbortController()
  const told = new Set<string>()
  const following = watcher.followVerdicts({ signal: ended.signal, onVerdict: (id) => told.add(id) })
  const announcements = countAnnouncements(product.databaseUrl)
  const load = startLoad({
    learners,
    samples: await readSamples(),
    inFlight,
    rng: makeDrawRng(seed),
    listWaiting: () => listWaitingKeys(database).catch(() => undefined),
  })
  const kills: Kill[] = []
  const violations: string[] = []
  try {
    await until(async () => load.inFlight().waiting >= 0.8 * inFlight, fillLimitMs + 500 * inFlight)
    // Draws of its own: how often the load draws depends on how fast the machine is.
    const killer = makeKiller({ ...stage, rng: makeDrawRng(seed + 1), load })
    const kinds = Array.from({ length: rounds }, (_, round) => shuffled(victimKinds, seed + round)).flat()
    for (const [index, kind] of kinds.entries()) {
      const one = await killer.strike(kind)
      kills.push(one)
      log(describeKill(`${index + 1}/${kinds.length}`, one))
      if (one.backAfterS !== null) continue
      violations.push(`the product did not come back after the kill of ${one.what}`)
      break
    }
    await load.stop()
    // A product that did not come back drains nothing.
    const patienceMs = violations.length > 0 ? 0 : drainLimitMs + gradingMs * inFlight
    await until(async () => (await listWaitingKeys(database)).size === 0, patienceMs)
    // After all the kills, a page that was open all the time still hears of a verdict without being opened again.
    const last = await load.sendFrom(watcher)
    if (!(await until(async () => told.has(last.result?.id ?? ''), violations.length > 0 ? 0 : newsLimitMs))) {
      violations.push(`the page that was open all the time was not told of the verdict on ${last.result?.id}`)
    }
  } finally {
    ended.abort()
    await load.stop()
    await following
    await announcements.close()
  }
  const record = await readRecord(database, load, announcements.heard, eager)
  const requests = load.sendings.reduce((sum, { result }) => sum + (result?.tries ?? 0), 0)
  return { ...record, kills, requests, violations: [...violations, ...auditDrill(record)] }
}

async function makeLearners(baseUrl: string, others: number): Promise<[Learner, Learner, ...Learner[]]> {
  const made: Learner[] = []
  await inParallel(Array.from({ length: others + 1 }), 2, async () => made.push(await makeLearner(baseUrl)))
  const [eager, watcher, ...rest] = made
  if (eager === undefined || watcher === undefined) throw new Error('a drill needs at least 2 submissions in flight')
  return [eager, watcher, ...rest]
}

function countAnnouncements(databaseUrl: string): { heard: Map<string, number>; close: () => Promise<void> } {
  const heard = new Map<string, number>()
  const listener = listenForNotifications(databaseUrl, {
    onNotification(message) {
      if (message.type === 'verdict') heard.set(message.submissionId, (heard.get(message.submissionId) ?? 0) + 1)
    },
  })
  return { heard, close: () => listener.close() }
}

async function readRecord(
  database: Database,
  load: Load,
  heard: ReadonlyMap<string, number>,
  eager: Learner,
): Promise<DrillRecord> {
  const stored = await readStored(database)
  return {
    remembered: load.sendings.map(({ key, learner, sample, result }) => ({
      key,
      learner: learner.email,
      id: result?.id,
      lastAnswer: result?.last ?? 'none',
      slug: sample.slug,
      misconception: sample.misconception,
    })),
    stored: stored.map((one) => ({ ...one, announced: heard.get(one.id) ?? 0 })),
    attempts: await countAttempts(database),
    eager: eager.email,
    concurrency,
  }
}

/** Processes of the product that outlived it, such as browsers of a grader that was killed. */
async function findLeftOver(seen: ReadonlyMap<string, LivingProcess>): Promise<string[]> {
  const listLeft = async (): Promise<LivingProcess[]> => {
    const now = await Promise.all([...seen.values()].map(async (was) => ({ was, is: await findProcess(was.pid) })))
    return now.filter(({ was, is }) => is?.startedAt === was.startedAt && is.commandLine !== '').map(({ was }) => was)
  }
  await until(async () => (await listLeft()).length === 0, goneLimitMs)
  return (await listLeft()).map(
    ({ pid, commandLine }) => `the process ${pid} outlived the product: ${commandLine.slice(0, 120)}`,
  )
}

function describeKill(count: string, { atS, what, waiting, sending, backAfterS }: Kill): string {
  const back = backAfterS === null ? 'did not come back' : `back after ${backAfterS.toFixed(1)} s`
  return `${count} at ${atS.toFixed(1)} s: ${what}; ${waiting} waiting, ${sending} being sent; ${back}`
}
