import { createHash } from 'node:crypto'

import type { ComparedText, Similarity } from './similar-texts.ts'

/** Compares the texts of an assignment, one assignment at a time, and keeps what came out while nobody hands in anew. */
export interface TextComparer {
  /** @param assignmentId by which the last result is kept */
  compare(assignmentId: string, texts: readonly ComparedText[], starters: readonly string[]): Promise<Similarity>
}

const keptAtMost = 50

export function makeTextComparer(
  find: (texts: readonly ComparedText[], starters: readonly string[]) => Promise<Similarity>,
): TextComparer {
  const kept = new Map<string, { of: string; result: Promise<Similarity> }>()
  let last: Promise<unknown> = Promise.resolve()

  return {
    compare(assignmentId, texts, starters) {
      const of = digest([...texts.map(({ id }) => id), ...starters])
      const known = kept.get(assignmentId)
      if (known?.of === of) return known.result
      const result = last.then(() => find(texts, starters))
      last = result.catch(() => undefined)
      kept.delete(assignmentId)
      kept.set(assignmentId, { of, result })
      // A failure is not kept: whoever asks next tries again.
      result.catch(() => kept.get(assignmentId)?.result === result && kept.delete(assignmentId))
      for (const oldest of kept.keys()) {
        if (kept.size <= keptAtMost) break
        kept.delete(oldest)
      }
      return result
    },
  }
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}
