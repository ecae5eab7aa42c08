/** From the source to a syntax tree without types, whose statements are those of the source. */
import { Parser, tokTypes } from 'acorn'
import type { Comment, Program, Token } from 'acorn'
import { explainSyntax } from './explain-syntax.ts'
import { Refusal, isParserError, lineAndColumn } from './refusal.ts'
import type { Position } from './refusal.ts'
import { refuseUnsupported } from './unsupported-syntax.ts'
import { UnreadableError, stripTypesWithTokens } from './strip-types.ts'
import type { StrippedText } from './strip-types.ts'

export interface ParsedText {
  /** Without types; lines as in the source. */
  text: string
  program: Program
  comments: Comment[]
  locate: Locate
}

/** The place in the source of an offset in the text without types. */
export type Locate = (node: { start: number }) => Position

/** @throws Refusal for a source that does not parse, at its line and column */
export function parseStripped(source: string): ParsedText {
  const stripped = strip(source)
  refuseUnsupported(source, stripped.tokens)
  const { text } = stripped
  const locate = makeLocate(source, stripped)
  const tokens: Token[] = []
  const comments: Comment[] = []
  try {
    const program = ModuleParser.parse(text, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      onToken: tokens,
      onComment: comments,
    })
    refuseHtmlComments(text, tokens, Infinity)
    refuseFences(text, tokens)
    return { text, program, comments, locate }
  } catch (error) {
    if (!isParserError(error)) throw error
    refuseHtmlComments(text, tokens, tokens.at(-1)?.start ?? 0)
    throw explainSyntax(source, error.message.replace(/ \(\d+:\d+\)$/, ''), locate({ start: error.pos }))
  }
}

function strip(source: string): StrippedText {
  try {
    return stripTypesWithTokens(source)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    refuseHtmlComments(source, [], source.lastIndexOf('\n', error.offset - 1) + 1)
    throw explainSyntax(source, error.message, lineAndColumn(source, error.offset))
  }
}

/**
 * The stripper keeps lines and moves columns. What stands at an offset is found again as the same word among those of
 * its line that are no types, counted from the left.
 */
function makeLocate(source: string, { text, tokens }: StrippedText): Locate {
  const sourceLines = source.split('\n')
  return ({ start }) => {
    const { line, column } = lineAndColumn(text, start)
    const lineStart = start - (column - 1)
    const word = wordAt(text, start)
    if (word === '') return { line, column: Math.min(column, (sourceLines[line - 1] ?? '').length + 1) }
    const nth = occurrences(text.slice(lineStart, start), word)
    const sourceStart = sourceLines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
    const sourceEnd = sourceStart + (sourceLines[line - 1] ?? '').length
    const same = tokens.filter(
      (one) => !one.isType && one.start >= sourceStart && one.start < sourceEnd && wordAt(source, one.start) === word,
    )
    const found = same[nth] ?? same.at(-1)
    const at = found?.start ?? source.indexOf(word, sourceStart)
    return { line, column: at >= sourceStart && at <= sourceEnd ? at - sourceStart + 1 : column }
  }
}

const wordPattern = /(?:\p{ID_Continue}|[$\\]|\u200c|\u200d)+|[^\s]/uy

function wordAt(text: string, at: number): string {
  wordPattern.lastIndex = at
  return wordPattern.exec(text)?.[0] ?? ''
}

function occurrences(text: string, word: string): number {
  let count = 0
  for (let at = 0; at < text.length;) {
    const found = wordAt(text, at)
    if (found === word) count += 1
    at += Math.max(1, found.length)
  }
  return count
}

/**
 * A line that begins with `<!--` or `-->` is meant as a comment, which a script would take for one and a module for
 * operators. Inside a line they are operators, as in `while (n --> 0)`.
 */
function refuseHtmlComments(text: string, tokens: readonly Token[], from: number): void {
  const starts = new Set(tokens.map(({ start }) => start))
  for (const { 0: found, index } of text.matchAll(/^[ \t]*(?:<!--|-->)/gm)) {
    const start = index + found.search(/[<-]/)
    if (start >= from || starts.has(start)) throw new Refusal('html-comment', {}, lineAndColumn(text, start))
  }
}

/** Three backquotes are a template that is a tag of another: nobody writes that, but the edge of a pasted block is so. */
function refuseFences(text: string, tokens: readonly Token[]): void {
  const fence = tokens.find(({ type, start }) => type === tokTypes.backQuote && text.startsWith('```', start))
  if (fence) throw new Refusal('unsupported', { what: 'fence' }, lineAndColumn(text, fence.start))
}

/** `export { T }` may name a type, which has no value: acorn must not ask for it. */
const ModuleParser = Parser.extend(
  (Base) =>
    class extends Base {
      checkLocalExport(): void {}
    },
)
