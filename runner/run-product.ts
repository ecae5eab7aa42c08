/** The whole product on one machine: PostgreSQL, migrations, a build when needed, then the web and the grader. */
import { mkdir } from 'node:fs/promises'
import { createServer } from 'node:net'
import path from 'node:path'

import { buildWhenNeeded, generateClientWhenNeeded } from './build/build.ts'
import { exercisesFolder } from './checkout.ts'
import { describeListening, reachableHost } from './listening.ts'
import { LockedError, takeLock } from './lock-file.mjs'
import { startPostgres } from './postgres/postgres.ts'
import { type KeepOptions, keepRunning } from './processes/keep-running.ts'
import { abortOnSignals } from './processes/signals.ts'
import { type ChildOptions, lastLinesOfLog, logFile, nextProgram, startChild } from './processes/supervise.ts'
import { readOrMakeSecrets } from './secrets.ts'
import {
  parseStartEnvironment,
  requireWebEnvironment,
  type StartEnvironment,
  withoutWebSecrets,
} from './start-environment.ts'
import { Stop, wordsOf } from './stop.ts'
import { waitForAnswer } from './wait-for-answer.ts'

const webTimeoutMs = 60_000

/** Where each part leaves how it is stopped; they are stopped in the opposite order: web, grader, PostgreSQL, lock. */
type Stoppers = (() => Promise<void>)[]

/** @returns the exit code, once everything is stopped again */
export async function runProduct(): Promise<0 | 1> {
  const ending = abortOnSignals()
  const stoppers: Stoppers = []
  let code: 0 | 1 = 0
  const fail = (error: unknown): void => {
    console.error(wordsOf(error))
    code = 1
  }
  try {
    const environment = parseStartEnvironment(process.env)
    requireWebEnvironment(process.env, environment)
    await runUntilEnd(environment, stoppers, ending)
  } catch (error) {
    if (!ending.aborted) fail(error)
  }
  if (ending.aborted) console.log('stopping')
  for (const stop of stoppers.toReversed()) await stop().catch(fail)
  return code
}

/** Between any two steps a wish to end is heard, so that nothing is left half started. */
async function runUntilEnd(environment: StartEnvironment, stoppers: Stoppers, ending: AbortSignal): Promise<void> {
  await mkdir(environment.dataFolder, { recursive: true, mode: 0o711 })
  await lockCheckout(environment, stoppers)
  await requireFreePort(environment)
  const { nextAuthSecret } = await readOrMakeSecrets(environment.dataFolder)
  const databaseUrl = await openPostgres(environment, stoppers)
  ending.throwIfAborted()
  await generateClientWhenNeeded(ending)
  const firstInstructorToken = await prepareDatabase(databaseUrl)
  ending.throwIfAborted()
  const build = await buildWhenNeeded({ log: (line) => console.log(line), signal: ending })

  const parts: Pick<ChildOptions, 'environment' | 'logFolder'> = {
    logFolder: path.join(environment.dataFolder, 'logs'),
    environment: {
      ...process.env,
      ...build,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      DATABASE_URL: databaseUrl,
      NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? nextAuthSecret,
      NEXTAUTH_URL: environment.publicUrl,
    },
  }
  const hostArguments = environment.host === undefined ? [] : ['--hostname', environment.host]
  const webArguments = ['start', '--port', String(environment.port), ...hostArguments]
  const webOptions: ChildOptions = {
    ...parts,
    name: 'web',
    script: nextProgram,
    args: webArguments,
    stopTimeoutMs: 5000,
  }
  // Longer than the grader's own limit for the gradings that run: what it cuts off comes back to the queue.
  const graderOptions: ChildOptions = {
    ...parts,
    environment: withoutWebSecrets(parts.environment),
    name: 'grader',
    script: 'scripts/grader.ts',
    args: [],
    stopTimeoutMs: 25_000,
  }
  const grader = keepRunning(await startChild(graderOptions), restartOf(graderOptions))
  stoppers.push(grader.stop)
  const firstWeb = await startChild(webOptions)
  stoppers.push(firstWeb.stop)
  const asked = rejectWhenAborted(ending)
  // A web that does not come up at all is ours to tell now; one that ends later is started again.
  await Promise.race([becomesHealthy(environment, ending), failWhenGone(firstWeb.exited, webOptions), asked])
  const web = keepRunning(firstWeb, restartOf(webOptions))
  stoppers.push(web.stop)

  console.log(describeListening(environment))
  console.log(`ready: ${environment.publicUrl}`)
  if (firstInstructorToken !== undefined) {
    const link = new URL(`/claim/${firstInstructorToken}`, environment.publicUrl).href
    console.log(`nobody teaches yet: sign up, then open ${link} to become the first instructor`)
  }
  console.log('Ctrl+C stops it')
  await asked
}

function restartOf(options: ChildOptions): KeepOptions {
  return {
    name: options.name,
    start: () => startChild(options),
    onRestart: (line) => console.error(`${line}. Its log: ${logFile(options)}`),
  }
}

/** @returns the token of the first instructor's link, while nobody teaches */
async function prepareDatabase(url: string): Promise<string | undefined> {
  console.log('applying migrations')
  // Imported only now: they need the Prisma client, which a fresh checkout does not have before this start.
  const { migrateDatabase } = await import('../prisma/migrate.ts')
  const { makeFirstInstructorToken, seedExercises } = await import('../prisma/seed.ts')
  const { closeDatabase, openDatabase } = await import('../store/foundation/database.ts')
  await migrateDatabase(url).catch((cause: unknown) => {
    throw databaseError(cause)
  })
  const database = openDatabase(url, { connections: 2 })
  try {
    for (const { slug, error } of await seedExercises(database, exercisesFolder)) {
      console.error(`the exercise ${slug} is left out: ${error instanceof Error ? error.message : String(error)}`)
    }
    return await makeFirstInstructorToken(database, new Date())
  } finally {
    await closeDatabase(database)
  }
}

function databaseError(cause: unknown): Error {
  const said = (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]?.replace(/[.]?$/, '.')
  return new Stop(
    `The database could not be brought up to date. ${said} If DATABASE_URL names it, check its address, account and rights; docs/operating.md says what the account needs.`,
  )
}

async function lockCheckout({ dataFolder }: StartEnvironment, stoppers: Stoppers): Promise<void> {
  try {
    const lock = await takeLock(path.join(dataFolder, 'start.lock'))
    stoppers.push(async () => lock.release())
  } catch (error) {
    if (!(error instanceof LockedError)) throw error
    throw new Stop(
      `Gradient Gym already runs from this folder, as process ${error.pid}. Use that one, or stop it first (Ctrl+C in its terminal, or: kill ${error.pid}).`,
    )
  }
}

/** Asked before the work of a minute, and bound the way the web will bind it. */
async function requireFreePort({ port, host }: StartEnvironment): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => reject(portError(error, { port, host })))
    probe.listen({ port, ...(host === undefined ? {} : { host }) }, () => probe.close(() => resolve()))
  })
}

function portError(error: Error, { port, host }: Pick<StartEnvironment, 'port' | 'host'>): Error {
  const code = 'code' in error ? error.code : undefined
  if (code === 'EADDRINUSE') {
    return new Stop(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`,
    )
  }
  if (code === 'EADDRNOTAVAIL') {
    return new Stop(
      `This machine has no interface with the address ${host}. Choose one that it has: HOST=127.0.0.1 npm start`,
    )
  }
  if (code === 'EACCES') {
    return new Stop(
      `Port ${port} needs rights that this account does not have. Choose one above 1023: PORT=3000 npm start`,
    )
  }
  return error
}

/** @returns the address: of a PostgreSQL of our own, which is kept running there, or of somebody else's */
async function openPostgres(environment: StartEnvironment, stoppers: Stoppers): Promise<string> {
  if (environment.databaseUrl !== undefined) return environment.databaseUrl
  console.log('starting PostgreSQL')
  const options = {
    dataFolder: path.join(environment.dataFolder, 'postgres'),
    onLog: (line: string) => console.log(line),
  }
  const first = await startPostgres(options)
  const { url, port } = first
  const postgres = keepRunning(first, {
    name: 'PostgreSQL',
    // The same address: the web and the grader hold it, and come back by themselves.
    start: () => startPostgres({ ...options, port }),
    onRestart: (line) => console.error(`${line}. Its log: ${path.join(options.dataFolder, 'postgres.log')}`),
  })
  stoppers.push(postgres.stop)
  return url
}

async function rejectWhenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const fail = (): void => reject(new Stop('Asked to end.'))
    if (signal.aborted) fail()
    else signal.addEventListener('abort', fail)
  })
}

async function becomesHealthy({ port, host }: StartEnvironment, signal: AbortSignal): Promise<void> {
  const url = `http://${reachableHost(host)}:${port}/api/health`
  const said = await waitForAnswer(url, { limitMs: webTimeoutMs, signal })
  if (said === undefined) return
  throw new Stop(
    `The web ${said} at /api/health after ${webTimeoutMs / 1000} s. Its log is in the folder "logs" of the data folder.`,
  )
}

async function failWhenGone(exited: Promise<string>, options: ChildOptions): Promise<never> {
  const how = await exited
  throw new Stop(`The ${options.name} ended (${how}). Its last lines:\n${await lastLinesOfLog(options)}`)
}
