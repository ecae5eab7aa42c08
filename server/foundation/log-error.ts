import 'server-only'

/** Errors whose messages quote what they were given: a source, a draft, a verdict with what its code printed. */
const quotingNames = /^(Prisma|DriverAdapter|Syntax|\$?Zod)/
/** PostgreSQL's codes for values, keys and statements: those messages name what they could not take; others do not. */
const quotingCodes = /^(22|23|42)[0-9A-Z]{3}$/

/**
 * One JSON object a line, for operators. Invariant: nothing that a learner wrote is in it. Messages that may quote values are
 * left out, their codes and our own frames stay; without this one failed query would print a whole submission.
 */
export function logError(error: unknown): void {
  console.error(JSON.stringify({ at: new Date().toISOString(), event: 'web-error', ...describeError(error) }))
}

export interface ErrorDescription {
  name: string
  code: string | null
  /** First line, at most 300 characters; null where it may quote what people wrote. */
  message: string | null
  /** Function and place of each frame, innermost first. */
  frames: string[]
  cause: ErrorDescription | null
}

const messageLimit = 300
const framesLimit = 12
const causesLimit = 3

export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { name: typeof error, code: null, message: null, frames: [], cause: null }
  const { name, message, stack = '', cause } = error
  const given: unknown = Reflect.get(error, 'code')
  const code = typeof given === 'string' && /^[\w-]{1,40}$/.test(given) ? given : null
  const quotes = quotingNames.test(name) || (code !== null && quotingCodes.test(code))
  return {
    name,
    code,
    message: quotes ? null : (message.split('\n')[0] ?? '').slice(0, messageLimit),
    // The message stands before the frames, and may look like one.
    frames: stack
      .slice(stack.indexOf(message) + message.length)
      .split('\n')
      .filter((line) => /^\s+at .+:\d+:\d+\)?$/.test(line))
      .slice(0, framesLimit)
      .map((line) => line.trim().slice(3)),
    cause: cause === undefined || depth >= causesLimit ? null : describeError(cause, depth + 1),
  }
}
