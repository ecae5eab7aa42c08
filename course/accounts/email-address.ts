/**
 * One reading of an e-mail address, wherever one is typed, pasted or comes in a table. What programs put around an address is taken
 * away; what is then no address that somebody could own is refused.
 */

/** Of RFC 5321, with the angle brackets that it counts left out. */
const longest = 254
/** What is typed or pasted may have signs around the address. */
export const typedAddressLimit = 2 * longest
const longestLocal = 64

/** They show nothing, or turn what follows, and come along when text is copied. */
const unseen = /[\p{Cf}\u034F\u180B-\u180F\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu
/** Pairs and single ones, as keyboards and word processors write them. */
const quotes = /^["'`“”„‟‘’‚«»‹›「」『』]+|["'`“”„‟‘’‚«»‹›「」『』]+$/gu
const tail = /[;,.:，；、。\s]+$/u

/**
 * Letters, digits and signs of ASCII. An address beyond it (RFC 6531) is refused on purpose: few servers carry it, and its letters can
 * look like others, so that one person's row becomes somebody else's.
 */
const local = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const domain = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/** @returns the address in small letters, or null where the text holds none, or more than one */
export function parseEmailAddress(text: string): string | null {
  if (text.length > typedAddressLimit) return null
  const seen = text
    .replaceAll(unseen, '')
    .replaceAll('＠', '@')
    .replaceAll(/[．。｡](?=[^\s;,]*$)/g, '.')
  const bare = withoutWrapping(seen).toLowerCase()
  const at = bare.lastIndexOf('@')
  const isAddress =
    at > 0 &&
    bare.length <= longest &&
    at <= longestLocal &&
    local.test(bare.slice(0, at)) &&
    domain.test(bare.slice(at + 1))
  return isAddress ? bare : null
}

/** "Ada <ada@example.org>;" → ada@example.org */
function withoutWrapping(text: string): string {
  let rest = text
  for (;;) {
    const inner = rest.trim().replace(tail, '').replaceAll(quotes, '')
    const named = /^[^<>]*<([^<>]+)>$/u.exec(inner)?.[1] ?? inner
    const next = named.trim().replace(/^mailto:/iu, '')
    if (next === rest) return rest
    rest = next
  }
}
