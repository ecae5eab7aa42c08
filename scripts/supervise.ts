/** Child processes of `npm start`: each with a log file, a stop that waits, and an end when we are gone. */
import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, renameSync, statSync } from 'node:fs'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

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

export interface RunningChild {
  /** Settles when it is gone, with a word on how. */
  exited: Promise<string>
  stop(): Promise<void>
}

const logLimitBytes = 10_000_000

export async function startChild(options: ChildOptions): Promise<RunningChild> {
  await mkdir(options.logFolder, { recursive: true })
  const child = spawnLogged(options)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal === null ? `code ${code ?? 'none'}` : signal))
  })
  return { exited, stop: () => stopChild(child, exited, options.stopTimeoutMs) }
}

/** Starts it again whenever it ends, waiting longer each time it did not last. */
export async function keepRunning(
  options: ChildOptions & { onRestart: (line: string) => void },
): Promise<RunningChild> {
  const shortestPauseMs = 1000
  const longestPauseMs = 30_000
  const lastedMs = 60_000
  const stopping = new AbortController()
  let current = await startChild(options)

  async function watch(): Promise<string> {
    let pauseMs = shortestPauseMs
    for (;;) {
      const startedAt = Date.now()
      const how = await current.exited
      if (stopping.signal.aborted) return how
      if (Date.now() - startedAt > lastedMs) pauseMs = shortestPauseMs
      options.onRestart(
        `the ${options.name} ended (${how}); it starts again in ${pauseMs / 1000} s. Its log: ${logFile(options)}`,
      )
      await wait(pauseMs, undefined, { signal: stopping.signal }).catch(() => undefined) // Aborted: asked just below.
      if (stopping.signal.aborted) return how
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      current = await startChild(options)
    }
  }

  const exited = watch()
  return {
    exited,
    async stop() {
      stopping.abort()
      await current.stop()
      await exited
    },
  }
}

export async function lastLinesOfLog(options: ChildOptions): Promise<string> {
  const text = await readFile(logFile(options), 'utf8').catch(() => '')
  return text.trimEnd().split('\n').slice(-20).join('\n')
}

function logFile(options: ChildOptions): string {
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
