/** Characters that look like others: names that a person reads as the same and the language does not. */

export interface LookAlike {
  /** The candidate that reads the same. */
  meant: string
  /** The character that nobody would type there, and where it stands. */
  character: string
  codePoint: string
  at: number
  /** The character stands in the candidate, not in the name. */
  isOther: boolean
}

/** @returns undefined where no candidate reads as the name does */
export function findLookAlike(name: string, candidates: readonly string[]): LookAlike | undefined {
  if (name.length > longestName) return undefined
  const plain = skeleton(name)
  const meant = candidates.find((one) => one !== name && one.length <= longestName && skeleton(one) === plain)
  if (meant === undefined) return undefined
  const own = oddCharacter(name, meant)
  const odd = own ?? oddCharacter(meant, name)
  return odd === undefined ? undefined : { meant, isOther: own === undefined, ...odd }
}

/** Far more than anybody calls anything. */
const longestName = 200

/** What a person reads: compatible forms are one, what is invisible is gone, and look-alikes are Latin. */
export function skeleton(name: string): string {
  return [...name.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '')]
    .map((character) => latin.get(character) ?? character)
    .join('')
    .normalize('NFC')
}

/** The first character of the name that is not ASCII and not in the other name at the same place. */
function oddCharacter(name: string, other: string): Pick<LookAlike, 'character' | 'codePoint' | 'at'> | undefined {
  let at = 0
  for (const character of name) {
    if (character > '\u007f' && !other.startsWith(character, at))
      return { character, codePoint: codePointOf(character), at }
    at += character.length
  }
  return undefined
}

/** As in Unicode's charts: "U+0430". */
export const codePointOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** Cyrillic and Greek letters that most fonts draw like Latin ones. */
const latin = new Map(
  Object.entries({
    A: 'АΑ',
    B: 'ВΒ',
    C: 'С',
    E: 'ЕΕ',
    H: 'НΗ',
    I: 'ІΙӀ',
    J: 'Ј',
    K: 'КΚ',
    M: 'МΜ',
    N: 'Ν',
    O: 'ОΟ',
    P: 'РΡ',
    S: 'Ѕ',
    T: 'ТΤ',
    X: 'ХΧ',
    Y: 'ҮΥ',
    Z: 'Ζ',
    a: 'аα',
    c: 'сϲ',
    d: 'ԁ',
    e: 'е',
    h: 'һ',
    i: 'іι',
    j: 'јϳ',
    k: 'κ',
    l: 'ӏ',
    n: 'п',
    o: 'оο',
    p: 'рρ',
    q: 'ԛ',
    s: 'ѕ',
    t: 'τ',
    u: 'υ',
    v: 'νѵ',
    w: 'ԝω',
    x: 'х',
    y: 'уγ',
    '-': '',
    "'": '',
  }).flatMap(([letter, alike]) => [...alike].map((one): [string, string] => [one, letter])),
)
