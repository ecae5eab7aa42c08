/**
 * `exercise preview SLUG`: the real workbench on a folder that is being written, and all its samples graded anew at each
 * change. Web and cages alone: no database, no queue, no accounts.
 */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rename, rm, watch, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { previewExercise } from '../grader/exercise/preview.ts'
import type { Preview, PreviewMemory } from '../grader/exercise/preview.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import { makeReader } from '../grader/reading/reader.ts'
import type { Reader } from '../grader/reading/reader.ts'
import { buildWhenNeeded } from '../runner/build/build.ts'
import type { BuildEnvironment } from '../runner/build/build.ts'
import { checkout, exercisesFolder } from '../runner/checkout.ts'
import { findFreePort } from '../runner/free-port.ts'
import { abortOnSignals } from '../runner/processes/signals.ts'
import { nextProgram, startChild } from '../runner/processes/supervise.ts'
import { Stop } from '../runner/stop.ts'
import { waitForAnswer } from '../runner/wait-for-answer.ts'

/** Editors write a file in several steps. */
const QUIET_MS = 60
const WEB_LIMIT_MS = 60_000

/** Runs until it is told to end. @throws Stop when it cannot start */
export async function preview(slug: string, log: (line: string) => void): Promise<void> {
  const ending = abortOnSignals()
  const build = await buildWhenNeeded({ log, signal: ending })
  const folder = await mkdtemp(path.join(tmpdir(), 'exercise-preview-'))
  const file = path.join(folder, 'preview.json')
  const reader = makeReader()
  let host: Promise<ChromiumHost> | undefined
  const getHost = () => (host ??= makeChromiumHost({ log, reader }))
  await write(file, { slug, revision: null, state: 'running', faults: [], draw: null, samples: [] })
  const web = await startWeb({ folder, file, build })
  try {
    const said = await waitForAnswer(`${web.address}/en/preview`, { limitMs: WEB_LIMIT_MS, signal: ending })
    if (said !== undefined) throw new Stop(`The preview ${said} at ${web.address}.`)
    log(`preview:   ${web.address}/en/preview  (every sample, its plots and what is not right yet)`)
    log(`workbench: ${web.address}/en/exercises/${slug}  ${web.address}/zh/exercises/${slug}`)
    log('Both follow the files. Ctrl+C stops it.')
    await followFolder({ slug, file, host: getHost, reader, log, ending })
  } finally {
    await web.stop()
    await (await host)?.close()
    reader.close()
    await rm(folder, { recursive: true, force: true })
  }
}

interface Follow {
  slug: string
  file: string
  host: () => Promise<ChromiumHost>
  reader: Reader
  log: (line: string) => void
  ending: AbortSignal
}

async function followFolder({ slug, file, host, reader, log, ending }: Follow): Promise<void> {
  const folder = path.join(exercisesFolder, slug)
  const memory: PreviewMemory = { measured: null }
  let current = new AbortController()
  let writing = Promise.resolve()

  function grade(): void {
    current.abort()
    current = new AbortController()
    const startedAt = Date.now()
    const { signal } = current
    const onPreview = (found: Preview): void => {
      // One write at a time, in their order.
      writing = writing.then(() => (signal.aborted ? undefined : write(file, found)))
      if (found.state === 'done') log(tellDone(found, Date.now() - startedAt))
    }
    const lanes = async () => Array<ChromiumHost>(availableParallelism()).fill(await host())
    const read = () => reader.readExerciseFolder(folder)
    void previewExercise({ slug, read, lanes, reader, memory, onPreview, signal }).catch((error: unknown) =>
      log(`the preview failed: ${error instanceof Error ? error.message : String(error)}`),
    )
  }
  grade()
  try {
    for await (const _ of quietly(watch(folder, { recursive: true, signal: ending }), ending)) grade()
  } catch (error) {
    if (!ending.aborted) throw error
  } finally {
    current.abort()
    await writing
  }
}

/** One event for many that come within a moment. */
async function* quietly(events: AsyncIterable<unknown>, ending: AbortSignal): AsyncGenerator<void> {
  const state = { changed: Promise.withResolvers<void>(), failed: undefined as unknown, ended: false }
  const follow = (async () => {
    for await (const _ of events) state.changed.resolve()
  })().catch((error: unknown) => {
    state.failed = error
    state.ended = true
    state.changed.resolve()
  })
  for (;;) {
    await state.changed.promise
    if (state.ended || ending.aborted) break
    await wait(QUIET_MS)
    state.changed = Promise.withResolvers<void>()
    yield
  }
  await follow
  if (state.failed !== undefined) throw state.failed
}

function tellDone({ faults, samples }: Preview, durationMs: number): string {
  const wrong = [...faults, ...samples.flatMap((one) => one.faults)]
  const took = `${(durationMs / 1000).toFixed(1)} s`
  if (wrong.length === 0) return `graded ${samples.length} files in ${took}: all as declared`
  const [first] = wrong
  return `graded in ${took}; ${wrong.length} to mend, first ${first?.file}: ${first?.reason}`
}

/** Written beside and renamed, so that the page never reads half of it. */
async function write(file: string, found: Preview): Promise<void> {
  await writeFile(`${file}.new`, JSON.stringify(found))
  await rename(`${file}.new`, file)
}

async function startWeb({
  folder,
  file,
  build,
}: {
  folder: string
  file: string
  build: BuildEnvironment
}): Promise<{ address: string; stop: () => Promise<void> }> {
  const port = process.env.PORT === undefined ? await findFreePort() : Number(process.env.PORT)
  const address = `http://localhost:${port}`
  const child = await startChild({
    name: 'web',
    script: nextProgram,
    args: ['start', '--port', String(port), '--hostname', 'localhost'],
    logFolder: folder,
    stopTimeoutMs: 5000,
    environment: {
      ...process.env,
      ...build,
      NODE_ENV: 'production',
      // Nobody signs in here, so nothing is asked of a database.
      DATABASE_URL: 'postgresql://nobody@localhost:1/none',
      NEXTAUTH_SECRET: randomBytes(32).toString('hex'),
      NEXTAUTH_URL: address,
      PUBLIC_URL: address,
      COURSE_FOLDER: checkout,
      PREVIEW_FILE: file,
    },
  })
  return { address, stop: child.stop }
}
