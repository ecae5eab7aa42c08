/**
 * What to say of a source that does not parse, instead of the token at which the parser gave up: a character that cannot be
 * seen, a text that was pasted with what stood around it, or the syntax of another language.
 */
import { maskText } from './mask-text.ts'
import { explainCharacters } from './odd-characters.ts'
import { Refusal, lineAndColumn, syntaxRefusal } from './refusal.ts'
import type { Position } from './refusal.ts'

export function explainSyntax(source: string, message: string, at: Position): Refusal {
  const masked = maskText(source)
  return (
    explainCharacters(masked, (offset) => lineAndColumn(source, offset)) ??
    explainPasted(source) ??
    explainForeign(source, masked, at) ??
    explainUnclosed(source, masked, at) ??
    syntaxRefusal(message, at)
  )
}

/** What a page, a chat or a version control put around the code. */
function explainPasted(source: string): Refusal | undefined {
  for (const [what, pattern] of pasted) {
    const offset = source.search(pattern)
    if (offset >= 0) return new Refusal('unsupported', { what }, lineAndColumn(source, offset))
  }
  return undefined
}

const pasted: ReadonlyArray<[string, RegExp]> = [
  ['fence', /^[ \t]*(?:```|~~~)/m],
  ['mergeMarkers', /^(?:<{7}|={7}|>{7})(?: |$)/m],
  ['diff', /^(?:[+-](?=[ \t]*(?:export|import|const|let|function|return|class|type|if|for|\}))|@@ -\d)/m],
  ['prompt', /^(?:>>>|\.\.\.|In \[\d*\]:|\$) /m],
]

/** Syntax that is known elsewhere: what nobody writes by chance on any line, the rest near the error alone. */
function explainForeign(source: string, masked: string, at: Position): Refusal | undefined {
  const typed = source.split('\n')
  const lines = masked.split('\n')
  const find = (line: number, patterns: Foreign): Refusal | undefined => {
    for (const [what, pattern, where] of patterns) {
      // Texts are hidden, but for what stands right beside them.
      const text = where === 'typed' ? typed[line] : lines[line]
      const column = text?.search(pattern) ?? -1
      // A comment may well begin so; the rest of a division leaves a bracket open.
      if (what === 'pythonDivision' && !hasOpenBracket(lines[line] ?? '')) continue
      if (column >= 0) return new Refusal('unsupported', { what }, { line: line + 1, column: column + 1 })
    }
    return undefined
  }
  for (const line of [at.line - 1, at.line - 2]) {
    const found = find(line, [...unmistakable, ...likely])
    if (found) return found
  }
  for (const line of lines.keys()) {
    const found = find(line, unmistakable)
    if (found) return found
  }
  return undefined
}

const hasOpenBracket = (code: string): boolean => code.split(/[([]/).length > code.split(/[)\]]/).length

type Foreign = ReadonlyArray<[what: string, pattern: RegExp, where: 'code' | 'typed']>

/** Read on every line of a text that may be one line of 64 kB: nothing here looks further than a tag or 200 letters from where it began. */
const unmistakable: Foreign = [
  ['pythonDef', /^\s*(?:async\s+)?def\s+\w+/, 'code'],
  ['pythonImport', /^\s*(?:from\s+[\w.]+\s+import\b|import\s+[\w.]+(?:\s+as\s+\w+)?\s*$)/, 'code'],
  ['pythonBlock', /^\s*(?:elif\b|else\s*:|except\b[^({]*:)/, 'code'],
  ['pythonMatMul', /[\w)\]]\s+@\s+[\w(]/, 'code'],
  ['decorator', /@[\w$(]/, 'code'],
  ['jsx', /<\/[\w.]*>|<[A-Za-z][\w.]*(?:\s+[\w-]+(?:=[^\s<>]*)?)*\s*\/>/, 'code'],
]

const likely: Foreign = [
  [
    'pythonBlock',
    /^\s*(?:try\s*:|finally\s*:|pass\s*$|(?:if|while|for|with|class)\b[^{]*:\s*$|for\s+\w+(?:\s*,\s*\w+)*\s+in\b)/,
    'code',
  ],
  ['pythonLambda', /\blambda\b[^:=]{0,200}:/, 'code'],
  ['pythonComment', /^\s*#\s|\s#\s/, 'code'],
  ['pythonText', /\b[fr](?:"|')/, 'typed'],
  ['pythonLogic', /(?:[\w)\]]\s+)(?:and|or)\s+[\w(]|\bnot\s+[\w(]/, 'code'],
  ['pythonConditional', /[\w)\]](?<!\belse)\s+if\s+[^({\s].{0,200}\s+else\s+/, 'code'],
  ['pythonDivision', /[\w)\]]\s*\/\/\s*[\w.]+\s*[)\]]/, 'typed'],
]

/** A bracket that is still open where the text ends, when that is where the parser gave up. */
function explainUnclosed(source: string, masked: string, at: Position): Refusal | undefined {
  const end = lineAndColumn(source, source.trimEnd().length)
  if (at.line < end.line) return undefined
  const open: number[] = []
  for (const { 0: bracket, index } of masked.matchAll(/[()[\]{}]/g)) {
    if ('([{'.includes(bracket)) open.push(index)
    else open.pop()
  }
  const last = open.at(-1)
  if (last === undefined) return undefined
  return new Refusal('unclosed', { bracket: masked[last] ?? '' }, lineAndColumn(source, last))
}
