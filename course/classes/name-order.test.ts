import { expect, test } from 'vitest'

import { orderByName } from './name-order.ts'

const names = ['张伟', 'Bo 10', '李娜', 'Bo 9', 'Álvaro', '阿明']
const sorted = (locale: string) =>
  names
    .map((name) => ({ name }))
    .toSorted(orderByName(locale))
    .map(({ name }) => name)

test('Chinese names stand by pinyin for who reads Chinese, whatever the machine speaks', () => {
  expect(sorted('zh').filter((name) => /\p{Script=Han}/u.test(name))).toEqual(['阿明', '李娜', '张伟'])
})

test('accents do not move a name, and numbers count as numbers', () => {
  expect(sorted('en').slice(0, 3)).toEqual(['Álvaro', 'Bo 9', 'Bo 10'])
})
