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
import type { Problem } from '../judge/verdict.ts'
import { nearestName } from './edit-distance.ts'
import type { CompileResult } from './exercise.ts'
import { cageGlobals } from './known-globals.ts'
import { NestingError, declaredNames, scanNames } from './scan-names.ts'
import type { NameScan } from './scan-names.ts'
import { TooManyStepsError, UnreadableError, sourceColumn, stripToCommonJs, stripTypes } from './strip-types.ts'

/** In UTF-8 bytes. */
export const sourceLimitBytes = 64 * 1024

export interface CompileOptions {
  fileName: string
  /** Modules that may be imported, with the names that they export; null allows any name. */
  allowedImports: Readonly<Record<string, readonly string[] | null>>
  /** Names that exist without an import; the cage's own when left out. */
  knownGlobals?: readonly string[]
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
      return { ok: false, problem: problem('too-deep', {}, null) }
    }
    throw new Error(`${options.fileName} could not be compiled`, { cause: error })
  }
}

interface Position {
  /** 1-based. */
  line: number
  /** 1-based. */
  column: number | null
}

class Refusal extends Error {
  override name = 'Refusal'
  readonly problem: Problem
  constructor(code: string, params: Problem['params'], at: Position | null) {
    super(code)
    this.problem = problem(code, params, at)
  }
}

/** A name or a text of any length may stand in the source; the reason shows its beginning. */
const shownLimit = 300

function problem(code: string, params: Problem['params'], at: Position | null): Problem {
  const shown = Object.entries(params).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, shownLimit) : value,
  ])
  return { code, params: Object.fromEntries(shown), line: at?.line ?? null, column: at?.column ?? null }
}

function compile(typed: string, options: CompileOptions): { code: string; exports: string[] } {
  if (exceedsUtf8(typed, sourceLimitBytes)) {
    throw new Refusal('source-too-large', { limitBytes: sourceLimitBytes }, null)
  }
  // One kind of line end, so that every reader counts the same lines; a hashbang may only stand before a wrapper.
  const source = typed.replace(/\r\n?/g, '\n').replace(/^#!/, '//')

  const stripped = strip(source, stripTypes)
  const program = parseStripped(stripped, source)
  const locate: Locate = (node) => positionInSource(source, stripped, node.start)
  const names = scanNames(program)

  const code = strip(source, stripToCommonJs)
  refuseTextThatSesRefuses(code, source)
  if (names.topLevelAwait !== null) {
    throw syntaxRefusal('`await` only works inside an async function', locate({ start: names.topLevelAwait }))
  }
  refuseForeignImports(program, options, locate)
  refuseUnknownImportNames(program, { names, options, locate })
  refuseUndefinedNames(names, { options, source, locate })
  refuseWrapperNames(names, locate)
  parseWrapped(code)
  return { code, exports: listExports(program, names) }
}

/** Counts no further than the limit, so that a huge source is refused at once. */
function exceedsUtf8(text: string, limitBytes: number): boolean {
  if (text.length > limitBytes) return true
  if (text.length * 3 <= limitBytes) return false
  return new TextEncoder().encode(text).length > limitBytes
}

function strip(source: string, how: (source: string) => string): string {
  try {
    return how(source)
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error
    throw syntaxRefusal(error.message, lineAndColumn(source, error.offset))
  }
}

/** `export { T }` may name a type, which is only dropped by the CommonJS pass: acorn must not ask for its value. */
const ModuleParser = Parser.extend(
  (Base) =>
    class extends Base {
      checkLocalExport(): void {}
    },
)

function parseStripped(stripped: string, source: string): Program {
  try {
    return ModuleParser.parse(stripped, {
      ecmaVersion: 'latest',
      sourceType: 'module',
    })
  } catch (error) {
    if (!isParserError(error)) throw error
    throw syntaxRefusal(error.message, positionInSource(source, stripped, error.pos))
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

function syntaxRefusal(message: string, at: Position): Refusal {
  return new Refusal('syntax', { message: message.replace(/ \(\d+:\d+\)$/, '') }, at)
}

/** Acorn catches the RangeError of its own recursion and calls it an error of syntax. */
function isOutOfStack(error: unknown): boolean {
  return error instanceof SyntaxError && error.message.startsWith('Not enough stack space')
}

/** Acorn throws a SyntaxError with the offset of the token that they stumbled over. */
function isParserError(error: unknown): error is SyntaxError & { pos: number } {
  return !isOutOfStack(error) && error instanceof SyntaxError && 'pos' in error && typeof error.pos === 'number'
}

// The patterns of ses/src/transforms.js, which refuses them as text, even inside comments and strings.
const refusedTexts: ReadonlyArray<{ code: string; pattern: RegExp }> = [
  { code: 'html-comment', pattern: /<!--|-->/ },
  { code: 'dynamic-import', pattern: /(?:^|[^.]|\.\.\.)\bimport(?:\s*(?:\(|\/[/*]))/ },
  { code: 'direct-eval', pattern: /(?:^|[^.])\beval(?:\s*\()/ },
]

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

type Locate = (node: { start: number }) => Position

function refuseForeignImports(program: Program, options: CompileOptions, locate: Locate): void {
  for (const statement of program.body) {
    if (
      statement.type !== 'ImportDeclaration' &&
      statement.type !== 'ExportAllDeclaration' &&
      statement.type !== 'ExportNamedDeclaration'
    ) {
      continue
    }
    const name = statement.source?.value
    if (typeof name !== 'string' || Object.hasOwn(options.allowedImports, name)) continue
    throw new Refusal('foreign-import', { name }, locate(statement))
  }
}

function refuseUnknownImportNames(
  program: Program,
  { names, options, locate }: { names: NameScan; options: CompileOptions; locate: Locate },
): void {
  for (const statement of program.body) {
    if (statement.type !== 'ImportDeclaration' && statement.type !== 'ExportNamedDeclaration') continue
    const module = statement.source?.value
    if (typeof module !== 'string') continue
    const exported = options.allowedImports[module] ?? null
    if (exported === null) continue
    for (const specifier of statement.specifiers) {
      const wanted = importedName(specifier)
      // What is only used as a type is no value, and the CommonJS pass drops it.
      const isType = specifier.type !== 'ExportSpecifier' && !names.used.has(specifier.local.name)
      if (wanted === null || isType || exported.includes(wanted)) continue
      const suggestion = nearestName(wanted, exported) ?? ''
      throw new Refusal('unknown-import-name', { module, name: wanted, suggestion }, locate(specifier))
    }
  }
}

type Specifier = Extract<
  Program['body'][number],
  { type: 'ImportDeclaration' | 'ExportNamedDeclaration' }
>['specifiers'][number]

function importedName(specifier: Specifier): string | null {
  if (specifier.type === 'ImportNamespaceSpecifier') return null
  if (specifier.type === 'ImportDefaultSpecifier') return 'default'
  return moduleExportName(specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local)
}

function moduleExportName(node: { type: 'Identifier'; name: string } | { type: 'Literal'; value?: unknown }): string {
  return node.type === 'Identifier' ? node.name : String(node.value)
}

function refuseUndefinedNames(
  { free }: NameScan,
  { options, source, locate }: { options: CompileOptions; source: string; locate: Locate },
): void {
  const known = new Set(options.knownGlobals ?? cageGlobals)
  const missing = free.find(({ name }) => !known.has(name))
  if (!missing) return
  const { name } = missing
  if (name === 'eval') throw new Refusal('direct-eval', {}, locate(missing))
  // The name is compared, never made into a pattern: a name of 60 kB makes one that no engine compiles.
  const isNamespace = [...source.matchAll(/\b(?:namespace|module)\s+([^\s.{]+)/g)].some((found) => found[1] === name)
  if (isNamespace) {
    throw new Refusal('syntax', { message: `namespaces are not supported: \`${name}\`` }, locate(missing))
  }
  throw new Refusal('undefined-name', { name }, locate(missing))
}

/** The module's text becomes a function's body: its parameters cannot be declared again at the top. */
function refuseWrapperNames({ declared }: NameScan, locate: Locate): void {
  for (const name of ['require', 'exports', 'module']) {
    const start = declared.get(name)
    if (start === undefined) continue
    const message = `\`${name}\` cannot be declared at the top of a module here: choose another name`
    throw new Refusal('syntax', { message }, locate({ start }))
  }
}

function listExports(program: Program, { declared }: NameScan): string[] {
  const names = new Set<string>()
  for (const statement of program.body) {
    if (statement.type === 'ExportDefaultDeclaration') names.add('default')
    if (statement.type === 'ExportAllDeclaration' && statement.exported) names.add(moduleExportName(statement.exported))
    if (statement.type !== 'ExportNamedDeclaration') continue
    for (const { local, exported } of statement.specifiers) {
      const isValue = statement.source || local.type !== 'Identifier' || declared.has(local.name)
      if (isValue) names.add(moduleExportName(exported))
    }
    const declaration = statement.declaration
    if (declaration?.type === 'VariableDeclaration') {
      for (const { id } of declaration.declarations) for (const name of declaredNames(id).keys()) names.add(name)
    } else if (declaration) names.add(declaration.id.name)
  }
  return [...names]
}

function positionInSource(source: string, stripped: string, offset: number): Position {
  const at = lineAndColumn(stripped, offset)
  return { line: at.line, column: sourceColumn(source, { line: at.line, column: at.column - 1 }) + 1 }
}

/** Both 1-based. */
function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset)
  return { line: before.split('\n').length, column: offset - (before.lastIndexOf('\n') + 1) + 1 }
}
