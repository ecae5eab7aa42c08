import { expect, test } from 'vitest'
import { groupByLine } from './comment.ts'
import type { CommentView } from './comment.ts'

function comment(id: string, line: number | null): CommentView {
  return { id, line, text: 'x', createdAt: '2026-03-01T00:00:00.000Z', editedAt: null, author: 'Han', mine: false }
}

test('comments stand under their line, in their order, and the others under the whole', () => {
  const groups = groupByLine([comment('a', 2), comment('b', null), comment('c', 2), comment('d', 4)], 3)
  expect([...groups].map(([line, list]) => [line, list.map(({ id }) => id)])).toEqual([
    [2, ['a', 'c']],
    [null, ['b', 'd']],
  ])
})
