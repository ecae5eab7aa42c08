/** For commands that look into the product's database beside it: whether it runs, has stopped, or lives elsewhere. */
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { generateClientWhenNeeded } from '../build/build.ts'
import { LockedError, takeLock } from '../lock-file.mjs'
import { startPostgres } from './postgres.ts'
import { parseStartEnvironment } from '../start-environment.ts'
import { Stop } from '../stop.ts'

/** What a shell reports for a program that Ctrl+C ended. */
const interrupted = 130

/**
 * The database of DATABASE_URL, or the checkout's own: the running one, or one that is started for the time of `use`.
 * Import what needs the Prisma client inside `use`: a checkout that never ran does not have it before.
 * @throws Stop with what to do where there is no database
 */
export async function withProductDatabase<Result>(
  options: { onLog: (line: string) => void },
  use: (databaseUrl: string) => Promise<Result>,
): Promise<Result> {
  const { databaseUrl, dataFolder } = parseStartEnvironment(process.env)
  await generateClientWhenNeeded()
  if (databaseUrl !== undefined) return use(databaseUrl)
  const postgresFolder = path.join(dataFolder, 'postgres')
  if (!existsSync(path.join(postgresFolder, 'password'))) {
    throw new Stop(
      `There is no database in ${dataFolder}: the product has not run here yet. Set DATABASE_URL or DATA_FOLDER to where it runs.`,
    )
  }
  const lock = await takeLock(path.join(dataFolder, 'start.lock')).catch((error: unknown) => {
    if (error instanceof LockedError) return undefined
    throw error
  })
  // Who holds the lock is the product itself, and its PostgreSQL is up.
  if (lock === undefined) return use(await readUrlOfRunning(postgresFolder))
  try {
    options.onLog('the product does not run: starting its PostgreSQL for the time of this command')
    const postgres = await startPostgres({ dataFolder: postgresFolder, onLog: options.onLog })
    // PostgreSQL is not in the terminal's group: Ctrl+C would leave it running.
    const interrupt = (): void => {
      void postgres.stop().finally(() => {
        lock.release()
        process.exit(interrupted)
      })
    }
    process.once('SIGINT', interrupt)
    process.once('SIGTERM', interrupt)
    try {
      return await use(postgres.url)
    } finally {
      process.off('SIGINT', interrupt)
      process.off('SIGTERM', interrupt)
      await postgres.stop()
    }
  } finally {
    lock.release()
  }
}

async function readUrlOfRunning(postgresFolder: string): Promise<string> {
  const url = (await readFile(path.join(postgresFolder, 'url'), 'utf8').catch(() => '')).trim()
  if (url !== '') return url
  throw new Stop('The product is starting or stopping just now. Try again when it says "ready".')
}
