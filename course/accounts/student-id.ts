import { isProperName } from './proper-name.ts'

/** One reading of a school's own number for a person, wherever one is typed, pasted or comes in a table. */

export const studentIdLimit = 40

/** They show nothing, and come along at the ends when text is copied: two numbers that look alike would be two people. */
const unseenEnds =
  /^[\s\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]+|[\s\p{Default_Ignorable_Code_Point}\p{Bidi_Control}]+$/gu

/** @returns null where the text is none */
export function parseStudentId(typed: string): string | null {
  const seen = typed.replaceAll(unseenEnds, '')
  return seen !== '' && seen.length <= studentIdLimit && isProperName(seen) ? seen : null
}

/** A spreadsheet drops the zeros at the beginning of what it takes for a quantity: "0012" becomes "12". */
export function hasLostZeros(text: string, known: string): boolean {
  return /^\d+$/.test(text) && known !== text && known.replace(/^0+/, '') === text
}

/**
 * What a spreadsheet leaves of a number that it took for a quantity: digits are gone that nobody can bring back. Typed by hand, such a
 * text may be right; in a table it never was.
 */
export function isDestroyedNumber(text: string): boolean {
  return /^(?:\d+(?:[.,]\d+)?E[+-]\d+|#+|\d+[.,]0+|#(?:N\/A|NAME\?|REF!|VALUE!|NUM!|NULL!|DIV\/0!))$/i.test(text)
}
