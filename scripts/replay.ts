/**
 * npm run -s replay -- SUBMISSION_ID [--json]
 *
 * Grades a stored submission again with its stored revision, draw, seed and reference, on its verdict's backend, and compares
 * number by number. Writes nothing. Exit 0: the same; 1: something differs; 2: wrong usage or unknown submission; 3: it could
 * not be graded.
 */
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

import { z } from 'zod'

import type { Leaf } from '../course/submissions/verdict-differences.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import { withProductDatabase } from './product-database.ts'
import { makeReader } from '../grader/reading/reader.ts'
import type { ReplayReport } from './replay-submission.ts'

const usage = 'usage: npm run -s replay -- SUBMISSION_ID [--json]'
const exercisesFolder = fileURLToPath(new URL('../exercises', import.meta.url))

/** What each circumstance is called in a sentence. */
const names: Record<ReplayReport['changed'][number]['what'], string> = {
  exerciseRevision: "exercise (the replay ran the stored revision, not the checkout's)",
  graderRevision: 'grader',
  tfjsVersion: 'tfjs',
  browserVersion: 'browser',
  renderer: 'renderer',
  backend: 'backend',
}

process.exitCode = await main(process.argv.slice(2))

async function main(argv: string[]): Promise<number> {
  const request = parseRequest(argv)
  if (request === undefined) {
    console.error(usage)
    return 2
  }
  try {
    const onLog = (line: string): void => console.error(line)
    const report = await withProductDatabase({ onLog }, (url) => replayIn(url, request.submissionId))
    if (typeof report === 'number') return report
    console.log(request.json ? JSON.stringify(report) : describe(report))
    return report.same ? 0 : 1
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 3
  }
}

function parseRequest(argv: string[]): { submissionId: string; json: boolean } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: argv,
      allowPositionals: true,
      options: { json: { type: 'boolean' } },
    })
    const id = z.uuid().safeParse(positionals[0])
    return id.success && positionals.length === 1 ? { submissionId: id.data, json: values.json === true } : undefined
  } catch (error) {
    if (error instanceof TypeError) return undefined
    throw error
  }
}

/** @returns the report, or an exit code after its reason was told */
async function replayIn(databaseUrl: string, submissionId: string): Promise<ReplayReport | number> {
  const { closeDatabase, openDatabase } = await import('../store/foundation/database.ts')
  const { ReplayRefused, replaySubmission } = await import('./replay-submission.ts')
  const database = openDatabase(databaseUrl, { connections: 2 })
  const reader = makeReader()
  let host: ChromiumHost | undefined
  try {
    return await replaySubmission({
      database,
      submissionId,
      exercisesFolder,
      reader,
      openHost: async () =>
        (host = await makeChromiumHost({
          reader,
          log: (line) => console.error(line),
          allowUnsandboxed: process.env.GRADER_ALLOW_UNSANDBOXED === 'yes',
        })),
    })
  } catch (error) {
    if (!(error instanceof ReplayRefused)) throw error
    console.error(error.message)
    return error.reason === 'unknown-submission' ? 2 : 3
  } finally {
    await host?.close()
    reader.close()
    await closeDatabase(database)
  }
}

function describe(report: ReplayReport): string {
  const { same, compared, differences, changed, stored, slug, gradedAt, submissionId } = report
  const outcome = `${stored.kind}, score ${stored.score.toFixed(2)}, ${stored.backend ?? 'not run'}, ${stored.renderer ?? 'no renderer'}`
  return [
    `${submissionId}: ${slug}, graded ${gradedAt}: ${outcome}`,
    same ? `same: all ${compared} values` : `${differences.length} of ${compared} values differ`,
    ...differences.map(({ path, stored: then, now }) => `  ${path}: stored ${show(then)}, now ${show(now)}`),
    changed.length === 0 ? 'nothing that it was graded with has changed since' : 'changed since:',
    ...changed.map(({ what, stored: then, now }) => `  ${names[what]}: ${then ?? 'not known'} → ${now ?? 'none'}`),
  ].join('\n')
}

function show(value: Leaf): string {
  return value === undefined ? 'nothing' : JSON.stringify(value)
}
