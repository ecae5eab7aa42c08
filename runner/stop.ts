/** A reason to stop that a person can act on: what happened, why, what to do. It is printed without a stack. */
export class Stop extends Error {
  override name = 'Stop'
}

/** What is printed of an error: a person's sentence, or all that is known. */
export function wordsOf(error: unknown): unknown {
  return error instanceof Stop ? error.message : error
}
