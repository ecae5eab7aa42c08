import { expect, test } from 'vitest'
import { maskText } from './mask-text.ts'

test.each([
  ['a // b\nc', 'a     \nc'],
  ['a /* b\n */ c', 'a     \n    c'],
  [`f("x\\"y", 'z')`, 'f(      ,    )'],
  ['`a${b + `c${d}`}e`', '    b +     d     '],
  ['`a${{ b: 1 }.b}`', '    { b: 1 }.b  '],
  ['x = /a[/]"/g.test(y)', 'x =         .test(y)'],
  ['a / b / c', 'a / b / c'],
  ['return /x/', 'return    '],
  ['(a) / 2 / b', '(a) / 2 / b'],
  ['"open\nnext', '"open\nnext'],
])('%j', (source, masked) => {
  expect(maskText(source)).toBe(masked)
})
