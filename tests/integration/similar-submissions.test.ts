import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { expect, test, vi } from 'vitest'
import { GET as answerHealth } from '../../app/api/health/route.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { getClassroom } from '../../server/classes/classrooms.ts'
import { changePerson } from '../../server/classes/people.ts'
import { getSimilarPair, listSimilarSubmissions } from '../../server/similar/similar-submissions.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { heavyTexts } from '../heavy-texts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

const sample = (file: string) => readFile(`exercises/clip-global-norm/samples/${file}`, 'utf8')
const original = await sample('passed-numbers-in-javascript.ts')
const independent = await sample('passed-returns-what-came.ts')
/** Layout and comments. */
const reformatted = original.replaceAll('\n', '\n\n') + '// mine'
const renamed = original.replaceAll(/\bvalues?\b/g, 'entry')

test('who handed in the same, and who much the same, stand in the list and side by side', async () => {
  const { teacher, learners, id, assignmentId } = await makeStory()
  const [ada, bo, cy, dee] = learners
  // Only what counts is compared: this is worse than what comes after it.
  await handIn(ada, independent, 0)
  const sent = {
    ada: await handIn(ada, original),
    bo: await handIn(bo, reformatted),
    cy: await handIn(cy, renamed),
    dee: await handIn(dee, independent),
  }
  await handIn(await makePerson(database, 'Outside'), original)

  const found = await listSimilarSubmissions(context(), teacher, id, { assignmentId })
  const names = (group: ReadonlyArray<{ name: string }>) => group.map(({ name }) => name)
  expect(found).toMatchObject({ slug: first, compared: 4, unreadable: [] })
  expect(found.same.map(names)).toEqual([['Ada', 'Bo']])
  expect(found.pairs.map(({ left, right }) => [names(left), names(right)])).toEqual([[['Ada', 'Bo'], ['Cy']]])

  const of = async (learner: Actor) =>
    (await listSimilarSubmissions(context(), teacher, id, { assignmentId, learnerId: learner.userId })).pairs.length
  expect([await of(bo), await of(cy), await of(dee)]).toEqual([1, 1, 0])

  const twins = await getSimilarPair(context(), teacher, id, { assignmentId, left: sent.ada, right: sent.bo })
  expect(twins).toMatchObject({ left: { source: original }, right: { source: reformatted }, alike: null })
  const pair = await getSimilarPair(context(), teacher, id, { assignmentId, left: sent.ada, right: sent.cy })
  const turned = await getSimilarPair(context(), teacher, id, { assignmentId, left: sent.cy, right: sent.ada })
  expect(pair.passages.length).toBeGreaterThan(0)
  expect(turned.passages).toEqual(pair.passages.map(({ left, right }) => ({ left: right, right: left })))
  expect(turned).toMatchObject({ left: { source: renamed }, right: { source: original } })
  await expect(
    getSimilarPair(context(), teacher, id, { assignmentId, left: sent.ada, right: sent.dee }),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('who hands in anew is compared anew, and who was removed no longer', async () => {
  const { teacher, learners, id, assignmentId } = await makeStory()
  const [ada, bo] = learners
  await handIn(ada, original, 0.5)
  await handIn(bo, original, 0.5)
  const groups = async () => (await listSimilarSubmissions(context(), teacher, id, { assignmentId })).same.length
  expect(await groups()).toBe(1)
  await handIn(bo, independent)
  expect(await groups()).toBe(0)
  await handIn(bo, original, 1)
  await changePerson(context(), teacher, id, ada.userId, { removed: true })
  expect(await groups()).toBe(0)
})

test('others are answered while a text is read that takes all that a text may take', async () => {
  const { teacher, learners, id, assignmentId } = await makeStory()
  const [ada, bo, cy] = learners
  const heavy = heavyTexts['groups of one name in two branches'] ?? ''
  await handIn(ada, original)
  await handIn(bo, heavy)
  await handIn(cy, renamed)
  const { reader } = context()
  const { readCode } = reader
  const reading = Promise.withResolvers<void>()
  vi.spyOn(reader, 'readCode').mockImplementation((source) => {
    const read = readCode(source)
    if (source === heavy) reading.resolve()
    return read
  })
  const order: string[] = []
  const found = listSimilarSubmissions(context(), teacher, id, { assignmentId }).finally(() => order.push('similar'))
  await reading.promise
  await askForHealth()
  order.push('health')
  const { unreadable, pairs } = await found
  expect(order).toEqual(['health', 'similar'])
  expect(unreadable.map(({ name }) => name)).toEqual(['Bo'])
  expect(pairs).toHaveLength(1)
})

test('learners may not see it, strangers and other classes do not find it', async () => {
  const { learners, id, assignmentId } = await makeStory()
  const [ada, bo] = learners
  const left = await handIn(ada, original)
  const right = await handIn(bo, original)
  const other = await makePerson(database, 'Other', 'instructor')
  const { id: otherClass } = await makeClass(database, { members: [[other, 'instructor']], slugs: [first] })
  for (const [actor, classId, code] of [
    [ada, id, 'forbidden'],
    [other, id, 'not-found'],
    [other, otherClass, 'not-found'],
  ] as const) {
    await expect(listSimilarSubmissions(context(), actor, classId, { assignmentId })).rejects.toMatchObject({ code })
    await expect(getSimilarPair(context(), actor, classId, { assignmentId, left, right })).rejects.toMatchObject({
      code,
    })
  }
})

/** As anybody asks it: through the event loop of this process. */
async function askForHealth(): Promise<void> {
  const server = createServer((_, answer) => {
    void answerHealth()
      .text()
      .then((text) => answer.end(text))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  expect(await (await fetch(`http://127.0.0.1:${port}/`)).json()).toEqual({ ok: true })
  await new Promise((resolve) => server.close(resolve))
}

/** @returns the submission's id */
async function handIn(actor: Actor, source: string, score = 1): Promise<string> {
  const { id } = await makeSubmission(database, actor, { source })
  const verdict = makeVerdict({ kind: score === 1 ? 'passed' : 'failed', score })
  await recordVerdict(database, { submissionId: id, graderRevision: 'g1', verdict, drawId: null })
  return id
}

async function makeStory() {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const learners = [
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bo'),
    await makePerson(database, 'Cy'),
    await makePerson(database, 'Dee'),
  ] as const
  const { id } = await makeClass(database, {
    members: [[teacher, 'instructor'], ...learners.map((learner): [Actor, 'learner'] => [learner, 'learner'])],
    slugs: [first, second],
  })
  const assignmentId = (await getClassroom(context(), teacher, id)).assignments[0]?.id ?? ''
  return { teacher, learners, id, assignmentId }
}
