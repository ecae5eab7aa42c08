import { expect, test } from 'vitest'
import { makeJudgePages } from './judge-pages.ts'
import { makeMailbox } from './mailbox.ts'

/** Pages that only count: what was opened, which are ended, which may still be used. */
function countedPages() {
  const pages: Array<{ judges: number; ended: boolean; usable: boolean; ready: boolean }> = []
  const open = async () => {
    const page = { judges: 0, ended: false, usable: true, ready: false }
    pages.push(page)
    return {
      judge() {
        page.judges += 1
        return { mailbox: makeMailbox(), post: () => undefined, end: () => undefined }
      },
      prepare: () => void (page.ready = true),
      isUsable: async () => page.usable && !page.ended,
      end: () => void (page.ended = true),
    }
  }
  return { pages, judges: makeJudgePages(open) }
}

test('judges of one revision share a page, others do not', async () => {
  const { pages, judges } = countedPages()
  await Promise.all([judges.open('a'), judges.open('a'), judges.open('b')])
  await judges.open('a')
  expect(pages.map((one) => one.judges)).toEqual([3, 1])
})

test('a page that was opened ahead serves the first revision that needs one', async () => {
  const { pages, judges } = countedPages()
  await judges.prepare()
  await judges.prepare()
  expect(pages).toHaveLength(1)
  await judges.open('a')
  await judges.open('b')
  expect(pages.map((one) => one.judges)).toEqual([1, 1])
})

test('every kept page has its next judge started ahead', async () => {
  const { pages, judges } = countedPages()
  await judges.open('a')
  await judges.open('b')
  await judges.prepare()
  expect(pages.map((one) => one.ready)).toEqual([true, true, true])
})

test('of the revisions graded last a few are kept; a page ends when nobody is judged in it', async () => {
  const { pages, judges } = countedPages()
  const first = await judges.open('a')
  for (const revision of ['b', 'c', 'd']) (await judges.open(revision)).end()
  await settled()
  expect(pages.map((one) => one.ended)).toEqual([false, false, false, false])
  first.end()
  first.end()
  await settled()
  expect(pages.map((one) => one.ended)).toEqual([true, false, false, false])
  await judges.open('a')
  expect(pages).toHaveLength(5)
})

test('a page that died is opened again, also where it was opened ahead', async () => {
  const { pages, judges } = countedPages()
  await judges.prepare()
  const [ahead] = pages
  if (ahead === undefined) throw new Error('a page was opened')
  ahead.usable = false
  await judges.open('a')
  expect(pages.map((one) => one.judges)).toEqual([0, 1])
  for (const page of pages) page.usable = false
  await judges.open('a')
  expect(pages.map((one) => one.judges)).toEqual([0, 1, 1])
})

test('when its browser is replaced, a page serves its judges to their end', async () => {
  const { pages, judges } = countedPages()
  const port = await judges.open('a')
  ;(await judges.open('b')).end()
  for (const page of pages) page.usable = false
  await judges.refresh()
  await settled()
  expect(pages.map((one) => one.ended)).toEqual([false, true])
  port.end()
  await settled()
  expect(pages.map((one) => one.ended)).toEqual([true, true])
})

test('a page that does not open is an error for who needs it now, and is tried again', async () => {
  let tries = 0
  const judges = makeJudgePages(async () => {
    tries += 1
    if (tries < 3) throw new Error('no page today')
    return {
      judge: () => ({ mailbox: makeMailbox(), post: () => undefined, end: () => undefined }),
      prepare: () => undefined,
      isUsable: async () => true,
      end: () => undefined,
    }
  })
  await expect(judges.prepare()).rejects.toThrow('no page today')
  await expect(judges.open('a')).rejects.toThrow('no page today')
  await judges.prepare()
  await judges.open('a')
  expect(tries).toBe(3)
})

test('after it was closed nothing stays open', async () => {
  const { pages, judges } = countedPages()
  await judges.prepare()
  ;(await judges.open('a')).end()
  await judges.prepare()
  await judges.close()
  await settled()
  expect(pages.map((one) => one.ended)).toEqual([true, true])
})

const settled = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve, 0))
