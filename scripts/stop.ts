/** A reason to stop that a person can act on: what happened, why, what to do. It is printed without a stack. */
export class Stop extends Error {
  override name = 'Stop'
}

/** The last thing a command says, and the exit code it owes. */
export function reportFailure(error: unknown): void {
  if (error instanceof Stop) console.error(error.message)
  else console.error(error)
  process.exitCode = 1
}
