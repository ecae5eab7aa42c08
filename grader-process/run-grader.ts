/** The grader process from its start to its end: the queue, Chromium, the grading service over the database. */
import { listExerciseFolders } from '../grader/exercise/list-folders.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import type { CageHost } from '../grader/host/host.ts'
import type { BackendName } from '../grader/judge/verdict.ts'
import { makeReader } from '../grader/reading/reader.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { makeGradingService } from '../grader/service/grading-service.ts'
import { eventOfBrowserStart } from '../grader/service/grader-events.ts'
import type { GraderEvent } from '../grader/service/grader-events.ts'
import type { GradingService, GradingStore } from '../grader/service/grading-service.ts'
import { closeDatabase, openDatabase } from '../store/foundation/database.ts'
import type { Database } from '../store/foundation/database.ts'
import { keepRevision } from '../store/exercises/exercise-revisions.ts'
import { recordBrowserRestart } from '../store/submissions/graders.ts'
import { countJobs, openQueue } from '../store/submissions/queue.ts'
import type { GraderEnvironment } from './environment.ts'
import { graderName, startHeartbeat } from './heartbeat.ts'
import { makeGraderMetrics, serveGraderMetrics } from './metrics.ts'
import type { GraderMetrics, MetricsServer } from './metrics.ts'
import { graderRevision, tfjsVersion } from './revision.ts'
import { gradingStoreOver, regradingStoreOver } from './grading-store.ts'
import { stopGrading } from './stop-grading.ts'

const exercisesFolder = new URL('../exercises', import.meta.url).pathname

/** Playwright throws these outside any promise when a browser is killed while it answers; whileAlive() guards who waits. */
const aftermathOfADeadBrowser = /Cannot find parent object|was not bound in the connection/

/** Takes one submission after another until SIGTERM or SIGINT, which end this process. */
export async function runGrader(environment: GraderEnvironment): Promise<void> {
  const { GRADER_BACKEND: backend, GRADER_CONCURRENCY: concurrency } = environment
  process.on('uncaughtException', exitUnlessAftermath)
  const database = openDatabase(environment.DATABASE_URL, { connections: 4 })
  const queue = await openQueue(environment.DATABASE_URL, {
    role: 'worker',
    onError: (error) => log({ event: 'queue-error', message: error.message }),
  })
  // The address holds a password, and no child of ours needs it: browsers start with an environment of their own.
  delete process.env.DATABASE_URL
  const metrics = makeGraderMetrics({ depth: () => countJobs(database) })
  const metricsServer = await openMetrics(metrics, environment.GRADER_METRICS_PORT)
  const onEvent = (event: GraderEvent | undefined): void => {
    if (event === undefined) return
    metrics.count(event)
    if (event.type !== 'browser-restarted') return
    recordBrowserRestart(database, { graderName: graderName(), reason: event.reason }).catch(
      logFailure('restart-not-recorded'),
    )
  }
  const reader = makeReader({ atOnce: concurrency })
  const host = await makeChromiumHost({
    reader,
    log: (line) => log({ event: 'browser', line }),
    onRendererEnded: () => onEvent({ type: 'renderer-ended' }),
    onBrowserStart: (reason) => onEvent(eventOfBrowserStart(reason)),
    allowUnsandboxed: environment.GRADER_ALLOW_UNSANDBOXED === 'yes',
  })
  const revision = await graderRevision()
  const browserVersion = await host.browserVersion()
  const makeService = (store: GradingStore): GradingService =>
    makeGradingService({
      store,
      host,
      reader,
      backend,
      graderRevision: revision,
      runtime: { tfjsVersion: tfjsVersion(), browserVersion },
      log,
      onEvent,
    })
  const service = makeService(gradingStoreOver(database))
  /** A regrading is an ordinary grading whose folder and whose verdict belong elsewhere. */
  const serviceFor = (regradeId: string | undefined): GradingService =>
    regradeId === undefined ? service : makeService(regradingStoreOver(database, regradeId))
  const heartbeat = await startHeartbeat({
    database,
    grader: { backend, concurrency, graderRevision: revision, browserVersion },
    onError: logFailure('heartbeat-failed'),
  })
  await host.warm(backend)
  await drawAheadForAll({ database, service, reader })
  await queue.work({
    concurrency,
    grade: async ({ submissionId, regradeId, signal }) => {
      const own = serviceFor(regradeId)
      await own.grade(submissionId, signal)
      await prepareNext({ service: own, host, backend, submissionId })
    },
    giveUp: ({ submissionId, regradeId }, reason) => serviceFor(regradeId).giveUp(submissionId, reason),
  })
  log({ event: 'ready', backend })

  const stop = async (): Promise<void> => {
    await stopGrading({ reader, queue })
    await host.close()
    await metricsServer?.close()
    await heartbeat.stop().catch(logFailure('heartbeat-failed'))
    await closeDatabase(database)
    process.exit(0)
  }
  process.once('SIGTERM', () => void stop())
  process.once('SIGINT', () => void stop())
}

/** Grading goes on without: a taken port is a reason to complain, not to stop. */
async function openMetrics(metrics: GraderMetrics, port: number | undefined): Promise<MetricsServer | undefined> {
  if (port === undefined) return undefined
  try {
    const server = await serveGraderMetrics(metrics, { port, onError: logFailure('metrics-failed') })
    log({ event: 'metrics', url: `http://127.0.0.1:${server.port}/metrics` })
    return server
  } catch (error) {
    logFailure('metrics-unavailable')(error)
    return undefined
  }
}

/** One unused draw for each published exercise of this checkout, its reference measured ahead. */
async function drawAheadForAll(request: {
  database: Database
  service: GradingService
  reader: Reader
}): Promise<void> {
  const { database, service, reader } = request
  for (const slug of await listExerciseFolders(exercisesFolder)) {
    try {
      const { revision, files, meta } = await reader.readExerciseFolder(`${exercisesFolder}/${slug}`)
      if (meta.draft) continue
      const revisionId = await keepRevision(database, { slug, revision, files })
      await service.drawAhead({ revisionId, slug, files })
    } catch (error) {
      // One broken exercise must not keep the others from being graded.
      log({ event: 'draw-ahead-failed', slug, message: error instanceof Error ? error.message : String(error) })
    }
  }
}

/** The verdict is out: what fails here is done again when it is needed. */
async function prepareNext(request: {
  service: GradingService
  host: CageHost
  backend: BackendName
  submissionId: string
}): Promise<void> {
  try {
    await request.service.drawAheadAfter(request.submissionId)
    await request.host.warm(request.backend)
  } catch (error) {
    log({ event: 'prepare-failed', message: error instanceof Error ? error.message : String(error) })
  }
}

function exitUnlessAftermath(error: Error): void {
  log({ event: 'uncaught', message: error.message })
  // The host replaces the browser by itself. Anything else is a fault of ours: whoever started this process starts it anew.
  if (aftermathOfADeadBrowser.test(error.message)) return
  console.error(error)
  process.exit(1)
}

function logFailure(event: string): (error: unknown) => void {
  return (error) => log({ event, message: error instanceof Error ? error.message : String(error) })
}

function log(event: Record<string, string | number | null>): void {
  console.log(JSON.stringify({ at: new Date().toISOString(), ...event }))
}
