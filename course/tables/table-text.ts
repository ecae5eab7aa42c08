/**
 * The text of a table that somebody chose as a file. Spreadsheets save it in several encodings and name none of them. Invariant: what
 * cannot be read for certain is refused, or names would be destroyed without anybody noticing.
 */

export type TableText =
  | { kind: 'text'; text: string; encoding: 'utf-8' | 'utf-16' | 'gb18030' }
  /** `workbook`: a file of a spreadsheet program, which is no text at all. */
  | { kind: 'refused'; code: 'workbook' | 'not-utf8'; line: number }

export function decodeTableText(bytes: Uint8Array): TableText {
  if (isWorkbook(bytes)) return { kind: 'refused', code: 'workbook', line: 1 }
  const wide = wideEncodingOf(bytes)
  if (wide !== null) return { kind: 'text', text: new TextDecoder(wide).decode(bytes), encoding: 'utf-16' }
  const text = decodeStrictly(bytes, 'utf-8')
  if (text !== null) return { kind: 'text', text, encoding: 'utf-8' }
  const chinese = looksChinese(bytes) ? decodeStrictly(bytes, 'gb18030') : null
  if (chinese !== null) return { kind: 'text', text: chinese, encoding: 'gb18030' }
  return { kind: 'refused', code: 'not-utf8', line: lineOf(bytes, firstWrongByte(bytes)) }
}

/** The beginning of a zip archive (.xlsx, .ods), and of a compound file (.xls). */
const workbookBeginnings = [
  [0x50, 0x4b, 0x03, 0x04],
  [0xd0, 0xcf, 0x11, 0xe0],
]

function isWorkbook(bytes: Uint8Array): boolean {
  return workbookBeginnings.some((beginning) => beginning.every((byte, index) => bytes[index] === byte))
}

/** By its mark; without one, by the zero beside each letter of ASCII. */
function wideEncodingOf(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const beginning = bytes.subarray(0, 400)
  const zeros = [0, 0]
  for (const [index, byte] of beginning.entries()) if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (even + odd < beginning.length / 4) return null
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : null
}

function decodeStrictly(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    // Bytes that the encoding does not have: it is another one.
    return null
  }
}

/** So many characters of everyday Chinese (GB 2312) to each rarer one. Letters with accents of a western encoding give nearly none. */
const everydayShare = 4

function looksChinese(bytes: Uint8Array): boolean {
  let [everyday, rare] = [0, 0]
  for (let index = 0; index < bytes.length; index += 1) {
    const lead = bytes[index] ?? 0
    if (lead < 0x80) continue
    const trail = bytes[index + 1] ?? 0
    const isEveryday = trail >= 0xa1 && ((lead >= 0xb0 && lead <= 0xf7) || (lead >= 0xa1 && lead <= 0xa3))
    if (isEveryday) everyday += 1
    else rare += 1
    index += 1
  }
  return everyday > 0 && everyday >= everydayShare * rare
}

function firstWrongByte(bytes: Uint8Array): number {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const lineEnd = 0x0a
  let from = 0
  while (from < bytes.length) {
    const end = bytes.indexOf(lineEnd, from)
    const to = end < 0 ? bytes.length : end + 1
    try {
      decoder.decode(bytes.subarray(from, to))
    } catch {
      // A line alone is wrong exactly where the whole is: no character holds a line end.
      return from
    }
    from = to
  }
  return 0
}

function lineOf(bytes: Uint8Array, place: number): number {
  return bytes.subarray(0, place).filter((byte) => byte === 0x0a).length + 1
}

/** Bytes that are letters with accents in UTF-8, as a western encoding shows them: ANSI programs write them so. */
const western = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** Whether a text was UTF-8 once, read as a western encoding and saved so: "JosÃ©" was "José". */
export function isMisdecoded(text: string): boolean {
  if (!/[\u00c2-\u00f4]/u.test(text)) return false
  const bytes: number[] = []
  for (const sign of text) {
    const code = sign.codePointAt(0) ?? 0
    const special = western.indexOf(sign)
    if (special >= 0) bytes.push(0x80 + special)
    else if (code <= 0xff) bytes.push(code)
    else return false
  }
  return decodeStrictly(Uint8Array.from(bytes), 'utf-8') !== null
}
