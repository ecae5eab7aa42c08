/** What makes a password one that others guess. Any characters will do, in any mixture: only what is easily guessed is refused. */

export type PasswordWeakness = 'common-password' | 'guessable-password'

/** Words that whoever guesses passwords of this site tries first; docs/security.md names them. */
export const siteWords = ['gradientgym', 'gradient', 'gym', 'password', 'passwort', 'passwd', 'mima', '密码'] as const

/** What the words leave has to be a password by itself: the least that ASVS 5.0 allows (6.2.1). */
const ownLeast = 8
const commonLeast = 12

/**
 * @param person whose password it is to be; what is not known is left out
 * @param isBreached whether a lower-case text is in the list of passwords that were found in breaches
 * @returns null for one that may be used
 */
export function findWeakness(
  password: string,
  person: { displayName?: string; email?: string },
  isBreached: (password: string) => boolean,
): PasswordWeakness | null {
  const plain = password.toLowerCase()
  // With a year or an exclamation mark behind it, it is the same password.
  const core = plain.replace(/[\d\p{P}\p{S}\s]+$/u, '')
  if (isBreached(plain) || (core.length >= commonLeast && isBreached(core))) return 'common-password'
  if (periodOf(plain) < ownLeast || isRun(plain)) return 'guessable-password'
  let rest = fold(password)
  // Longest first: a word may hold a shorter one.
  const words = [...siteWords, ...wordsOf(person)].map(fold).toSorted((one, other) => other.length - one.length)
  for (const word of words) rest = rest.replaceAll(word, ' ')
  const left = rest.match(/[\p{L}\p{N}]/gu)?.length ?? 0
  return left < ownLeast ? 'guessable-password' : null
}

/** Parts of the name and the address that are long enough to be meant. */
function wordsOf({ displayName = '', email = '' }: { displayName?: string; email?: string }): string[] {
  const whole = [displayName.replaceAll(/\s/g, ''), email, email.split('@')[0] ?? '']
  const parts = [...displayName.split(/\s+/), ...email.split(/[^\p{L}\p{N}]+/u)]
  return [...whole, ...parts].filter((word) => word.length >= (/\p{Script=Han}/u.test(word) ? 2 : 3))
}

const lookAlikes: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
}

/** P4ssw0rd is password. */
function fold(text: string): string {
  return [...text.normalize('NFKC').toLowerCase()].map((one) => lookAlikes[one] ?? one).join('')
}

/** The length of the shortest piece whose repetition the text is. */
function periodOf(text: string): number {
  let period = 1
  while (!text.startsWith(text.slice(period))) period += 1
  return period
}

/** 123456789012, abcdefghijkl, and backwards. */
function isRun(text: string): boolean {
  const codes = [...text].map((one) => one.codePointAt(0) ?? 0)
  const steps = codes.slice(1).map((code, index) => code - (codes[index] ?? 0))
  const sign = Math.sign(steps[0] ?? 0)
  return steps.every((step) => step === sign || step === -9 * sign)
}
