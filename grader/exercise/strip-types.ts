/**
 * Stripping TypeScript with every line kept in its place, in bounded time.
 *
 * Invariant: no input keeps the stripper busy. Sucrase's parser backtracks, and a few dozen nested arrows or
 * assertions make it take exponential time; it is given a string that counts how often it is read, and the
 * reading stops at a limit. Without that, 1 kB of source would hang the page and the grader's queue.
 * Can go when sucrase bounds its backtracking.
 */
import { transform } from 'sucrase'
import type { Options } from 'sucrase'

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
  enableLegacyTypeScriptModuleInterop: true,
}

/** Types removed, still a module; imports stay even where nothing uses them. */
export function stripTypes(source: string): string {
  return run(source, { ...common, keepUnusedImports: true }).code
}

/** Types removed and imports turned into `require`, exports into `exports`; type-only imports are gone. */
export function stripToCommonJs(source: string): string {
  return run(source, { ...common, transforms: ['typescript', 'imports'] }).code
}

/**
 * Where a token of the stripped text stands in the source.
 * @param position 1-based line, 0-based column in the stripped text
 * @returns 0-based column in the source, on the same line
 */
export function sourceColumn(source: string, position: { line: number; column: number }): number {
  const { sourceMap } = run(source, {
    ...common,
    keepUnusedImports: true,
    filePath: 'source.ts',
    sourceMapOptions: { compiledFilename: 'source.js' },
  })
  return sourceMap ? mappedColumn(sourceMap.mappings, position) : position.column
}

function run(source: string, options: Options): ReturnType<typeof transform> {
  const metered = new MeteredSource(source)
  try {
    // Sucrase asks for `string` and only reads characters and slices, which a String object has.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a primitive string cannot count its readings
    return transform(metered as unknown as string, options)
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
  if (offset !== null && furthest <= endOfToken(source, offset) + 1) {
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

const base64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Reads the "mappings" of a source map (ECMA-426): base64 VLQ, columns relative to the segment before. */
function mappedColumn(mappings: string, { line, column }: { line: number; column: number }): number {
  let sourceColumnNow = 0
  let result = column
  for (const [index, segments] of mappings.split(';').slice(0, line).entries()) {
    let generated = 0
    for (const segment of segments === '' ? [] : segments.split(',')) {
      const [generatedDelta = 0, , , sourceDelta = 0] = decodeVlq(segment)
      generated += generatedDelta
      sourceColumnNow += sourceDelta
      if (index === line - 1 && generated <= column) result = sourceColumnNow + (column - generated)
    }
  }
  return result
}

function decodeVlq(segment: string): number[] {
  const numbers: number[] = []
  let value = 0
  let shift = 0
  for (const digit of segment) {
    const bits = base64.indexOf(digit)
    value += (bits & 31) << shift
    shift += 5
    if (bits & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    value = 0
    shift = 0
  }
  return numbers
}
