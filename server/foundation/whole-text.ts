import 'server-only'

import { DomainError } from '@/course/foundation/errors.ts'

/** In JSON that was read as UTF-8 only an escape can bring half a character, or the character NUL. */
const suspectEscape = /\\u(?:[dD][89a-fA-F]|0000)/

/**
 * Half a character is refused by PostgreSQL in one column, replaced in another and kept by JavaScript; NUL is refused by it. Refused
 * at the door, no text means one thing here and another there.
 * @param text the JSON that was parsed
 * @param parsed what came of it, in the shape that its schema allows
 * @throws DomainError 'broken-text' with the `field`
 */
export function requireWholeText(text: string, parsed: unknown): void {
  if (!suspectEscape.test(text)) return
  const field = findBrokenText(parsed, [])
  if (field !== undefined) throw new DomainError('broken-text', { field: field.join('.') })
}

export function isWholeText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

/** @returns the place of the first */
function findBrokenText(value: unknown, place: readonly string[]): readonly string[] | undefined {
  if (typeof value === 'string') return isWholeText(value) ? undefined : place
  if (typeof value !== 'object' || value === null) return undefined
  for (const [name, inner] of Object.entries(value)) {
    const found = findBrokenText(inner, [...place, name])
    if (found !== undefined) return found
  }
  return undefined
}
