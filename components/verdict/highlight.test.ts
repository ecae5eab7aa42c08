import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'

test('nothing is lost: the tokens joined are the source', () => {
  const source = fc.string({
    unit: fc.constantFrom('a', '1', '"', "'", '`', '/', '*', '\\', '\n', ' ', 'if', '.5e-3'),
    maxLength: 40,
  })
  fc.assert(
    fc.property(source, (text) => {
      expect(
        highlight(text)
          .map((line) => line.map((token) => token.text).join(''))
          .join('\n'),
      ).toBe(text)
    }),
  )
})

test('keywords, strings, numbers and comments are told apart', () => {
  const [line] = highlight("const x = 'of' + 1e-3 // not if")
  expect(line?.filter(({ kind }) => kind !== 'plain').map(({ kind, text }) => `${kind}:${text}`)).toEqual([
    'keyword:const',
    "string:'of'",
    'number:1e-3',
    'comment:// not if',
  ])
})

test('a comment over two lines colours both', () => {
  expect(highlight('/* a\nb */ c').map((line) => line[0]?.kind)).toEqual(['comment', 'comment'])
})
