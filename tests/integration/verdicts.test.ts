import { expect, test } from 'vitest'
import { findSubmission } from '../../store/submissions/submissions.ts'
import { listVerdicts, recordVerdict } from '../../store/submissions/verdicts.ts'
import { useDatabase } from './database.ts'
import { makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useDatabase()

test('a verdict stands once although two graders record it at the same time', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  const record = { submissionId, graderRevision: 'g1', drawId: null }
  const published = await Promise.all([
    recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'failed', score: 0.25 }) }),
    recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'passed' }) }),
    recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'timed-out' }) }),
  ])
  expect(published.filter(Boolean)).toHaveLength(1)
  const standing = await listVerdicts(database, submissionId)
  expect(standing).toHaveLength(1)

  const again = await recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'refused' }) })
  expect(again).toBe(false)
  expect(await listVerdicts(database, submissionId)).toEqual(standing)
})

test('another revision of the grader adds its own verdict, and the newest counts', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  await recordVerdict(database, {
    submissionId,
    graderRevision: 'g1',
    verdict: makeVerdict({ kind: 'failed' }),
    drawId: null,
  })
  await recordVerdict(database, { submissionId, graderRevision: 'g2', verdict: makeVerdict(), drawId: null })
  expect(await listVerdicts(database, submissionId)).toHaveLength(2)
  expect((await findSubmission(database, submissionId))?.verdict?.kind).toBe('passed')
})

test('a broken verdict makes room for a real one, never the other way round', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  const record = { submissionId, graderRevision: 'g1', drawId: null }
  expect(await recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'broken' }) })).toBe(true)
  expect(await recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'failed', score: 0.5 }) })).toBe(true)
  expect(await recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'broken' }) })).toBe(false)
  expect(await listVerdicts(database, submissionId)).toMatchObject([{ verdict: { kind: 'failed', score: 0.5 } }])
})

test('a broken verdict makes room for another broken one, or a submission queued again would wait for ever', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  const record = { submissionId, graderRevision: 'g1', drawId: null, verdict: makeVerdict({ kind: 'broken' }) }
  await recordVerdict(database, { ...record, reason: 'first' })
  await database.submission.update({ where: { id: submissionId }, data: { state: 'queued' } })
  expect(await recordVerdict(database, { ...record, reason: 'second' })).toBe(true)
  expect(await findSubmission(database, submissionId)).toMatchObject({ state: 'graded' })
  expect(await database.verdict.findMany({ where: { submissionId } })).toMatchObject([{ reason: 'second' }])
})

test('a submission queued again by mistake keeps its verdict and waits for nothing', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  const record = { submissionId, graderRevision: 'g1', drawId: null }
  await recordVerdict(database, { ...record, verdict: makeVerdict() })
  await database.submission.update({ where: { id: submissionId }, data: { state: 'queued' } })
  expect(await recordVerdict(database, { ...record, verdict: makeVerdict({ kind: 'failed' }) })).toBe(false)
  expect(await findSubmission(database, submissionId)).toMatchObject({ state: 'graded', verdict: { kind: 'passed' } })
})

test('a submission is queued until its verdict is published', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  expect(await findSubmission(database, submissionId)).toMatchObject({ state: 'queued', verdict: null })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  expect(await findSubmission(database, submissionId)).toMatchObject({ state: 'graded', verdict: { kind: 'passed' } })
})

test('everything that a verdict may say comes back as it was written', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  const problem = { code: 'threw', params: { message: 'é 中 \u2028', at: 3 }, line: 3, column: null }
  const verdict = makeVerdict({
    kind: 'failed',
    score: 1 / 3,
    checks: [
      {
        id: 'near',
        weight: 1,
        passed: false,
        measured: 'NaN',
        expected: { verb: 'near', value: 1e-30, rel: 1e-4 },
        layer: 6,
        problem: null,
      },
      { id: 'threw', weight: 2, passed: false, measured: null, expected: { verb: 'finite' }, layer: null, problem },
    ],
    plots: [
      {
        id: 'norms',
        x: 'layer',
        y: 'gradient-norm',
        xScale: 'linear',
        yScale: 'log',
        series: [
          {
            role: 'mine',
            points: [
              [1, 'Infinity'],
              [2, 5e-324],
            ],
          },
        ],
        band: [[1, 0.1, 0.2]],
      },
    ],
    console: [{ level: 'log', text: 'hello', line: 1 }],
    notes: [{ code: 'leak', params: { tensors: 3 } }],
    misconception: 'adds',
  })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict, drawId: null })
  expect((await findSubmission(database, submissionId))?.verdict).toEqual(verdict)
})

test('texts that PostgreSQL cannot keep do not keep a verdict out', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id: submissionId } = await makeSubmission(database, ada)
  const verdict = makeVerdict({ console: [{ level: 'log', text: 'a\0b\ud800c', line: 1 }] })
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict, drawId: null })
  expect((await findSubmission(database, submissionId))?.verdict?.console[0]?.text).toBe('a\uFFFDb\uFFFDc')
})
