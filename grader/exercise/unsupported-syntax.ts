/** TypeScript that is more than types and JavaScript, which the stripper would leave out or turn into something else. */
import type { TypedToken } from 'sucrase/dist/parser/index.js'
import { Refusal, lineAndColumn } from './refusal.ts'

/** @throws Refusal with the name of the syntax, at its place */
export function refuseUnsupported(source: string, tokens: readonly TypedToken[]): void {
  const text = (i: number): string => {
    const token = tokens[i]
    return token === undefined ? '' : source.slice(token.start, token.end)
  }
  for (const [i, { start, isType }] of tokens.entries()) {
    const what = isType ? valueNamespace(i, tokens, text) : assignedModule(i, text)
    if (what !== undefined) throw new Refusal('unsupported', { what }, lineAndColumn(source, start))
  }
}

/** `export =`, `import a = require('b')`, `export import a = b.c` */
function assignedModule(i: number, text: (i: number) => string): string | undefined {
  if (text(i) === 'export' && text(i + 1) === '=') return 'exportEquals'
  if (text(i) === 'export' && text(i + 1) === 'import') return 'importEquals'
  return text(i) === 'import' && text(i + 2) === '=' ? 'importEquals' : undefined
}

const valueWords = new Set(['const', 'let', 'var', 'function', 'class', 'enum'])
/** After these a word of the list belongs to a type, or to a declaration without a value. */
const typeContexts = new Set(['declare', '<', ',', 'as', '.'])

/** A namespace that holds types alone is erased; one with values would be gone with them. */
function valueNamespace(
  i: number,
  tokens: readonly TypedToken[],
  text: (i: number) => string,
): 'namespace' | undefined {
  const isNamespace = (text(i) === 'namespace' || text(i) === 'module') && text(i - 1) !== 'declare'
  if (!isNamespace || !/^[\w$]+$/.test(text(i + 1)) || !/^[{.]$/.test(text(i + 2))) return undefined
  let depth = 0
  for (let at = i + 2; at < tokens.length && tokens[at]?.isType === true; at++) {
    if (text(at) === '{') depth += 1
    else if (text(at) === '}') depth -= 1
    if (depth === 0 && text(at) === '}') return undefined
    if (valueWords.has(text(at)) && !typeContexts.has(text(at - 1)) && /^[\w$[{]/.test(text(at + 1))) return 'namespace'
  }
  return undefined
}
