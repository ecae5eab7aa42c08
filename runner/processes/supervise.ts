/** Child processes of `npm start`: each with a log file, a stop that waits, and an end when we are gone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import type { RunningPart } from './keep-running.ts'
import { openRotatingLog } from './rotating-log.ts'
import { checkout } from '../checkout.ts'

export interface ChildOptions {
  name: string
  /** Run by our own Node; relative to the checkout, or absolute. */
  script: string
  args: string[]
  environment: NodeJS.ProcessEnv
  logFolder: string
  /** How long it may take to end in peace. */
  stopTimeoutMs: number
  /** Of its log, and of the one before. */
  logLimitBytes?: number
}

/** The script of who serves or builds the web. */
export const nextProgram = 'node_modules/next/dist/bin/next'
const ordinaryLogBytes = 10_000_000
/** What a child that has ended still has in its pipes is read at once; a grandchild may hold them for ever. */
const drainTimeoutMs = 1000

export async function startChild(options: ChildOptions): Promise<RunningPart> {
  await mkdir(options.logFolder, { recursive: true })
  const { child, drained } = spawnLogged(options)
  const exited = wordOnExit(child).then(async (word) => {
    const ending = new AbortController()
    const { signal } = ending
    await Promise.race([drained, wait(drainTimeoutMs, undefined, { signal }).catch(() => undefined)]) // Drained: none waits.
    ending.abort()
    return word
  })
  return { exited, stop: () => stopChild(child, exited, options.stopTimeoutMs) }
}

/** How it ended, when it has: the signal, or the exit code. */
export function wordOnExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code ?? 'none'}` : signal))
  })
}

export async function lastLinesOfLog(options: Pick<ChildOptions, 'name' | 'logFolder'>): Promise<string> {
  const file = logFile(options)
  const texts = [`${file}.old`, file].map(async (one) => readFile(one, 'utf8').catch(() => '')) // There is none yet.
  return (await Promise.all(texts)).join('').trimEnd().split('\n').slice(-20).join('\n')
}

export function logFile(options: Pick<ChildOptions, 'name' | 'logFolder'>): string {
  return path.join(options.logFolder, `${options.name}.log`)
}

/** The child writes through us, who count what goes into its log. `drained` resolves when it can write no more. */
function spawnLogged(options: ChildOptions): { child: ChildProcess; drained: Promise<void> } {
  const child = spawn(
    process.execPath,
    [
      '--import',
      path.join(checkout, 'runner/processes/exit-with-parent.ts'),
      path.resolve(checkout, options.script),
      ...options.args,
    ],
    {
      cwd: checkout,
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      // Not in the terminal's group: Ctrl+C reaches us alone, and we stop the parts in order.
      detached: true,
    },
  )
  const log = openRotatingLog(logFile(options), options.logLimitBytes ?? ordinaryLogBytes)
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => log.write(chunk))
  const drained = new Promise<void>((resolve) => {
    child.once('close', () => {
      log.close()
      resolve()
    })
  })
  return { child, drained }
}

async function stopChild(child: ChildProcess, exited: Promise<string>, stopTimeoutMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    await exited
    return
  }
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await exited
  clearTimeout(timer)
}
