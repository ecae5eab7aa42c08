/** Child processes of `npm start`: each with a log file, a stop that waits, and an end when we are gone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'

import type { RunningPart } from './keep-running.ts'
import { checkout } from './start-environment.ts'

export interface ChildOptions {
  name: string
  /** Run by our own Node, relative to the checkout. */
  script: string
  args: string[]
  environment: NodeJS.ProcessEnv
  logFolder: string
  /** How long it may take to end in peace. */
  stopTimeoutMs: number
}

const logLimitBytes = 10_000_000

export async function startChild(options: ChildOptions): Promise<RunningPart> {
  await mkdir(options.logFolder, { recursive: true })
  const child = spawnLogged(options)
  const exited = wordOnExit(child)
  return { exited, stop: () => stopChild(child, exited, options.stopTimeoutMs) }
}

/** How it ended, when it has: the signal, or the exit code. */
export function wordOnExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code ?? 'none'}` : signal))
  })
}

export async function lastLinesOfLog(options: ChildOptions): Promise<string> {
  const text = await readFile(logFile(options), 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-20).join('\n')
}

export function logFile(options: ChildOptions): string {
  return path.join(options.logFolder, `${options.name}.log`)
}

function spawnLogged(options: ChildOptions): ChildProcess {
  const file = logFile(options)
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > logLimitBytes) renameSync(file, `${file}.old`)
  const log = openSync(file, 'a', 0o600)
  try {
    return spawn(
      process.execPath,
      [
        '--import',
        path.join(checkout, 'scripts/exit-with-parent.ts'),
        path.join(checkout, options.script),
        ...options.args,
      ],
      {
        cwd: checkout,
        env: options.environment,
        stdio: ['ignore', log, log, 'ipc'],
        // Not in the terminal's group: Ctrl+C reaches us alone, and we stop the parts in order.
        detached: true,
      },
    )
  } finally {
    closeSync(log)
  }
}

async function stopChild(child: ChildProcess, exited: Promise<string>, stopTimeoutMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs)
  await exited
  clearTimeout(timer)
}
