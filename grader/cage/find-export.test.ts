import { expect, test } from 'vitest'
import { findExport } from './find-export.ts'

const code = '\n  const initStd = 1\n// end'
const problemOf = (exported: object, name = 'initStd', text = code) => {
  const result = findExport(exported, name, text)
  return 'problem' in result ? result.problem : undefined
}

test('a function is found and is called without a receiver', () => {
  const result = findExport(
    {
      f(this: unknown) {
        return this
      },
    },
    'f',
    '',
  )
  expect('found' in result && result.found()).toBeUndefined()
})

test('what is exported under the name and is no function is named with its line', () => {
  expect(problemOf({ initStd: 1 })).toEqual({
    code: 'not-a-function',
    params: { name: 'initStd' },
    line: 2,
    column: null,
  })
  expect(problemOf({ initStd: class {} })).toMatchObject({ code: 'class-exported', line: 2 })
  expect(problemOf({ initStd: undefined })).toMatchObject({ code: 'empty-export', line: 2 })
})

test.each([
  ['init_std', 'misnamed-export'],
  ['initSTD', 'misnamed-export'],
  ['InitStd', 'misnamed-export'],
  ['initStdd', 'misnamed-export'],
  ['iniStd', 'misnamed-export'],
  ['іnitStd', 'look-alike-export'],
  ['ｉnitStd', 'look-alike-export'],
  ['init\u200dStd', 'look-alike-export'],
])('%s is nearly the name that is asked for', (found, expected) => {
  expect(problemOf({ [found]: () => 1 }, 'initStd', `const ${found} = 1`)).toMatchObject({
    code: expected,
    params: { name: 'initStd', found },
    line: 1,
  })
})

test('a look-alike is named with its character', () => {
  expect(problemOf({ іnitStd: () => 1 })?.params).toMatchObject({ character: 'і', codePoint: 'U+0456' })
})

test('what stands inside the default export is not exported', () => {
  expect(problemOf({ default: { initStd: () => 1 } })).toMatchObject({ code: 'inside-default', line: 2 })
})

test('nothing near is simply missing', () => {
  const missing = { code: 'missing-export', params: { name: 'initStd' }, column: null }
  expect(problemOf({}, 'initStd', '1 ; exports$["initStd"] = void 0; }')).toEqual({ ...missing, line: null })
  // It is there and was not exported.
  expect(problemOf({})).toEqual({ ...missing, line: 2 })
  expect(problemOf({ default: () => 1, sample: () => 1 })).toMatchObject({ code: 'missing-export' })
})
