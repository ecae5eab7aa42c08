import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import type { CheckResult } from '../../grader/judge/verdict.ts'
import { getGradingBundle, getSolution, getWorkbench } from '../../server/course/exercises.ts'
import { getMe } from '../../server/progress/progress.ts'
import { getDrawToRun, getSubmission, listSubmissions, submit } from '../../server/submissions/submissions.ts'
import { throttleRules } from '../../server/foundation/throttling.ts'
import { readClock } from '../../store/foundation/database.ts'
import { keepDraw } from '../../store/exercises/draws.ts'
import { findSubmissionToGrade } from '../../store/submissions/submissions.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { stopClock } from './clock.ts'
import { first, second, secretMark } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()
const makeCheck = (id: string, passed: boolean): CheckResult => ({
  id,
  passed,
  weight: 1,
  measured: null,
  expected: null,
  layer: null,
  problem: null,
})
const readHistory = async (actor: Actor) => (await listSubmissions(context(), actor, { slug: first })).submissions
const source = 'export const scale = (x: number): number => 2 * x'

test('what a learner submits waits, with the whole folder that it will be graded by', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id } = await submit(context(), ada, { slug: first, source })
  expect(await readHistory(ada)).toMatchObject([{ id, slug: first, state: 'queued', outcome: null, source }])
  const job = await findSubmissionToGrade(database, id)
  expect(Object.keys(job?.files ?? {})).toEqual(expect.arrayContaining(['solution.ts', 'experiment.ts', 'checks.ts']))
})

test('a long history comes newest first, page by page, and its last page says so', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  const sent: string[] = []
  for (let k = 0; k < 60; k++) sent.unshift((await makeSubmission(database, ada)).id)
  const { id: hers } = await makeSubmission(database, eve)
  const seen: string[] = []
  const sizes: number[] = []
  for (let olderThan: string | null | undefined; olderThan !== null;) {
    const page = await listSubmissions(context(), ada, { slug: first, olderThan })
    sizes.push(page.submissions.length)
    seen.push(...page.submissions.map(({ id }) => id))
    olderThan = page.olderThan
  }
  expect(sizes).toEqual([25, 25, 10])
  expect(seen).toEqual(sent)
  for (const olderThan of [hers, randomUUID()]) {
    expect(await listSubmissions(context(), ada, { slug: first, olderThan })).toEqual({
      submissions: [],
      olderThan: null,
    })
  }
  await expect(listSubmissions(context(), ada, { slug: first, olderThan: 'x' })).rejects.toMatchObject({
    code: 'invalid-input',
  })
})

test('a list tells how a verdict ended, without its measurements and plots', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id } = await submit(context(), ada, { slug: first, source })
  const verdict = makeVerdict({ kind: 'failed', checks: [makeCheck('a', true), makeCheck('b', false)] })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  const [listed] = await readHistory(ada)
  expect(listed).toMatchObject({ id, state: 'graded', outcome: { kind: 'failed', checksPassed: 1, checks: 2 } })
  expect(listed).not.toHaveProperty('verdict')
})

test.each([
  ['an empty source', ' \n', 'invalid-input'],
  ['64 kB and one byte', 'é'.repeat(32 * 1024) + 'x', 'source-too-large'],
  ['a NUL', 'a\0b', 'invalid-input'],
])('%s is refused', async (_, text, code) => {
  const ada = await makePerson(database, 'Ada')
  await expect(submit(context(), ada, { slug: first, source: text })).rejects.toMatchObject({ code })
  expect(await readHistory(ada)).toEqual([])
})

test.each(['unknown', '../exercises/scale-by-two', 'a\0b', ''])('no exercise %j can be submitted to', async (slug) => {
  const ada = await makePerson(database, 'Ada')
  await expect(submit(context(), ada, { slug, source })).rejects.toMatchObject({ code: 'not-found' })
})

test('exactly 64 kB are taken', async () => {
  const ada = await makePerson(database, 'Ada')
  await expect(submit(context(), ada, { slug: first, source: 'é'.repeat(32 * 1024) })).resolves.toHaveProperty('id')
})

test('a form with an owner, a score and a verdict smuggled into it is refused', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  const form = { slug: first, source, userId: ada.userId, state: 'graded', verdict: makeVerdict(), score: 1 }
  await expect(submit(context(), eve, form)).rejects.toMatchObject({ code: 'invalid-input' })
  for (const person of [ada, eve]) expect(await readHistory(person)).toEqual([])
})

test("another learner's submission is not found, as if it did not exist", async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  const { id } = await submit(context(), ada, { slug: first, source })
  await makeClass(database, {
    members: [
      [ada, 'learner'],
      [eve, 'learner'],
    ],
    slugs: [first],
  })
  await expect(getSubmission(context(), eve, id)).rejects.toMatchObject({ code: 'not-found' })
  await expect(getSubmission(context(), eve, randomUUID())).rejects.toMatchObject({ code: 'not-found' })
  await expect(getSubmission(context(), eve, "' or 1=1")).rejects.toMatchObject({ code: 'not-found' })
  expect(await getSubmission(context(), ada, id)).toMatchObject({ id, source, owner: { mine: true } })
})

test('staff see a submission of their class only while its exercise is assigned there', async () => {
  const [ada, helper, teacher] = [
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Teacher', 'instructor'),
  ]
  await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
    ],
    slugs: [first],
  })
  const assigned = await submit(context(), ada, { slug: first, source })
  const other = await submit(context(), ada, { slug: second, source })
  for (const staff of [teacher, helper]) {
    expect(await getSubmission(context(), staff, assigned.id)).toMatchObject({
      source,
      owner: { id: ada.userId, mine: false },
    })
    await expect(getSubmission(context(), staff, other.id)).rejects.toMatchObject({ code: 'not-found' })
  }
  const stranger = await makePerson(database, 'Stranger', 'instructor')
  const admin = await makePerson(database, 'Admin', 'admin')
  for (const outside of [stranger, admin]) {
    await expect(getSubmission(context(), outside, assigned.id)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('the draw is shown with its verdict, which retires it, to the owner and their staff and to nobody else', async () => {
  const [ada, eve, teacher] = [
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Eve'),
    await makePerson(database, 'Teacher', 'instructor'),
  ]
  const { id } = await submit(context(), ada, { slug: first, source })
  await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [ada, 'learner'],
      [eve, 'learner'],
    ],
    slugs: [first],
  })
  const job = await findSubmissionToGrade(database, id)
  const reference = { run: { scaled: 10 } }
  const kept = { revisionId: job?.revisionId ?? '', seed: 99, backend: 'webgl', draw: { x: 5 }, reference } as const
  const drawId = await keepDraw(database, kept)
  for (const reader of [ada, teacher]) {
    expect((await getSubmission(context(), reader, id)).draw).toEqual({ standing: 'waiting' })
    await expect(getDrawToRun(context(), reader, id)).rejects.toMatchObject({ code: 'not-found' })
  }

  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict: makeVerdict(), drawId })
  for (const reader of [ada, teacher]) {
    expect((await getSubmission(context(), reader, id)).draw).toEqual({
      standing: 'retired',
      seed: 99,
      backend: 'webgl',
      draw: { x: 5 },
    })
    expect(await getDrawToRun(context(), reader, id)).toMatchObject({
      bundle: { slug: first, revision: job?.revision },
      draw: { seed: 99, draw: { x: 5 }, reference },
    })
    expect(JSON.stringify(await getDrawToRun(context(), reader, id))).not.toContain(secretMark)
  }
  const admin = await makePerson(database, 'Admin', 'admin')
  for (const outside of [eve, admin]) {
    await expect(getDrawToRun(context(), outside, id)).rejects.toMatchObject({ code: 'not-found' })
  }
})

test('a verdict whose draw still serves others comes without that draw and without what the code printed', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id } = await submit(context(), ada, { slug: first, source })
  const job = await findSubmissionToGrade(database, id)
  const drawId = await keepDraw(database, {
    revisionId: job?.revisionId ?? '',
    seed: 99,
    backend: 'webgl',
    draw: { x: 5 },
    reference: {},
  })
  const verdict = makeVerdict({ console: [{ level: 'log', text: 'x is 5', line: 1 }] })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId })
  const printed = async () => [
    (await getSubmission(context(), ada, id)).verdict?.console,
    (await getMe(context(), ada)).submissions[0]?.verdict?.console,
  ]
  expect(await printed()).toEqual([verdict.console, verdict.console])
  await database.draw.update({ where: { id: drawId }, data: { retiredAt: null } })
  expect(await printed()).toEqual([[], []])
  expect((await getSubmission(context(), ada, id)).draw).toEqual({ standing: 'in-use' })
  await expect(getDrawToRun(context(), ada, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('code that met no draw has none to show', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id } = await submit(context(), ada, { slug: first, source })
  const verdict = makeVerdict({ kind: 'invalid' })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  expect((await getSubmission(context(), ada, id)).draw).toEqual({ standing: 'none' })
  await expect(getDrawToRun(context(), ada, id)).rejects.toMatchObject({ code: 'not-found' })
})

test('the solution opens for who passed, and for nobody else', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  const { id } = await submit(context(), ada, { slug: first, source })
  await expect(getSolution(context(), ada, first)).rejects.toMatchObject({ code: 'forbidden' })
  await recordVerdict(database, {
    submissionId: id,
    graderRevision: 'g1',
    verdict: makeVerdict({ kind: 'failed', score: 0.9 }),
    drawId: null,
  })
  await expect(getSolution(context(), ada, first)).rejects.toMatchObject({ code: 'forbidden' })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g2', verdict: makeVerdict(), drawId: null })
  expect(await getSolution(context(), ada, first)).toContain(secretMark)
  await expect(getSolution(context(), ada, second)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(getSolution(context(), eve, first)).rejects.toMatchObject({ code: 'forbidden' })
})

test('no answer but the solution’s holds the solution or a misconception’s sample', async () => {
  const ada = await makePerson(database, 'Ada')
  const { id } = await submit(context(), ada, { slug: first, source })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict: makeVerdict(), drawId: null })
  const answers = [
    await getWorkbench(context(), null, first, 'en'),
    await getWorkbench(context(), ada, first, 'zh'),
    await getGradingBundle(context(), first),
    await listSubmissions(context(), ada, { slug: first }),
    await getSubmission(context(), ada, id),
    await getMe(context(), ada),
  ]
  for (const answer of answers) expect(JSON.stringify(answer)).not.toContain(secretMark)
})

test('submitting too often is refused, with the time to wait', async () => {
  stopClock()
  const ada = await makePerson(database, 'Ada')
  const { limit } = throttleRules.submit
  const answers = await Promise.allSettled(
    Array.from({ length: limit + 5 }, () => submit(context(), ada, { slug: first, source })),
  )
  const refused = answers.filter((answer) => answer.status === 'rejected')
  expect(refused).toHaveLength(5)
  expect(refused[0]?.reason).toMatchObject({
    code: 'too-many-requests',
    details: { retryAfterSeconds: expect.any(Number) },
  })
})

test('the time that counts is when it came, whatever it had to wait for', async () => {
  const ada = await makePerson(database, 'Ada')
  const held = context()
  const { queue } = held
  let busyAt = new Date(0)
  held.queue = async () => {
    busyAt = await readClock(database)
    return queue()
  }
  const { id } = await submit(context(), ada, { slug: first, source }).finally(() => (held.queue = queue))
  expect((await getSubmission(context(), ada, id)).createdAt <= busyAt.toISOString()).toBe(true)
})

test('sent twice with one key, as after an answer that was lost, it is one submission and costs one', async () => {
  const ada = await makePerson(database, 'Ada')
  const key = randomUUID()
  const { id } = await submit(context(), ada, { slug: first, source, key })
  const again = await Promise.all(
    // More often than anybody may submit: asking again is free.
    Array.from({ length: throttleRules.submit.limit + 1 }, () => submit(context(), ada, { slug: first, source, key })),
  )
  expect(new Set(again.map((answer) => answer.id))).toEqual(new Set([id]))
  expect(await readHistory(ada)).toHaveLength(1)
  expect(await countJobsOf([id])).toBe(1)
})

test('two that arrive at once with one key are one submission with one job', async () => {
  const ada = await makePerson(database, 'Ada')
  const key = randomUUID()
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => submit(context(), ada, { slug: first, source, key })),
  )
  const ids = [...new Set(answers.map(({ id }) => id))]
  expect(ids).toHaveLength(1)
  expect(await readHistory(ada)).toHaveLength(1)
  expect(await countJobsOf(ids)).toBe(1)
})

test("a key is its learner's own, and stands for one text", async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  const key = randomUUID()
  const mine = await submit(context(), ada, { slug: first, source, key })
  const hers = await submit(context(), eve, { slug: first, source, key })
  expect(hers.id).not.toBe(mine.id)
  const refused = { code: 'invalid-input', details: { field: 'key' } }
  await expect(submit(context(), ada, { slug: first, source: `${source} `, key })).rejects.toMatchObject(refused)
  await expect(submit(context(), ada, { slug: second, source, key })).rejects.toMatchObject(refused)
  await expect(submit(context(), ada, { slug: first, source, key: 'not a key' })).rejects.toMatchObject(refused)
})

async function countJobsOf(ids: string[]): Promise<number> {
  const [row] = await database.$queryRaw<Array<{ count: number }>>`
    SELECT count(*)::int AS count FROM pgboss.job WHERE data->>'submissionId' = ANY(${ids})`
  return row?.count ?? 0
}
