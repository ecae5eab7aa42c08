/**
 * From a module as typed (TypeScript) to CommonJS that a Compartment can evaluate: types stripped with every line
 * kept, foreign imports and undefined names refused by name. Types themselves are not checked. Runs in Node and in
 * browsers; used alike for learners' modules, experiments, checks and samples.
 *
 * The code is to be evaluated as `(function (require, exports, module) { 'use strict'; CODE\n})`, with CODE on the
 * first line, so that a runtime error names the learner's own line.
 */
import { Parser } from 'acorn'
import type { Program } from 'acorn'
import type { CompileResult } from './exercise.ts'
import { refuseForeignImports, refuseUnknownImportNames } from './check-imports.ts'
import { blankComments, refusedTexts, rewriteTexts } from './harmless-text.ts'
import { maskText } from './mask-text.ts'
import { invisibleInName } from './odd-characters.ts'
import { parseStripped } from './parse-stripped.ts'
import type { Locate, ParsedText } from './parse-stripped.ts'
import { Refusal, isOutOfStack, isParserError, lineAndColumn, problemAt, syntaxRefusal } from './refusal.ts'
import { NestingError, scanNames } from './scan-names.ts'
import type { NameScan } from './scan-names.ts'
import { refuseMissingNames } from './refused-names.ts'
import { TooManyStepsError } from './strip-types.ts'
import { walkTree } from './syntax-tree.ts'
import { TextEdits } from './text-edits.ts'
import { rewriteModule, unusedName } from './to-commonjs.ts'
import { refuseUndefinedNames } from './undefined-names.ts'
import type { KnownNames } from './undefined-names.ts'

/** In UTF-8 bytes. */
export const sourceLimitBytes = 64 * 1024

export interface CompileOptions extends KnownNames {
  fileName: string
}

/** Never throws for what stands in the source; every refusal is a Problem with the learner's own line. */
export function compileModule(source: string, options: CompileOptions): CompileResult {
  try {
    return { ok: true, ...compile(source, options) }
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problem: error.problem }
    // Both parsers recurse, so a stack that runs out speaks of the source and not of us.
    if (
      error instanceof RangeError ||
      error instanceof NestingError ||
      error instanceof TooManyStepsError ||
      isOutOfStack(error)
    ) {
      return { ok: false, problem: problemAt('too-deep', {}, null) }
    }
    throw new Error(`${options.fileName} could not be compiled`, { cause: error })
  }
}

function compile(typed: string, options: CompileOptions): { code: string; exports: string[] } {
  if (exceedsUtf8(typed, sourceLimitBytes)) {
    throw new Refusal('source-too-large', { limitBytes: sourceLimitBytes }, null)
  }
  // One kind of line end, so that every reader counts the same lines; a hashbang may only stand before a wrapper.
  const source = typed.replace(/\r\n?/g, '\n').replace(/^#!/, '//')
  const parsed = parseStripped(source)
  const names = scanNames(parsed.program)
  const { locate } = parsed
  refuseLoading(parsed.program, locate)
  if (names.topLevelAwait !== null) {
    throw new Refusal('unsupported', { what: 'topLevelAwait' }, locate({ start: names.topLevelAwait }))
  }
  refuseInvisibleNames(names, locate)
  refuseForeignImports(parsed.program, options, locate)
  refuseUnknownImportNames(parsed.program, { names, options, locate })
  refuseMissingNames(parsed.program, names, locate)
  refuseUndefinedNames(names, options, locate)
  return write(source, parsed, names)
}

/** Counts no further than the limit, so that a huge source is refused at once. */
function exceedsUtf8(text: string, limitBytes: number): boolean {
  if (text.length > limitBytes) return true
  if (text.length * 3 <= limitBytes) return false
  return new TextEncoder().encode(text).length > limitBytes
}

function refuseLoading(program: Program, locate: Locate): void {
  walkTree(program, (node) => {
    if (node.type === 'ImportExpression') throw new Refusal('dynamic-import', {}, locate(node))
    if (node.type === 'MetaProperty' && node.meta.name === 'import') {
      throw new Refusal('unsupported', { what: 'importMeta' }, locate(node))
    }
  })
}

/** A joiner may stand in a name of a script that needs it; in a plain name it is a slip that nobody sees. */
function refuseInvisibleNames(names: NameScan, locate: Locate): void {
  for (const [name, start] of names.declaredAnywhere) {
    const found = invisibleInName(name)
    if (found)
      throw new Refusal('invisible-character', { codePoint: found.codePoint }, locate({ start: start + found.at }))
  }
}

function write(source: string, parsed: ParsedText, names: NameScan): { code: string; exports: string[] } {
  const { program, comments } = parsed
  const text = blankComments(parsed.text, comments)
  const edits = new TextEdits()
  const hoisted: string[] = []
  const base = unusedName('strings$', text)
  rewriteTexts(text, program, edits, (made) => {
    const name = `${base}${hoisted.length}`
    hoisted.push(`const ${name} = ${made};`)
    return name
  })
  const { before, after, exports } = rewriteModule(text, program, { names, typeExports: typeExports(source), edits })
  // Line separators are left only between tokens, where spaces do; an editor does not count them as line ends.
  const body = edits.apply(text).replace(/[\u2028\u2029]/g, ' ')
  const code = `${hoisted.join(' ')}${before}${body}${after}`
  refuseTextThatSesRefuses(code, source)
  parseWrapped(code)
  return { code, exports }
}

/** Names that are exported as types: they are gone with the types, and whoever asks for a value is to be told so. */
function* typeExports(source: string): Generator<string> {
  if (!/\bexport\b[^;]*?\b(?:type|interface)\b/.test(source)) return
  const masked = maskText(source)
  for (const [, name] of masked.matchAll(/\bexport\s+(?:declare\s+)?(?:type|interface)\s+([\w$]+)/g))
    if (name) yield name
  for (const [, isType, list = ''] of masked.matchAll(/\bexport\s+(type\s*)?\{([^}]*)\}/g)) {
    for (const one of list.split(',')) {
      const [, type, exported] = /^\s*(type\s+)?(?:[\w$]+\s+as\s+)?([\w$]+)\s*$/.exec(one) ?? []
      if (exported && (isType || type)) yield exported
    }
  }
}

/** Proves that what is evaluated is one function's body: nothing in it closes the wrapper and goes on outside. */
function parseWrapped(code: string): void {
  const head = "(function (require, exports, module) { 'use strict'; "
  try {
    Parser.parse(`${head}${code}\n})`, { ecmaVersion: 'latest', sourceType: 'script' })
  } catch (error) {
    if (!isParserError(error)) throw error
    const { line } = lineAndColumn(code, Math.max(0, error.pos - head.length))
    throw syntaxRefusal(error.message, { line, column: null })
  }
}

function refuseTextThatSesRefuses(code: string, source: string): void {
  for (const { code: problemCode, pattern } of refusedTexts) {
    const match = pattern.exec(code)
    if (!match) continue
    // The patterns begin with the character before the word, which may be the end of the line before.
    const { line } = lineAndColumn(code, match.index + match[0].search(/[<\-\w]/))
    const column = (source.split('\n')[line - 1] ?? '').search(/<!--|-->|\bimport\b|\beval\b/)
    throw new Refusal(problemCode, {}, { line, column: column < 0 ? null : column + 1 })
  }
}
