/**
 * Starts Chromium with its own sandbox on, under an account that is not root.
 *
 * Invariant: no renderer that runs learners' code is unsandboxed (require-sandbox.ts proves it). Chromium refuses its sandbox
 * as root, so root's browser goes through a shell script (launch-script.ts) that drops to an account-less uid.
 */
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

import { type Browser, chromium, type LaunchOptions } from 'playwright'

import { chooseCacheFolder, findChromium, type FoundChromium, isRoot } from './find-chromium.ts'
import { launchScript } from './launch-script.ts'
import { requireSandbox } from './require-sandbox.ts'
import { makeOpenFolder } from './unpack-chromium.ts'
import { whileAlive } from './while-alive.ts'

export interface LaunchRequest {
  /** Grading: a small heap and no network at all. Testing: a browser as people have it. */
  purpose: 'grading' | 'testing'
  log: (line: string) => void
  /** For development on a machine that forbids the sandbox, never with strangers' code. */
  allowUnsandboxed?: boolean
}

const CLOSE_LIMIT_MS = 5_000

/** `--use-angle` needs the second switch since Chromium 137: SwiftShader is slow but right, and needs no GPU. */
const commonArguments = [
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** The heap limit holds in workers too. Nothing a cage needs comes by network, so every name and address leads nowhere. */
const gradingArguments = [
  '--js-flags=--max-old-space-size=256',
  '--host-resolver-rules=MAP * ~NOTFOUND',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--dns-prefetch-disable',
]

/**
 * A running browser; one for grading has proved that its renderers are sandboxed.
 * @throws Error with one sentence on what to do: no Chromium, no `setpriv` for root, user namespaces forbidden
 */
export async function launchChromium(request: LaunchRequest): Promise<Browser> {
  const options = await chromiumLaunchOptions(request)
  const browser = await chromium.launch(options).catch((cause: unknown) => {
    throw explainLaunchFailure(cause)
  })
  if (request.purpose === 'testing' || request.allowUnsandboxed === true) return browser
  try {
    await whileAlive(browser, () => requireSandbox(browser))
    return browser
  } catch (error) {
    await whileAlive(browser, () => browser.close(), CLOSE_LIMIT_MS).catch(() => undefined) // The first error tells more.
    throw error
  }
}

/** What Playwright's `chromium.launch` needs, for callers that launch themselves (the test runner). */
export async function chromiumLaunchOptions(request: LaunchRequest): Promise<LaunchOptions> {
  const found = await findChromium({ log: request.log })
  if (request.allowUnsandboxed === true) {
    request.log("WARNING: Chromium's sandbox is off. Learners' code can reach this machine. For development only.")
  }
  return {
    executablePath: process.platform === 'linux' ? await writeLaunchScript(found, request) : found.executablePath,
    chromiumSandbox: request.allowUnsandboxed !== true,
    headless: true,
    // Playwright's own handlers close the browsers under gradings that the grader lets end, and keep commands from ending.
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
    args: [...commonArguments, ...(request.purpose === 'grading' ? gradingArguments : [])],
    env: browserEnvironment(found),
  }
}

/** Nothing of our environment (secrets, NODE_OPTIONS, proxies) goes to the browser. */
function browserEnvironment(found: FoundChromium): Record<string, string> {
  const environment: Record<string, string> = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LANG: 'C.UTF-8' }
  if (process.env.HOME !== undefined) environment.HOME = process.env.HOME
  if (found.fontsFolder !== null) environment.FONTCONFIG_PATH = found.fontsFolder
  return environment
}

async function writeLaunchScript(found: FoundChromium, request: LaunchRequest): Promise<string> {
  const dropRoot = isRoot()
  if (dropRoot) await requireSetpriv()
  const folder = await chooseCacheFolder(process.env)
  const { executablePath, libraryPath } = found
  const script = launchScript({ executablePath, libraryPath, network: request.purpose === 'testing', dropRoot })
  // Named by its content: another checkout with another Chromium may share the folder.
  const file = path.join(folder, `launch-${createHash('sha256').update(script).digest('hex').slice(0, 12)}.sh`)
  if ((await readFile(file, 'utf8').catch(() => '')) === script) return file
  await makeOpenFolder(folder)
  // Written beside and renamed, so that nobody starts half a script.
  const beside = `${file}.${randomBytes(4).toString('hex')}`
  await writeFile(beside, script)
  await chmod(beside, 0o755)
  await rename(beside, file)
  return file
}

async function requireSetpriv(): Promise<void> {
  try {
    await promisify(execFile)('setpriv', ['--version'])
  } catch (cause) {
    throw new Error(
      'Chromium does not run with its sandbox as root, and `setpriv` (package util-linux) is not here to run it as another account. ' +
        'Install util-linux, or start as an ordinary user.',
      { cause },
    )
  }
}

function explainLaunchFailure(cause: unknown): Error {
  const text = cause instanceof Error ? cause.message : String(cause)
  if (/No usable sandbox|Operation not permitted.*clone|Failed to move to new namespace/s.test(text)) {
    return new Error(
      'Chromium could not start its sandbox, because this system forbids user namespaces. Allow them ' +
        '(sysctl kernel.unprivileged_userns_clone=1 or kernel.apparmor_restrict_unprivileged_userns=0; in Docker a seccomp profile that permits clone), ' +
        "or install Debian's packages chromium and chromium-sandbox.",
      { cause },
    )
  }
  return new Error('Chromium did not start. The lines below are its own.', { cause })
}
