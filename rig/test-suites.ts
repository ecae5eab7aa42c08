/** The suites of `npm test`, each run to its end and counted. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'

import { findFreePort } from '../runner/free-port.ts'
import { staticChecks } from './checks/checks.ts'
import { describeLogs, withProduct, withTemporaryFolder } from './product-under-test.ts'
import { runNode } from '../runner/processes/run-to-end.ts'
import { readExerciseReport, readPlaywrightReport, readVitestReport, type SuiteResult } from './test-reports.ts'

export interface Suite {
  name: string
  run(signal: AbortSignal): Promise<SuiteResult>
}

const vitest = 'node_modules/vitest/vitest.mjs'
const playwright = 'node_modules/playwright/cli.js'

export const suites: Suite[] = [
  { name: 'checks', run: runChecks },
  { name: 'unit', run: (signal) => runVitest('unit', signal) },
  { name: 'components', run: (signal) => runVitest('components', signal) },
  { name: 'integration', run: (signal) => runVitest('integration', signal) },
  { name: 'exercises', run: runExercises },
  { name: 'attacks', run: (signal) => runVitest('attacks', signal) },
  { name: 'faults', run: (signal) => runVitest('faults', signal) },
  { name: 'e2e', run: runEndToEnd },
]

/** Each of the static checks is one test. */
async function runChecks(signal: AbortSignal): Promise<SuiteResult> {
  const result: SuiteResult = { passed: 0, failed: 0, failures: [], times: [] }
  for (const { name, args } of staticChecks) {
    const { code, output } = await runNode(args('everything') ?? [], { signal })
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
    const { output } = await runNode(args, { signal })
    return readOr(report, readVitestReport, output)
  })
}

async function runExercises(signal: AbortSignal): Promise<SuiteResult> {
  const { stdout, output, code } = await runNode(['scripts/exercise.ts', 'check', '--all', '--json'], { signal })
  if (code === 0 || code === 1) return readExerciseReport(stdout)
  return {
    passed: 0,
    failed: 1,
    failures: [`exercise check --all ended with code ${code ?? 'none'}\n${output}`],
    times: [],
  }
}

/** The real product on a database of its own, and a real browser before it. */
async function runEndToEnd(signal: AbortSignal): Promise<SuiteResult> {
  // A test opens the provider behind this address, of which the web knows nothing before somebody goes there.
  const provider = {
    OIDC_ISSUER: `http://localhost:${await findFreePort()}`,
    OIDC_ID: 'gradient-gym',
    OIDC_SECRET: 'what only the two of them know',
    OIDC_NAME: 'The School',
  }
  return withProduct({ signal, environment: provider }, async ({ baseUrl, databaseUrl, folder }) => {
    const report = path.join(folder, 'report.json')
    const { output } = await runNode([playwright, 'test'], {
      signal,
      environment: { ...provider, DATABASE_URL: databaseUrl, BASE_URL: baseUrl, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
    })
    const result = await readOr(report, readPlaywrightReport, output)
    return result.failed === 0 ? result : { ...result, failures: [...result.failures, await describeLogs(folder)] }
  })
}

/** A runner that died before its report is one failure, told in its own words. */
async function readOr(report: string, read: (json: string) => SuiteResult, output: string): Promise<SuiteResult> {
  const json = await readFile(report, 'utf8').catch(() => undefined)
  if (json !== undefined) return read(json)
  return { passed: 0, failed: 1, failures: [`The runner wrote no report. It said:\n${output}`], times: [] }
}
