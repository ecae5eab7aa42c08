import { expect, test } from 'vitest'

import { readCode } from '@/grader/exercise/code-tokens.ts'

import { keepReadCode } from './keep-read-code.ts'

function counting(limit?: number) {
  const asked: string[] = []
  const read = keepReadCode(async (source) => {
    asked.push(source)
    return readCode(source)
  }, limit)
  return { asked, read }
}

test('a text is read once, also one that is no program', async () => {
  const { asked, read } = counting()
  for (const source of ['let a = 1', 'let = ', 'let a = 1', 'let = ']) await read(source)
  expect(asked).toEqual(['let a = 1', 'let = '])
  expect(await read('let = ')).toBeUndefined()
  expect((await read('let a = 1'))?.names).toEqual(['a'])
})

test('the text that was asked for least recently is read again where there is no room for all', async () => {
  const { asked, read } = counting(2 * (10 + 4))
  for (const source of ['let a = 1', 'let b = 1', 'let a = 1', 'let c = 1', 'let a = 1', 'let b = 1'])
    await read(source)
  expect(asked).toEqual(['let a = 1', 'let b = 1', 'let c = 1', 'let b = 1'])
})

test('a failure is not kept', async () => {
  let broken = true
  const read = keepReadCode(async () => {
    if (broken) throw new Error('starved')
    return undefined
  })
  await expect(read('let a')).rejects.toThrow('starved')
  broken = false
  expect(await read('let a')).toBeUndefined()
})
