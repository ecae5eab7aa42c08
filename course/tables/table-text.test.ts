import { expect, test } from 'vitest'

import { decodeTableText, isMisdecoded } from './table-text.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

function wide(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const signs = [...(mark ? '\uFEFF' : ''), ...text].join('')
  const bytes = new Uint8Array(signs.length * 2)
  const view = new DataView(bytes.buffer)
  for (let index = 0; index < signs.length; index += 1) {
    view.setUint16(index * 2, signs.charCodeAt(index), order === 'le')
  }
  return bytes
}

const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0))
/** Names as registries in China write them; 镕 and 堃 are no part of GB 2312. */
const gbk: Record<string, number[]> = {
  王: [0xcd, 0xf5],
  芳: [0xb7, 0xbc],
  刘: [0xc1, 0xf5],
  洋: [0xd1, 0xf3],
  朱: [0xd6, 0xec],
  镕: [0xe9, 0x46],
}
const inGbk = (text: string) => Uint8Array.from([...text].flatMap((sign) => gbk[sign] ?? [sign.charCodeAt(0)]))

const table = 'email\tname\nmaja@example.org\tMaja Šimić 陈\n'

test.each([
  ['UTF-8', utf8(table)],
  ['UTF-8 with a mark', utf8(`\uFEFF${table}`)],
  ['UTF-16, little end first', wide(table, 'le', true)],
  ['UTF-16, big end first', wide(table, 'be', true)],
  ['UTF-16 without a mark', wide(table, 'le', false)],
  ['the same, big end first', wide(table, 'be', false)],
])('%s is read as it was written', (_, bytes) => {
  expect(decodeTableText(bytes)).toMatchObject({ kind: 'text', text: table })
})

test.each(['email,name\nw@example.org,王芳\n', '姓名\n'.replace('姓名', '刘洋'), 'a,b\n1,王芳\n2,刘洋\n3,朱镕\n'])(
  'Chinese names in GBK are read, and said to be guessed: %j',
  (text) => {
    expect(decodeTableText(inGbk(text))).toEqual({ kind: 'text', text, encoding: 'gb18030' })
  },
)

test.each([
  ['one accent', 'email,name\nb@example.org,Ana\nj@example.org,Bjørn\n', 3],
  ['two side by side', 'email,name\nm@example.org,Müßig ÆØ\n', 2],
  ['before a comma', 'email,name\nr@example.org,André,x\n', 2],
])('a western encoding, which could be any of several, is refused with its line: %s', (_, text, line) => {
  expect(decodeTableText(latin1(text))).toEqual({ kind: 'refused', code: 'not-utf8', line })
})

test.each([
  ['.xlsx', [0x50, 0x4b, 0x03, 0x04, 0x14, 0x00]],
  ['.xls', [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]],
])('a workbook (%s) is told from text', (_, bytes) => {
  expect(decodeTableText(Uint8Array.from(bytes))).toEqual({ kind: 'refused', code: 'workbook', line: 1 })
})

test.each(['JosÃ© NÃºÃ±ez', 'BjÃ¸rn', 'å¼\u00A0ä¼Ÿ', 'MÃ¼ller', 'FranÃ§ois'])('%s was decoded wrongly once', (name) => {
  expect(isMisdecoded(name)).toBe(true)
})

test.each(['José Núñez', 'Bjørn Ærø-Åsen', '张伟', 'Ana', 'Ãlvaro', 'Nguyễn', 'Ósk', 'Françoise Müller-Öst', ''])(
  '%s was not',
  (name) => {
    expect(isMisdecoded(name)).toBe(false)
  },
)
