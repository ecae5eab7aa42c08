import { createHash } from 'node:crypto'

import type { ReadCode } from '@/grader/exercise/code-tokens.ts'
import type { Reader } from '@/grader/reading/reader.ts'

/** Of all the texts that are kept: some hundred bytes each. */
const tokensAtMost = 1_000_000
/** A text that is no program is kept as well: it may have taken longest. */
const tokensOfNothing = 10

/**
 * Keeps what was read, the longest unused left out first: when one learner of a thousand hands in anew, one text is read anew.
 * @param read of the same source always the same
 */
export function keepReadCode(read: Reader['readCode'], limit = tokensAtMost): Reader['readCode'] {
  const kept = new Map<string, { code: ReadCode | undefined; weight: number }>()
  let held = 0
  const drop = (key: string): void => {
    held -= kept.get(key)?.weight ?? 0
    kept.delete(key)
  }
  return async (source) => {
    const key = createHash('sha256').update(source).digest('base64')
    const known = kept.get(key)
    const code = known === undefined ? await read(source) : known.code
    const weight = tokensOfNothing + (code?.tokens.length ?? 0)
    drop(key)
    kept.set(key, { code, weight })
    held += weight
    for (const oldest of kept.keys()) {
      if (held <= limit) break
      drop(oldest)
    }
    return code
  }
}
