import { expect, test } from 'vitest'
import { saveDraft } from '../../server/submissions/drafts.ts'
import { getWorkbench } from '../../server/course/exercises.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { makePerson } from './people.ts'

const { database } = useContext()

test('a draft comes back, for its owner alone', async () => {
  const [ada, eve] = [await makePerson(database, 'Ada'), await makePerson(database, 'Eve')]
  expect(await saveDraft(context(), ada, { slug: first, source: 'one', baseVersion: 0 })).toEqual({ version: 1 })
  expect(await saveDraft(context(), ada, { slug: first, source: '', baseVersion: 1 })).toEqual({ version: 2 })
  expect((await getWorkbench(context(), ada, first, 'en')).draft).toEqual({ source: '', version: 2 })
  expect((await getWorkbench(context(), eve, first, 'en')).draft).toBeNull()
  expect((await getWorkbench(context(), null, first, 'en')).draft).toBeNull()
})

test('a tab that did not see the other tab’s save is told, and overwrites nothing', async () => {
  const ada = await makePerson(database, 'Ada')
  await saveDraft(context(), ada, { slug: first, source: 'start', baseVersion: 0 })
  await saveDraft(context(), ada, { slug: first, source: 'left tab', baseVersion: 1 })
  await expect(saveDraft(context(), ada, { slug: first, source: 'right tab', baseVersion: 1 })).rejects.toMatchObject({
    code: 'draft-conflict',
    details: { source: 'left tab', version: 2 },
  })
  await expect(saveDraft(context(), ada, { slug: first, source: 'new tab', baseVersion: 0 })).rejects.toMatchObject({
    code: 'draft-conflict',
  })
  expect((await getWorkbench(context(), ada, first, 'en')).draft).toEqual({ source: 'left tab', version: 2 })
})

test('of many tabs that save at once exactly one wins', async () => {
  const ada = await makePerson(database, 'Ada')
  for (const baseVersion of [0, 1]) {
    const saves = await Promise.allSettled(
      Array.from({ length: 8 }, (_, tab) =>
        saveDraft(context(), ada, { slug: first, source: `tab ${tab}`, baseVersion }),
      ),
    )
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  }
})

test('a draft over 64 kB and one for no exercise are refused', async () => {
  const ada = await makePerson(database, 'Ada')
  const large = 'x'.repeat(64 * 1024 + 1)
  await expect(saveDraft(context(), ada, { slug: first, source: large, baseVersion: 0 })).rejects.toMatchObject({
    code: 'source-too-large',
  })
  await expect(saveDraft(context(), ada, { slug: 'unknown', source: '', baseVersion: 0 })).rejects.toMatchObject({
    code: 'not-found',
  })
})
