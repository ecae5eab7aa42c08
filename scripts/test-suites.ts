/** The suites of `npm test`, each run to its end and counted. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

import { buildWhenNeeded, isBuilt } from './build.ts'
import { findFreePort } from './free-port.ts'
import { startPostgres } from './postgres.ts'
import { LockedError, takeLock } from './lock-file.mjs'
import { runToEnd } from './run-to-end.ts'
import { checkout } from './start-environment.ts'
import { Stop } from './stop.ts'
import { readExerciseReport, readPlaywrightReport, readVitestReport, type SuiteResult } from './test-reports.ts'
import { quickChecks } from './quick-checks.ts'

export interface Suite {
  name: string
  run(signal: AbortSignal): Promise<SuiteResult>
}

const vitest = 'node_modules/vitest/vitest.mjs'
const playwright = 'node_modules/playwright/cli.js'

export const suites: Suite[] = [
  { name: 'checks', run: runChecks },
  { name: 'unit', run: (signal) => runVitest('unit', signal) },
  { name: 'integration', run: (signal) => runVitest('integration', signal) },
  { name: 'exercises', run: runExercises },
  { name: 'attacks', run: (signal) => runVitest('attacks', signal) },
  { name: 'e2e', run: runEndToEnd },
]

/** Each of the static checks is one test. */
async function runChecks(signal: AbortSignal): Promise<SuiteResult> {
  const result: SuiteResult = { passed: 0, failed: 0, failures: [] }
  for (const { name, args } of quickChecks) {
    const { code, output } = await runToEnd(args, { signal })
    if (code === 0) result.passed += 1
    else {
      result.failed += 1
      result.failures.push(`${name}\n${output}`)
    }
  }
  return result
}

async function runVitest(project: string, signal: AbortSignal): Promise<SuiteResult> {
  return withTemporaryFolder(async (folder) => {
    const report = path.join(folder, 'report.json')
    const args = [vitest, 'run', '--project', project, '--reporter=json', `--outputFile=${report}`]
    const { output } = await runToEnd(args, { signal })
    return readOr(report, readVitestReport, output)
  })
}

async function runExercises(signal: AbortSignal): Promise<SuiteResult> {
  const { stdout, output, code } = await runToEnd(['scripts/exercise.ts', 'check', '--all', '--json'], { signal })
  if (code === 0 || code === 1) return readExerciseReport(stdout)
  return { passed: 0, failed: 1, failures: [`exercise check --all ended with code ${code ?? 'none'}\n${output}`] }
}

/** The real product on a database of its own, and a real browser before it. */
async function runEndToEnd(signal: AbortSignal): Promise<SuiteResult> {
  return withTemporaryFolder(async (folder) => {
    await buildUnlessServed(signal)
    const postgres = await startPostgres({
      dataFolder: path.join(folder, 'postgres'),
      onLog: (line) => console.log(line),
      durable: false,
    })
    try {
      const port = await findFreePort()
      const baseUrl = `http://localhost:${port}`
      const environment = { DATABASE_URL: postgres.url, DATA_FOLDER: folder, PORT: String(port), PUBLIC_URL: baseUrl }
      const product = await startProduct(environment, signal)
      try {
        const report = path.join(folder, 'report.json')
        const { output } = await runToEnd([playwright, 'test'], {
          signal,
          environment: { DATABASE_URL: postgres.url, BASE_URL: baseUrl, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
        })
        const result = await readOr(report, readPlaywrightReport, output)
        return result.failed === 0 ? result : { ...result, failures: [...result.failures, await tellLogs(folder)] }
      } finally {
        await product.stop()
      }
    } finally {
      await postgres.stop()
    }
  })
}

/** @throws Stop if a product of this checkout runs on an older build, which would lose its files */
async function buildUnlessServed(signal: AbortSignal): Promise<void> {
  if (await isBuilt()) return
  const lock = await takeLock(path.join(checkout, '.data', 'start.lock')).catch((error: unknown) => {
    if (!(error instanceof LockedError)) throw error
    throw new Stop(
      `Gradient Gym runs from this folder (process ${error.pid}) on an older build, which the tests would replace under it. Stop it, then test again.`,
    )
  })
  try {
    await buildWhenNeeded({ log: (line) => console.log(line), signal })
  } finally {
    lock.release()
  }
}

async function startProduct(
  environment: Record<string, string>,
  signal: AbortSignal,
): Promise<{ stop(): Promise<void> }> {
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
  if (child.exitCode !== null) throw new Error(`The product did not start. It said:\n${said.join('\n')}`)
  return {
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await exited
    },
  }
}

/** The product's side of what failed: it goes with the folder otherwise. */
async function tellLogs(dataFolder: string): Promise<string> {
  const texts = ['web', 'grader'].map(async (name) => {
    const text = await readFile(path.join(dataFolder, 'logs', `${name}.log`), 'utf8').catch(() => '')
    return `${name}.log ends with:\n${text.trimEnd().split('\n').slice(-20).join('\n')}`
  })
  return (await Promise.all(texts)).join('\n')
}

/** A runner that died before its report is one failure, told in its own words. */
async function readOr(report: string, read: (json: string) => SuiteResult, output: string): Promise<SuiteResult> {
  const json = await readFile(report, 'utf8').catch(() => undefined)
  if (json !== undefined) return read(json)
  return { passed: 0, failed: 1, failures: [`The runner wrote no report. It said:\n${output}`] }
}

async function withTemporaryFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'gradient-gym-test-'))
  // Root's PostgreSQL runs under another account, which must be able to enter.
  await chmod(folder, 0o711)
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
