import { expect, test, vi } from 'vitest'
import { addAssignments } from '../../server/assignments/assignments.ts'
import { readLiveRows, watchClass } from '../../server/live/live-class.ts'
import { changePerson } from '../../server/classes/people.ts'
import type { Actor } from '../../course/accounts/access.ts'
import { saveDraft } from '../../store/submissions/drafts.ts'
import { listLatelySubmitted } from '../../store/live/live-class.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'
import { first, second } from './course.ts'
import { useContext, context } from './database.ts'
import { makeClass, makePerson, makeSubmission, makeVerdict } from './people.ts'

const { database } = useContext()

test('who watches gets everything first, then only what changed', async () => {
  const { teacher, ada, bo, id } = await makeStory()
  await fail(ada)
  await fail(bo)
  const watcher = await watch(teacher, id)
  await vi.waitFor(() => expect(watcher.events).toHaveLength(1))
  expect(watcher.events[0]?.name).toBe('board')
  expect(watcher.rows()).toMatchObject({ Ada: { slug: first, attempts: 1, stuck: null }, Bo: { attempts: 1 } })
  const submissionId = await fail(ada)
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { attempts: 2, submissionId } }), 10_000)
  const later = watcher.events.slice(1)
  expect(later.every(({ name }) => name === 'rows')).toBe(true)
  expect(later.flatMap(({ content }) => content.map(({ userId }) => userId))).not.toContain(bo.userId)
  watcher.stop()
})

test('the third failure says that a learner is stuck, and a pass takes it back', async () => {
  const { teacher, ada, id } = await makeStory()
  const watcher = await watch(teacher, id)
  for (let tries = 0; tries < 3; tries += 1) await fail(ada)
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { attempts: 3, stuck: 'attempts' } }), 10_000)
  await fail(ada, 'passed')
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { passed: true, stuck: null } }), 10_000)
  watcher.stop()
})

test('a pass from before the assignment opened says nothing there, nor one whose verdict another one replaced', async () => {
  const { ada, bo, id } = await makeStory()
  const since = new Date(Date.now() - 3600_000)
  const passedBy = async () => {
    const lately = await listLatelySubmitted(database, { classroomId: id, since })
    return new Map(lately.map(({ userId, passed }) => [userId, passed]))
  }
  const old = await fail(ada, 'passed')
  await database.submission.update({ where: { id: old }, data: { createdAt: new Date(Date.now() - 7200_000) } })
  const submissionId = await fail(bo, 'passed')
  await fail(ada)
  expect(await passedBy()).toEqual(
    new Map([
      [ada.userId, true],
      [bo.userId, true],
    ]),
  )

  await database.assignment.updateMany({
    where: { classroomId: id },
    data: { opensAt: new Date(Date.now() - 5400_000) },
  })
  const verdict = makeVerdict({ kind: 'failed' })
  await recordVerdict(database, { submissionId, graderRevision: 'g2', verdict, drawId: null })
  expect(await passedBy()).toEqual(
    new Map([
      [ada.userId, false],
      [bo.userId, false],
    ]),
  )

  await fail(ada, 'passed')
  await fail(ada)
  expect((await passedBy()).get(ada.userId)).toBe(true)
})

test('a saved draft is activity, also on another exercise, without a word from whoever saved it', async () => {
  const { teacher, ada, id } = await makeStory()
  await fail(ada)
  const watcher = await watch(teacher, id)
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { slug: first } }), 10_000)
  await saveDraft(database, { userId: ada.userId, slug: second, source: 'x', baseVersion: 0 })
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { slug: second, attempts: 0 } }), 15_000)
  watcher.stop()
})

test('who passed long ago and edits again is shown as having passed', async () => {
  const { teacher, ada, id } = await makeStory()
  const submissionId = await fail(ada, 'passed')
  await database.submission.update({
    where: { id: submissionId },
    data: { createdAt: new Date(Date.now() - 2 * 3600_000) },
  })
  await saveDraft(database, { userId: ada.userId, slug: first, source: 'x', baseVersion: 0 })
  const watcher = await watch(teacher, id)
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { passed: true, submissionId: null } }), 10_000)
  watcher.stop()
})

test('all watchers of a class share one board, which is gone when the last one goes', async () => {
  const { teacher, helper, ada, id } = await makeStory()
  await fail(ada)
  const before = context().liveClasses.size()
  const [one, two] = [await watch(teacher, id), await watch(helper, id)]
  expect(context().liveClasses.size()).toBe(before + 1)
  await vi.waitFor(() => expect(two.rows()).toEqual(one.rows()), 10_000)
  one.stop()
  await fail(ada)
  await vi.waitFor(() => expect(two.rows()).toMatchObject({ Ada: { attempts: 2 } }), 10_000)
  expect(one.rows()).toMatchObject({ Ada: { attempts: 1 } })
  two.stop()
  expect(context().liveClasses.size()).toBe(before)
})

test('what is assigned anew is watched from then on', async () => {
  const { teacher, ada, id } = await makeStory([first])
  await fail(ada, 'failed', second)
  const watcher = await watch(teacher, id)
  await vi.waitFor(() => expect(watcher.events).not.toEqual([]), 10_000)
  expect(watcher.rows()).toEqual({})
  await addAssignments(context(), teacher, id, { slugs: [second] })
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { slug: second } }), 10_000)
  watcher.stop()
})

test('who gets nothing of the stream asks for the same rows', async () => {
  const { teacher, ada, id } = await makeStory()
  await fail(ada)
  const watcher = await watch(teacher, id)
  await vi.waitFor(() => expect(watcher.rows()).toMatchObject({ Ada: { attempts: 1 } }), 10_000)
  expect(await readLiveRows(context(), teacher, id)).toEqual(Object.values(watcher.rows()))
  watcher.stop()
  await expect(readLiveRows(context(), ada, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(readLiveRows(context(), await makePerson(database, 'Root', 'admin'), id)).rejects.toMatchObject({
    code: 'not-found',
  })
})

test('learners may not watch, strangers find nothing, and who is removed is cut off', async () => {
  const { teacher, helper, ada, id } = await makeStory()
  await expect(watch(ada, id)).rejects.toMatchObject({ code: 'forbidden' })
  await expect(watch(await makePerson(database, 'Root', 'admin'), id)).rejects.toMatchObject({ code: 'not-found' })
  const [kept, cut] = [await watch(teacher, id), await watch(helper, id)]
  await vi.waitFor(() => expect(cut.events).not.toEqual([]), 10_000)
  await changePerson(context(), teacher, id, helper.userId, { removed: true })
  await vi.waitFor(() => expect(cut.ended()).toBe(true), 10_000)
  expect(kept.ended()).toBe(false)
  await expect(watch(helper, id)).rejects.toMatchObject({ code: 'not-found' })
  kept.stop()
  cut.stop()
})

interface Told {
  name: string
  content: Array<{ userId: string; name?: string; row?: { name: string } | null }>
}

async function watch(actor: Actor, classroomId: string) {
  const events: Told[] = []
  const controller = new AbortController()
  let ended = false
  await watchClass(context(), actor, classroomId, {
    signal: controller.signal,
    onText: (text) => {
      const [, name = '', content = ''] = /^event: (\w+)\ndata: (.*)\n\n$/.exec(text) ?? []
      events.push({ name, content: JSON.parse(content) })
    },
    onEnd: () => {
      ended = true
      controller.abort()
    },
  })
  const rows = () => {
    const known = new Map<string, object>()
    for (const { name, content } of events) {
      if (name === 'board') known.clear()
      for (const entry of content) {
        const row = name === 'board' ? entry : entry.row
        if (row === null || row === undefined) known.delete(entry.userId)
        else known.set(entry.userId, row)
      }
    }
    return Object.fromEntries([...known.values()].map((row) => [String(Reflect.get(row, 'name')), row]))
  }
  return { events, rows, ended: () => ended, stop: () => controller.abort() }
}

async function fail(actor: Actor, kind: 'failed' | 'passed' = 'failed', slug = first): Promise<string> {
  const { id } = await makeSubmission(database, actor, { slug })
  await recordVerdict(database, {
    submissionId: id,
    graderRevision: 'g1',
    verdict: makeVerdict({ kind }),
    drawId: null,
  })
  return id
}

async function makeStory(slugs = [first, second]) {
  const teacher = await makePerson(database, 'Teacher', 'instructor')
  const [helper, ada, bo] = [
    await makePerson(database, 'Helper'),
    await makePerson(database, 'Ada'),
    await makePerson(database, 'Bo'),
  ]
  const { id } = await makeClass(database, {
    members: [
      [teacher, 'instructor'],
      [helper, 'assistant'],
      [ada, 'learner'],
      [bo, 'learner'],
    ],
    slugs,
  })
  return { teacher, helper, ada, bo, id }
}
