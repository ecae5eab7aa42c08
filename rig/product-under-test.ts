/** The real product, started on a free port with a database of its own, for end-to-end tests and benchmarks. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { buildWhenNeeded } from '../runner/build/build.ts'
import { findFreePort } from '../runner/free-port.ts'
import { startPostgres } from '../runner/postgres/postgres.ts'
import { lastLinesOfLog } from '../runner/processes/supervise.ts'
import { checkout } from '../runner/checkout.ts'

export interface ProductUnderTest {
  baseUrl: string
  databaseUrl: string
  /** Holds its data and logs; removed at the end. */
  folder: string
}

/** The product as `npm start` runs it, with a PostgreSQL that it keeps itself: for who ends parts of it. */
export interface WholeProduct extends ProductUnderTest {
  /** Of the process that starts the parts and keeps them running. */
  pid: number
  /** Ends it as Ctrl+C does, before the folder goes. */
  stop(): Promise<void>
}

export async function withWholeProduct<Result>(
  options: { signal: AbortSignal; environment: Record<string, string> },
  use: (product: WholeProduct) => Promise<Result>,
): Promise<Result> {
  const { signal } = options
  return withTemporaryFolder(async (folder) => {
    await buildWhenNeeded({ log: (line) => console.log(line), signal })
    const port = await findFreePort()
    const baseUrl = `http://localhost:${port}`
    const own = { DATABASE_URL: '', DATA_FOLDER: folder, PORT: String(port), PUBLIC_URL: '' }
    const product = await startProduct({ ...options.environment, ...own }, signal)
    try {
      const databaseUrl = (await readFile(path.join(folder, 'postgres', 'url'), 'utf8')).trim()
      return await use({ baseUrl, databaseUrl, folder, ...product })
    } finally {
      await product.stop()
    }
  })
}

/** The product over a PostgreSQL that is faster than it is safe. */
export async function withProduct<Result>(
  options: { signal: AbortSignal; environment?: Record<string, string> },
  use: (product: ProductUnderTest) => Promise<Result>,
): Promise<Result> {
  const { signal } = options
  return withTemporaryFolder(async (folder) => {
    await buildWhenNeeded({ log: (line) => console.log(line), signal })
    const postgres = await startPostgres({
      dataFolder: path.join(folder, 'postgres'),
      onLog: (line) => console.log(line),
      durable: false,
    })
    try {
      const port = await findFreePort()
      const baseUrl = `http://localhost:${port}`
      const own = { DATABASE_URL: postgres.url, DATA_FOLDER: folder, PORT: String(port), PUBLIC_URL: '' }
      const product = await startProduct({ ...options.environment, ...own }, signal)
      try {
        return await use({ baseUrl, databaseUrl: postgres.url, folder })
      } finally {
        await product.stop()
      }
    } finally {
      await postgres.stop()
    }
  })
}

async function startProduct(
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<{ pid: number; stop(): Promise<void> }> {
  const child = spawn(process.execPath, ['scripts/start.ts'], {
    cwd: checkout,
    env: { ...process.env, ...environment },
    // The channel ends it if we are killed.
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    detached: true,
    signal,
  })
  const said: string[] = []
  const exited = once(child, 'exit')
  const { promise: ready, resolve: becomeReady } = Promise.withResolvers<void>()
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue
    createInterface(stream).on('line', (line) => {
      said.push(line)
      if (line.startsWith('ready: ')) becomeReady()
    })
  }
  await Promise.race([ready, exited])
  if (child.exitCode !== null || child.pid === undefined) {
    throw new Error(`The product did not start. It said:\n${said.join('\n')}`)
  }
  return {
    pid: child.pid,
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await exited
    },
  }
}

/** The product's side of what failed: it goes with the folder otherwise. */
export async function describeLogs(dataFolder: string): Promise<string> {
  const logFolder = path.join(dataFolder, 'logs')
  const texts = ['web', 'grader'].map(
    async (name) => `${name}.log ends with:\n${await lastLinesOfLog({ name, logFolder })}`,
  )
  return (await Promise.all(texts)).join('\n')
}

export async function withTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gradient-gym-test-'))
  // Root's PostgreSQL runs under another account, which must be able to enter.
  await chmod(folder, 0o711)
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
