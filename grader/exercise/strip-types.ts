/**
 * Stripping TypeScript with every line kept in its place, in bounded time.
 *
 * Invariant: no input keeps the stripper busy. Sucrase's parser backtracks, and a few dozen nested arrows or
 * assertions make it take exponential time; it is given a string that counts how often it is read, and the
 * reading stops at a limit. Without that, 1 kB of source would hang the page and the grader's queue.
 * Can go when sucrase bounds its backtracking.
 */
import { transform } from 'sucrase/dist/index.js'
import type { Options } from 'sucrase/dist/index.js'
import { parse } from 'sucrase/dist/parser/index.js'
import type { TypedToken } from 'sucrase/dist/parser/index.js'
import { endStatements } from './end-statements.ts'

/**
 * Reads per character that ordinary modules stay far below (two or three), plus a floor for short ones. Together they end the
 * largest source well within what a reading may take (grader/reading/), so that what is nested too deeply is called that.
 */
const readsPerCharacter = 40
const readsAtLeast = 1_000_000

/** Thrown when reading the source takes too many steps. */
export class TooManyStepsError extends Error {
  override name = 'TooManyStepsError'
}

/** Thrown for a source that is no TypeScript. */
export class UnreadableError extends Error {
  override name = 'UnreadableError'
  /** Where reading stopped. */
  readonly offset: number
  constructor(message: string, { offset, cause }: { offset: number; cause: unknown }) {
    super(message, { cause })
    this.offset = offset
  }
}

/** A string that throws when it has been read too often, and remembers how far it was read. */
class MeteredSource extends String {
  furthest = 0
  private left: number
  constructor(source: string) {
    super(source)
    this.left = readsAtLeast + readsPerCharacter * source.length
  }

  override charCodeAt(index: number): number {
    if (--this.left < 0) throw new TooManyStepsError('the source is nested too deeply to be read in time')
    if (index > this.furthest && index < this.length) this.furthest = index
    return super.charCodeAt(index)
  }
}

const common: Options = {
  transforms: ['typescript'],
  disableESTransforms: true,
  preserveDynamicImport: true,
  keepUnusedImports: true,
  enableLegacyTypeScriptModuleInterop: true,
}

/** Types removed, still a module; imports stay even where nothing uses them. */
export function stripTypes(source: string): string {
  return stripTypesWithTokens(source).text
}

export interface StrippedText {
  text: string
  /** Of the source, types included. */
  tokens: readonly TypedToken[]
}

/** The same with the tokens that it was read from. */
export function stripTypesWithTokens(source: string): StrippedText {
  const tokens = run(source, readTokens)
  const ended = endStatements(blankAccessors(source, tokens), tokens)
  return { text: run(ended, (metered) => transform(metered, common).code), tokens }
}

/** `accessor x = 1` is a field that only a decorator could tell from `x = 1`, and there are no decorators. */
function blankAccessors(source: string, tokens: readonly TypedToken[]): string {
  let blanked = ''
  let at = 0
  for (const [i, { start, end, isType }] of tokens.entries()) {
    const next = tokens[i + 1]
    if (isType || next === undefined || source.slice(start, end) !== 'accessor') continue
    const isModifier = /^[ \t]+(?!(?:as|satisfies|in|instanceof|of|is)\b)[\w$#'"]/.test(source.slice(end, next.end))
    if (!isModifier) continue
    blanked += source.slice(at, start) + ' '.repeat(end - start)
    at = end
  }
  return blanked + source.slice(at)
}

const readTokens = (source: string): TypedToken[] => parse(source, false, true, false).tokens

/** @throws UnreadableError, TooManyStepsError */
function run<T>(source: string, read: (metered: string) => T): T {
  const metered = new MeteredSource(source)
  try {
    // Sucrase asks for `string` and only reads characters and slices, which a String object has.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a primitive string cannot count its readings
    return read(metered as unknown as string)
  } catch (error) {
    const isSyntax = error instanceof Error && (error.name === 'SyntaxError' || error.name === 'Error')
    throw isSyntax ? unreadable(source, { error, furthest: metered.furthest }) : error
  }
}

/**
 * Sucrase tries an arrow function, fails inside its body, tries an expression in parentheses, and then blames
 * the arrow, or complains about scopes without any position. Whoever typed the body wants to know the furthest
 * token that was read.
 */
function unreadable(source: string, { error, furthest }: { error: Error; furthest: number }): UnreadableError {
  const offset = 'pos' in error && typeof error.pos === 'number' ? error.pos : null
  // A text that does not end is read to the end of the source before anyone complains, and its beginning is what is wrong.
  const isUnterminated = error.message.startsWith('Unterminated')
  if (offset !== null && (isUnterminated || furthest <= endOfToken(source, offset) + 1)) {
    return new UnreadableError(error.message.replace(/ \(\d+:\d+\)$/, ''), { offset, cause: error })
  }
  return new UnreadableError('Unexpected token', { offset: startOfTokenBefore(source, furthest + 1), cause: error })
}

/** Walks back over space to a word or a single sign. A pattern that ends in `$` would begin anew at each character of a word. */
function startOfTokenBefore(source: string, end: number): number {
  const before = (from: number, what: RegExp): number => {
    let at = from
    while (at > 0 && what.test(source.charAt(at - 1))) at -= 1
    return at
  }
  const tokenEnd = before(end, /\s/)
  const wordStart = before(tokenEnd, /[\w$]/)
  return Math.max(0, wordStart < tokenEnd ? wordStart : tokenEnd === 0 ? end - 1 : tokenEnd - 1)
}

function endOfToken(source: string, offset: number): number {
  const token = /[\w$]+|'[^'\n]*'|"[^"\n]*"|`[^`]*`|[^\w\s]+/y
  token.lastIndex = offset
  return offset + (token.exec(source)?.[0].length ?? 0)
}
