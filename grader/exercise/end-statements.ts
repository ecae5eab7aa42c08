/**
 * What a type keeps apart stays apart without it. `const a = b as T`, a line end and `(c)` are two statements; without the
 * type they would be the call `b(c)`. The same holds where a whole declaration, an overload or a modifier stood.
 *
 * A semicolon is written at the end of such a line, in the source itself: lines stay, and so do the columns of all code.
 */
import type { TypedToken } from 'sucrase/dist/parser/index.js'

/** @returns the source with its semicolons, which means the same in TypeScript */
export function endStatements(source: string, tokens: readonly TypedToken[]): string {
  const ends: number[] = []
  let run: TypedToken | undefined
  let beforeRun = ''
  for (const [i, token] of tokens.entries()) {
    const last = tokens[i - 1]
    const text = source.slice(token.start, token.end)
    if (last !== undefined && startsLine(source, last, token)) {
      const before = source.slice(last.end - Math.min(longestWord, last.end - last.start), last.end)
      const isNew = token.isType && !last.isType ? !continuations.has(text) : beginners.has(text)
      if (isNew && (endsExpression(before) || (last.isType && before === '>'))) ends.push(last.end)
      if (last.isType && run !== undefined && !token.isType) {
        const first = source.slice(run.start, run.end)
        const isOpened = openers.has(text) && first !== '<'
        if (isOpened || (first === ':' && prefixes.has(beforeRun))) ends.push(last.end)
      }
    }
    if (!token.isType) run = undefined
    else if (run === undefined) {
      run = token
      beforeRun = last === undefined ? '' : source.slice(last.start, last.end)
    }
  }
  const places = [0, ...new Set(ends), source.length]
  return places
    .slice(1)
    .map((end, i) => source.slice(places[i], end))
    .join(';')
}

const startsLine = (source: string, last: TypedToken, token: TypedToken): boolean =>
  /[\n\u2028\u2029]/.test(source.slice(last.end, token.start))

/** What begins a line and still belongs to the one before, of all that goes with the types. */
const continuations = new Set(['as', 'satisfies', ':', '<', '?', '!', 'implements', 'extends'])

/** Words that begin a statement or a member, of which the types take a part away or the whole. */
const beginners = new Set(
  'import export abstract declare public private protected readonly override type interface namespace module'.split(
    ' ',
  ),
)

/** They go on with any expression, but never with a type. */
const openers = new Set(['(', '[', '`'])

/** A field of this name, without its type, would be the beginning of the next member. */
const prefixes = new Set(['get', 'set', 'static', 'async', 'accessor'])

const neverLast = new Set(
  `return export default else do case in typeof new import throw extends const let var function class instanceof void
  delete await yield of get set static async`.split(/\s+/),
)
const longestWord = 12

/** What may stand at the end of an expression, a non-null assertion too, of a name without a value, or of a block. */
function endsExpression(text: string): boolean {
  if (neverLast.has(text) || beginners.has(text)) return false
  return text === '++' || text === '--' || text === '!' || /[\w$)\]}`'"\u0080-\uffff]$|^\/.+\/$/.test(text)
}
