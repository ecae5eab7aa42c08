/** Makes a PostgreSQL cluster once: initdb, the product's role and its database. */
import type { SpawnOptions } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'

import { runToEnd } from '../processes/run-to-end.ts'
import type { Account, PostgresPlace } from './place.ts'

export const databaseName = 'gradient_gym'
/** Owns the database and may make others (tests do), and is no superuser. */
export const roleName = 'gradient_gym'

/**
 * Leaves a complete cluster at place.cluster, or the one that is there. It is made beside and renamed, so a kill half way leaves none.
 * @throws Error if the cluster there is another major version's, with what to do
 */
export async function makeClusterOnce(place: PostgresPlace, password: string): Promise<void> {
  const version = await readFile(path.join(place.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined)
  if (version !== undefined) return requireSameMajor(version.trim(), place)

  const parent = path.dirname(place.cluster)
  await mkdir(parent, { recursive: true, mode: 0o711 })
  await removeUnfinished(parent)
  const beside = path.join(parent, `cluster.new-${randomBytes(4).toString('hex')}`)
  const passwordFile = `${beside}.password`
  try {
    await mkdir(beside, { mode: 0o700 })
    // The superuser's password is forgotten at once: nothing signs in as superuser.
    await writeFile(passwordFile, `${randomBytes(24).toString('hex')}\n`, { mode: 0o600 })
    await give([beside, passwordFile], place.account)
    await runProgram(place, 'initdb', [
      `--pgdata=${beside}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--locale=C',
    ])
    await runProgram(
      place,
      'postgres',
      ['--single', '-D', beside, 'postgres'],
      `CREATE ROLE ${roleName} LOGIN CREATEDB PASSWORD '${password}'\nCREATE DATABASE ${databaseName} OWNER ${roleName}\n`,
    )
    await rename(beside, place.cluster)
  } finally {
    await rm(passwordFile, { force: true })
    await rm(beside, { recursive: true, force: true })
  }
}

async function requireSameMajor(version: string, place: PostgresPlace): Promise<void> {
  const output = await runProgram(place, 'postgres', ['--version'])
  const major = /(\d+)\./.exec(output)?.[1]
  if (major === version) return
  throw new Error(
    `The database in ${place.cluster} was made by PostgreSQL ${version}, and this is PostgreSQL ${major ?? 'of unknown version'}. ` +
      'Go back to the release that made it, dump it there, and load it here: docs/operating.md, "Upgrade".',
  )
}

async function removeUnfinished(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    if (name.startsWith('cluster.new-')) await rm(path.join(parent, name), { recursive: true, force: true })
  }
}

async function give(files: string[], account: Account | null): Promise<void> {
  if (account === null) return
  for (const file of files) await chown(file, account.uid, account.gid)
}

/** How PostgreSQL's programs are started: as the account, and with nothing of our environment. */
export function postgresSpawnOptions(place: PostgresPlace): SpawnOptions {
  return {
    cwd: '/',
    // Next's types demand NODE_ENV of every environment; PostgreSQL does not read it.
    env: { NODE_ENV: 'production', PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C' },
    ...(place.account === null ? {} : { uid: place.account.uid, gid: place.account.gid }),
  }
}

async function runProgram(place: PostgresPlace, name: string, args: string[], input?: string): Promise<string> {
  const file = path.join(place.binaries, 'bin', name)
  await stat(file)
  const options = { ...postgresSpawnOptions(place), ...(input === undefined ? {} : { input }) }
  const { code, output } = await runToEnd(file, args, options)
  // In single-user mode a refused statement is printed and does not change the exit code.
  if (code === 0 && !/^(\S+ )*(ERROR|FATAL|PANIC):/m.test(output)) return output
  throw new Error(`${name} ended with code ${code ?? 'none'}. It said:\n${output.trim()}`)
}
