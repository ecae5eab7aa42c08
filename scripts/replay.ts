/**
 * Grades a stored submission again with its stored revision, draw, seed and reference, on its verdict's backend, and compares
 * number by number. Writes nothing. Exit code 0: the same; 1: something differs; 2: wrong usage or unknown submission; 3: it could
 * not be graded.
 */
import { z } from 'zod'

import type { Leaf } from '../course/submissions/verdict-differences.ts'
import type { ReplayReport } from '../grader-process/replay-submission.ts'
import { makeChromiumHost } from '../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../grader/host/chromium-host.ts'
import { makeReader } from '../grader/reading/reader.ts'
import { exercisesFolder } from '../runner/checkout.ts'
import { runCommand, UsageError } from '../runner/command.ts'
import { withProductDatabase } from '../runner/postgres/product-database.ts'
import { Stop } from '../runner/stop.ts'

/** What each circumstance is called in a sentence. */
const names: Record<ReplayReport['changed'][number]['what'], string> = {
  exerciseRevision: "exercise (the replay ran the stored revision, not the checkout's)",
  graderRevision: 'grader',
  tfjsVersion: 'tfjs',
  browserVersion: 'browser',
  renderer: 'renderer',
  backend: 'backend',
}

await runCommand({
  usage: 'usage: npm run -s replay -- SUBMISSION_ID [--json]',
  options: { json: { type: 'boolean' } },
  given: z.object({ positionals: z.tuple([z.uuid()]), json: z.boolean().default(false) }),
  async run({ positionals: [submissionId], json }) {
    const onLog = (line: string): void => console.error(line)
    const report = await withProductDatabase({ onLog }, (url) => replayIn(url, submissionId))
    console.log(json ? JSON.stringify(report) : describe(report))
    return report.same ? 0 : 1
  },
  broken: 3,
})

async function replayIn(databaseUrl: string, submissionId: string): Promise<ReplayReport> {
  const { closeDatabase, openDatabase } = await import('../store/foundation/database.ts')
  const { ReplayRefused, replaySubmission } = await import('../grader-process/replay-submission.ts')
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
    throw error.reason === 'unknown-submission' ? new UsageError(error.message) : new Stop(error.message)
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
