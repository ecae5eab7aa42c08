import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffLines, foldDiff } from './line-diff.ts'

test('a changed line is removed and added, its neighbours stay', () => {
  expect(diffLines('a\nb\nc', 'a\nB\nc')).toEqual([
    { kind: 'same', text: 'a' },
    { kind: 'removed', text: 'b' },
    { kind: 'added', text: 'B' },
    { kind: 'same', text: 'c' },
  ])
})

test('leaving out what was added gives the first text, leaving out what was removed the second', () => {
  const text = fc.array(fc.constantFrom('x', 'y', 'z', ''), { maxLength: 12 }).map((lines) => lines.join('\n'))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after)
      const without = (kind: string) =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('\n')
      expect(without('added')).toBe(before)
      expect(without('removed')).toBe(after)
    }),
  )
})

test('two long texts with nothing in common are one removed and the other added', () => {
  const text = (word: string) => Array.from({ length: 5_000 }, (_, i) => `${word} ${i}`).join('\n')
  const kinds = diffLines(text('old'), text('new')).map(({ kind }) => kind)
  expect(kinds).toEqual([...Array(5_000).fill('removed'), ...Array(5_000).fill('added')])
})

test('long stretches that are the same are folded', () => {
  const before = Array.from({ length: 30 }, (_, i) => `line ${i}`)
  const after = before.with(15, 'changed')
  const chunks = foldDiff(diffLines(before.join('\n'), after.join('\n')), 2)
  expect(chunks.map((chunk) => (chunk.kind === 'skipped' ? chunk.count : chunk.lines.length))).toEqual([13, 6, 12])
})
