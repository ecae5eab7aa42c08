/** Finds a Chromium on this machine: a named one, Playwright's, the system's, or the one that npm brought. */
import { execFile } from 'node:child_process'
import { access, constants, realpath, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

import { chromium } from 'playwright'

import { unpackChromium } from './unpack-chromium.ts'

export type ChromiumSource = 'CHROMIUM_PATH' | 'playwright' | 'system' | 'npm'

export interface FoundChromium {
  executablePath: string
  /** Goes on the browser's LD_LIBRARY_PATH; null where the system has all it needs. */
  libraryPath: string | null
  /** Goes into FONTCONFIG_PATH; null where the system has fonts of its own. */
  fontsFolder: string | null
  source: ChromiumSource
}

const systemNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge']
const macPaths = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * The first Chromium of: `CHROMIUM_PATH`, Playwright's own download, the system's, npm's `@sparticuz/chromium` (Linux on x64).
 * For root, one that other accounts cannot reach is passed over, since the browser never runs as root.
 * @throws Error that says what to install, if there is none
 */
export async function findChromium(options: {
  log: (line: string) => void
  environment?: NodeJS.ProcessEnv
}): Promise<FoundChromium> {
  const environment = options.environment ?? process.env
  const named = environment.CHROMIUM_PATH
  if (named !== undefined && named !== '') {
    if (!(await isExecutable(named))) {
      throw new Error(`CHROMIUM_PATH is ${named}, and no program is there. Correct it, or unset it to have one found.`)
    }
    return { executablePath: named, libraryPath: null, fontsFolder: null, source: 'CHROMIUM_PATH' }
  }
  const playwrights = chromium.executablePath()
  if ((await isExecutable(playwrights)) && (await isReachable(playwrights))) {
    return { executablePath: playwrights, libraryPath: null, fontsFolder: null, source: 'playwright' }
  }
  const systems = await findOnSystem(environment)
  if (systems !== undefined) {
    return { executablePath: systems, libraryPath: null, fontsFolder: null, source: 'system' }
  }
  if (process.platform === 'linux' && process.arch === 'x64') return findInNpm({ log: options.log, environment })
  throw new Error(
    'No Chromium was found. Install one (on Debian: apt-get install chromium; elsewhere: npx playwright install chromium), ' +
      'or set CHROMIUM_PATH to one you have.',
  )
}

/** Where Chromium is unpacked: for root a folder that unprivileged accounts can enter, else the checkout's own. */
export async function chooseCacheFolder(environment: NodeJS.ProcessEnv): Promise<string> {
  if (isRoot()) return '/var/cache/gradient-gym'
  const checkout = path.resolve(import.meta.dirname, '..', '..')
  if (await isWritable(checkout)) return path.join(checkout, '.data')
  return path.join(environment.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'gradient-gym')
}

async function findInNpm(options: {
  log: (line: string) => void
  environment: NodeJS.ProcessEnv
}): Promise<FoundChromium> {
  const unpacked = await unpackChromium({ cacheFolder: await chooseCacheFolder(options.environment), log: options.log })
  const lacking = await missingLibraries(unpacked.executablePath, null)
  const libraryPath = lacking.length === 0 ? null : unpacked.libraryFolder
  const stillLacking = libraryPath === null ? [] : await missingLibraries(unpacked.executablePath, libraryPath)
  if (stillLacking.length > 0) {
    throw new Error(
      `Chromium from npm needs ${stillLacking.join(', ')}, and this system lacks it. ` +
        'Install a Chromium of the system (on Debian: apt-get install chromium), or set CHROMIUM_PATH to one.',
    )
  }
  const hasFonts = await isReadable('/etc/fonts/fonts.conf')
  return {
    executablePath: unpacked.executablePath,
    libraryPath,
    fontsFolder: hasFonts ? null : unpacked.fontsFolder,
    source: 'npm',
  }
}

async function findOnSystem(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folders = (environment.PATH ?? '').split(path.delimiter).filter((folder) => path.isAbsolute(folder))
  const candidates = folders.flatMap((folder) => systemNames.map((name) => path.join(folder, name)))
  if (process.platform === 'darwin') candidates.push(...macPaths)
  for (const candidate of candidates) {
    if ((await isExecutable(candidate)) && (await isReachable(candidate))) return candidate
  }
  return undefined
}

/** Names of shared libraries that the loader does not find. Without `ldd` none is known to be there: all are asked of us. */
async function missingLibraries(executable: string, libraryPath: string | null): Promise<string[]> {
  const environment: NodeJS.ProcessEnv = { ...process.env, LC_ALL: 'C' }
  if (libraryPath !== null) environment.LD_LIBRARY_PATH = libraryPath
  try {
    const { stdout } = await promisify(execFile)('ldd', [executable], { env: environment })
    return stdout.split('\n').flatMap((line) => /^\s*(\S+) => not found/.exec(line)?.[1] ?? [])
  } catch (error) {
    const lddIsAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (!lddIsAbsent) throw new Error(`ldd could not read ${executable}: was its download cut off?`, { cause: error })
    return libraryPath === null ? ['libnss3.so'] : []
  }
}

/** True if every folder on the way may be entered by any account; asked only as root, whose browser is another account's. */
async function isReachable(file: string): Promise<boolean> {
  if (!isRoot()) return true
  const real = await realpath(file)
  if (((await stat(real)).mode & 0o005) !== 0o005) return false
  for (let folder = path.dirname(real); ; folder = path.dirname(folder)) {
    if (((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === path.dirname(folder)) return true
  }
}

export function isRoot(): boolean {
  return process.getuid?.() === 0
}

async function isExecutable(file: string): Promise<boolean> {
  return allows(file, constants.X_OK)
}

async function isReadable(file: string): Promise<boolean> {
  return allows(file, constants.R_OK)
}

async function isWritable(file: string): Promise<boolean> {
  return allows(file, constants.W_OK)
}

async function allows(file: string, mode: number): Promise<boolean> {
  return access(file, mode).then(
    () => true,
    () => false,
  )
}
