import { expect, test } from 'vitest'
import en from '../../messages/en/problems.json' with { type: 'json' }
import zh from '../../messages/zh/problems.json' with { type: 'json' }
import { compileLearner } from './compile-learner.ts'
import { syntaxReasons } from './syntax-reason.ts'

test.each([
  ["export const a = 'text\nexport const b = 1", 'unterminatedText'],
  ['export const a = `text', 'unterminatedTemplate'],
  ['export const a = 1 /* text', 'unterminatedComment'],
  ['export const a = /text', 'unterminatedPattern'],
  ['export const a = /(/', 'wrongPattern'],
  ['const a = 1\nconst a = 2', 'declaredTwice'],
  ['export function f(a, a) { return a }', 'parameterTwice'],
  ['export const a = 1\nexport { a }', 'exportedTwice'],
  ['1 = 2', 'notAssignable'],
  ['return 1', 'outsideFunction'],
  ['break', 'outsideLoop'],
  ['export const enum = 1', 'unexpected'],
  ['export function f() { const class = 1 }', 'unexpected'],
  ['export const a = 08', 'wrongNumber'],
  ["export const a = '\\u12'", 'wrongEscape'],
  ['export function f() { import a from "kit" }', 'onlyAtTop'],
  ['export const a = 1 || 2 ?? 3', 'mixedLogic'],
  ['export function f() { try { f() } }', 'tryAlone'],
  ['switch (1) { default: default: }', 'defaultTwice'],
  ['export const a = { b = 1 }', 'shorthandValue'],
  ['export const a = 1 +* 2', 'unexpected'],
])('%j does not parse: %s', (source, reason) => {
  const result = compileLearner(source)
  expect(result.ok ? null : result.problem).toMatchObject({ code: 'syntax', params: { reason } })
})

test('a text that does not end is blamed where it begins', () => {
  const result = compileLearner("const a = 'text\nexport const b = 1\n")
  expect(result.ok ? null : result.problem).toMatchObject({ line: 1, column: 11 })
})

test.each([
  ['en', en.syntax],
  ['zh', zh.syntax],
])('every reason has a sentence of its own (%s), and the parser’s words stand beside it', (_, text) => {
  expect(syntaxReasons.filter((reason) => !text.includes(` ${reason} {`))).toEqual([])
  expect(text).toContain('other {')
  expect(text).toContain('{message}')
})
