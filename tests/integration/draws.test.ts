import { expect, test } from 'vitest'
import { getDraw, hasFreshDraw, keepDraw, retireDraws, takeDraw } from '../../store/exercises/draws.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { useDatabase } from './database.ts'
import { makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useDatabase()

test('a draw serves what was stored before its first verdict, and nothing after', async () => {
  const ada = await makePerson(database, 'Ada')
  const before = await makeSubmission(database, ada, { revision: 'rule' })
  const waiting = await makeSubmission(database, ada, { revision: 'rule' })
  const drawId = await keep(before.revisionId)
  expect(await takenBy(before.id)).toBe(drawId)
  expect(await takenBy(waiting.id)).toBe(drawId)

  await publish(before.id, drawId)
  const after = await makeSubmission(database, ada, { revision: 'rule' })
  expect(await takenBy(waiting.id)).toBe(drawId)
  expect(await takenBy(after.id)).toBeUndefined()
  expect(await hasFreshDraw(database, { revisionId: before.revisionId, backend: 'webgl' })).toBe(false)

  const next = await keep(before.revisionId)
  expect(await takenBy(after.id)).toBe(next)
})

test('a used draw goes on before the one kept ahead', async () => {
  const ada = await makePerson(database, 'Ada')
  const submission = await makeSubmission(database, ada, { revision: 'order' })
  const used = await keep(submission.revisionId)
  await retireDraws(database, [used])
  await keep(submission.revisionId)
  expect(await takenBy(submission.id)).toBe(used)
})

test('a draw of another revision or another backend does not serve', async () => {
  const ada = await makePerson(database, 'Ada')
  const mine = await makeSubmission(database, ada, { revision: 'mine' })
  const other = await makeSubmission(database, ada, { revision: 'other' })
  await keep(other.revisionId)
  expect(await takenBy(mine.id)).toBeUndefined()
  await keepDraw(database, { revisionId: mine.revisionId, seed: 1, backend: 'wasm', draw: null, reference: {} })
  expect(await takenBy(mine.id)).toBeUndefined()
})

test('only the first retirement counts', async () => {
  const ada = await makePerson(database, 'Ada')
  const { revisionId } = await makeSubmission(database, ada, { revision: 'twice' })
  const id = await keep(revisionId)
  await retireDraws(database, [id])
  const { retiredAt } = await getDraw(database, id)
  await retireDraws(database, [id])
  expect((await getDraw(database, id)).retiredAt).toEqual(retiredAt)
  expect(retiredAt).not.toBeNull()
})

test('a 32-bit seed and every measured number come back exactly', async () => {
  const ada = await makePerson(database, 'Ada')
  const { revisionId } = await makeSubmission(database, ada, { revision: 'exact' })
  const reference = { norms: { values: [5e-324, 0.1, 1 / 3, 1.7976931348623157e308, 'NaN'], name: 'é' } }
  const draw = { sizes: [3, 5], gain: Math.SQRT2 }
  const id = await keepDraw(database, { revisionId, seed: 4_294_967_295, backend: 'webgl', draw, reference })
  expect(await getDraw(database, id)).toMatchObject({ seed: 4_294_967_295, draw, reference })
})

async function keep(revisionId: string): Promise<string> {
  return keepDraw(database, { revisionId, seed: 1, backend: 'webgl', draw: { x: 1 }, reference: {} })
}

async function takenBy(submissionId: string): Promise<string | undefined> {
  const { revisionId } = await database.submission.findUniqueOrThrow({ where: { id: submissionId } })
  return (await takeDraw(database, { submissionId, revisionId, backend: 'webgl' }))?.id
}

async function publish(submissionId: string, drawId: string): Promise<void> {
  await recordVerdict(database, { submissionId, graderRevision: 'g1', verdict: makeVerdict(), drawId })
}
