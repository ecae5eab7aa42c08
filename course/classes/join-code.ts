/** Without characters that are read wrong from a blackboard: no 0 O 1 I L. 31 letters, ten of them: 49 bits. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const length = 10

/** @param randomBytes as many secret random bytes as asked for */
export function makeJoinCode(randomBytes: (count: number) => Uint8Array): string {
  // Bytes past the last whole multiple of 31 would favour the first letters.
  const fair = 256 - (256 % alphabet.length)
  let code = ''
  while (code.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < fair && code.length < length) code += alphabet.charAt(byte % alphabet.length)
    }
  }
  return code
}

/** Accepts lower case, spaces and dashes, as people type. @returns undefined for what cannot be a code */
export function parseJoinCode(typed: string): string | undefined {
  const code = typed.replaceAll(/[\s-]/g, '').toUpperCase()
  const valid = code.length === length && [...code].every((letter) => alphabet.includes(letter))
  return valid ? code : undefined
}
