import { expect, test } from 'vitest'

import { requireWholeText } from './whole-text.ts'

const take = (json: string) => requireWholeText(json, JSON.parse(json))

test.each([
  String.raw`{"text":"\ud83d"}`,
  String.raw`{"text":"a\uDC4Db"}`,
  String.raw`{"text":"\ude00\ud83d"}`,
  String.raw`{"text":"a\u0000b"}`,
])('half a character and NUL are refused by the field that holds them: %s', (json) => {
  expect(() => take(json)).toThrow(expect.objectContaining({ code: 'broken-text', details: { field: 'text' } }))
})

test('they are found within lists', () => {
  expect(() => take(String.raw`{"slugs":["a","\udc00"]}`)).toThrow(
    expect.objectContaining({ details: { field: 'slugs.1' } }),
  )
})

test.each([
  String.raw`{"text":"\ud83d\ude00"}`,
  '{"text":"😀"}',
  // A backslash that was written as such.
  String.raw`{"text":"\\u0000 \\ud800"}`,
  '[1, null, true]',
])('whole texts pass: %s', (json) => {
  expect(() => take(json)).not.toThrow()
})
