import { execFile } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import type { Exercise } from '../../grader/exercise/exercise.ts'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import { parseExercise } from '../../grader/exercise/parse-exercise.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'
import { makeGradingService } from '../../grader/service/grading-service.ts'
import { graderRevision, tfjsVersion } from '../../grader-process/revision.ts'
import { gradingStoreOver } from '../../grader-process/grading-store.ts'
import { replaySubmission } from '../../grader-process/replay-submission.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { toStorableJson } from '../../store/foundation/json.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { listVerdicts } from '../../store/submissions/verdicts.ts'
import { useDatabase } from './database.ts'
import { readingHere } from '../reading-here.ts'
import { makePerson } from './people.ts'

const { url, database } = useDatabase()
const exercisesFolder = fileURLToPath(new URL('../../exercises', import.meta.url))
const wrong = 'export function initStd(fanIn: number, negSlope: number): number { return Math.sqrt(1 / fanIn) }'

let host: ChromiumHost
let exercise: Exercise
let ada: Actor
beforeAll(async () => {
  host = await makeChromiumHost({ log: () => undefined })
  exercise = await readExerciseFolder(`${exercisesFolder}/he-30-layers`)
  ada = await makePerson(database, 'Ada')
})
afterAll(() => host.close())

test.each(['webgl', 'wasm'] as const)('a submission graded on %s replays to the last bit', async (backend) => {
  const submissionId = await grade({ source: wrong, backend })
  const report = await replay(submissionId)
  expect(report).toMatchObject({ same: true, differences: [], changed: [], stored: { kind: 'failed', backend } })
  // Points of its plot among them: an empty comparison would be the same as well.
  expect(report.stored.plots[0]?.series[0]?.points.length).toBeGreaterThan(10)
  expect(report.compared).toBeGreaterThan(100)
})

test('a stored verdict that was tampered with is told number by number', async () => {
  const submissionId = await grade({ source: wrong, backend: 'wasm' })
  const [record] = await listVerdicts(database, submissionId)
  if (record === undefined) throw new Error('it was graded')
  const forged = structuredClone(record.verdict)
  const [check] = forged.checks
  const point = forged.plots[0]?.series[0]?.points[2]
  if (check === undefined || point === undefined) throw new Error('it has a check and a plot')
  const before = { passed: check.passed, y: point[1] }
  Object.assign(check, { passed: !check.passed })
  point[1] = 12.5
  forged.score = 0.75
  await database.$executeRaw`
    UPDATE verdicts SET verdict = ${toStorableJson(forged)}::jsonb WHERE submission_id = ${submissionId}::uuid`

  const report = await replay(submissionId)
  expect(report.same).toBe(false)
  expect(report.differences).toEqual([
    { path: 'score', stored: 0.75, now: record.verdict.score },
    { path: `checks.${check.id}.passed`, stored: !before.passed, now: before.passed },
    { path: expect.stringMatching(/^plots\.[\w-]+\.\w+\.2\.1$/), stored: 12.5, now: before.y },
  ])
})

test('a revision that the checkout no longer has is graded as it was, and what changed since is named', async () => {
  const files = { ...exercise.files, 'en.md': `${exercise.files['en.md'] ?? ''}\n` }
  const older = parseExercise(exercise.slug, files)
  expect(older.revision).not.toBe(exercise.revision)
  const submissionId = await grade({ source: wrong, backend: 'wasm', exercise: older })
  await database.verdict.updateMany({
    where: { submissionId },
    data: { graderRevision: 'older', tfjsVersion: '4.0.0', browserVersion: null },
  })
  const report = await replay(submissionId)
  expect(report.same).toBe(true)
  expect(report.changed).toEqual([
    { what: 'exerciseRevision', stored: older.revision, now: exercise.revision },
    { what: 'graderRevision', stored: 'older', now: await graderRevision() },
    { what: 'tfjsVersion', stored: '4.0.0', now: tfjsVersion() },
    { what: 'browserVersion', stored: null, now: await host.browserVersion() },
  ])
})

test('code that never compiled replays without a draw', async () => {
  const submissionId = await grade({ source: 'export const = 1', backend: 'wasm' })
  expect(await replay(submissionId)).toMatchObject({ same: true, stored: { kind: 'invalid', backend: null } })
})

test('a submission without a verdict cannot be replayed, and an unknown one is told apart', async () => {
  const waiting = await store(wrong, exercise)
  await expect(replay(waiting)).rejects.toMatchObject({ reason: 'cannot-grade' })
  await expect(replay(randomUUID())).rejects.toMatchObject({ reason: 'unknown-submission' })
})

test('the command ends with 0 for the same, 1 for a difference, 2 for what it does not know, 3 for what it cannot grade', async () => {
  const submissionId = await grade({ source: wrong, backend: 'wasm' })
  const same = await command(submissionId, '--json')
  expect(same.code).toBe(0)
  expect(JSON.parse(same.stdout)).toMatchObject({ submissionId, same: true, differences: [] })

  await database.$executeRaw`
    UPDATE verdicts SET verdict = jsonb_set(verdict, '{score}', '0.125') WHERE submission_id = ${submissionId}::uuid`
  const differs = await command(submissionId)
  expect(differs.code).toBe(1)
  expect(differs.stdout).toMatch(/ {2}score: stored 0\.125, now 0\.\d+\n/)

  expect((await command()).code).toBe(2)
  expect((await command('not-an-id')).code).toBe(2)
  expect((await command(randomUUID())).code).toBe(2)
  expect((await command(await store(wrong, exercise))).code).toBe(3)
})

async function command(...args: string[]): Promise<{ code: unknown; stdout: string }> {
  const script = fileURLToPath(new URL('../../scripts/replay.ts', import.meta.url))
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
      env: { ...process.env, DATABASE_URL: url },
    })
    return { code: 0, stdout }
  } catch (error) {
    if (error instanceof Error && 'code' in error && 'stdout' in error) {
      return { code: error.code, stdout: String(error.stdout) }
    }
    throw error
  }
}

function replay(submissionId: string): ReturnType<typeof replaySubmission> {
  return replaySubmission({ database, submissionId, exercisesFolder, reader: readingHere, openHost: async () => host })
}

async function grade(request: { source: string; backend: BackendName; exercise?: Exercise }): Promise<string> {
  const submissionId = await store(request.source, request.exercise ?? exercise)
  const service = makeGradingService({
    store: gradingStoreOver(database),
    host,
    reader: readingHere,
    backend: request.backend,
    graderRevision: await graderRevision(),
    runtime: { tfjsVersion: tfjsVersion(), browserVersion: await host.browserVersion() },
    log: () => undefined,
  })
  await service.grade(submissionId)
  return submissionId
}

async function store(source: string, { slug, revision, files }: Exercise): Promise<string> {
  const revisionId = await keepRevision(database, { slug, revision, files })
  const { id } = await inTransaction(database, (transaction) =>
    createSubmission(transaction, { userId: ada.userId, slug, revisionId, source }),
  )
  return id
}
