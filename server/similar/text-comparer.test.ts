import { expect, test } from 'vitest'

import type { Similarity } from './similar-texts.ts'
import { makeTextComparer } from './text-comparer.ts'

const nothing: Similarity = { compared: 0, unreadable: [], same: [], pairs: [] }
const text = (id: string) => ({ id, source: '' })

test('the same texts are compared once, others anew', async () => {
  const asked: string[][] = []
  const comparer = makeTextComparer(async (texts) => {
    asked.push(texts.map(({ id }) => id))
    return nothing
  })
  await Promise.all([comparer.compare('one', [text('a')], []), comparer.compare('one', [text('a')], [])])
  await comparer.compare('one', [text('a'), text('b')], [])
  await comparer.compare('one', [text('a'), text('b')], ['another starter'])
  await comparer.compare('two', [text('a')], [])
  expect(asked).toEqual([['a'], ['a', 'b'], ['a', 'b'], ['a']])
})

test('one assignment at a time', async () => {
  let running = 0
  const comparer = makeTextComparer(async () => {
    running += 1
    expect(running).toBe(1)
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
    return nothing
  })
  await Promise.all(['one', 'two', 'three'].map((id) => comparer.compare(id, [text(id)], [])))
})

test('a failure is told, stops nobody after it, and is tried again', async () => {
  let broken = true
  const comparer = makeTextComparer(async () => {
    if (broken) throw new Error('out of memory')
    return nothing
  })
  await expect(comparer.compare('one', [text('a')], [])).rejects.toThrow('out of memory')
  broken = false
  expect(await comparer.compare('one', [text('a')], [])).toBe(nothing)
})
