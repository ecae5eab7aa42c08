import { expect, test } from 'vitest'

import { findWeakness } from './password-rules.ts'

const ada = { displayName: 'Ada Lovelace', email: 'ada.lovelace@analytical.example' }
const breached = new Set(['qwerty123456', 'motherfucker'])
const judge = (password: string, person: Parameters<typeof findWeakness>[1] = ada) =>
  findWeakness(password, person, (one) => breached.has(one))

test.each(['qwerty123456', 'QWERTY123456', 'motherfucker2024!'])('%s was found in breaches', (password) => {
  expect(judge(password)).toBe('common-password')
})

test.each([
  'aaaaaaaaaaaa',
  'abcabcabcabcabc',
  '123456789012',
  '987654321098',
  'abcdefghijklm',
  'Password2024!',
  'P4ssw0rd-1234',
  'gradient-gym-2026',
  'mimamimamima123',
  '我的密码密码密码密码密码密码',
  'AdaLovelace1815',
  'lovelace+ada+1',
  'analytical-2026',
  'ada.lovelace@analytical.example',
])('%s is guessed from the site, the person or a pattern', (password) => {
  expect(judge(password)).toBe('guessable-password')
})

test.each([
  'correct horse battery',
  'gradients flow at night',
  'xkcdpassword-is-old',
  'kjh34hjk2345',
  '            leading blanks',
  '春眠不觉晓处处闻啼鸟夜来',
  'lower case alone',
  '8402640172935',
])('%s may be used, of whatever characters it is made', (password) => {
  expect(judge(password)).toBeNull()
})

test('one person’s name is nothing to another', () => {
  expect(judge('lovelace+ada+1', { displayName: 'Bob' })).toBeNull()
  expect(judge('lovelace+ada+1', {})).toBeNull()
})
