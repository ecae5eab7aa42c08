/**
 * A source with all that is only text (comments, strings, templates, regular expressions) turned into spaces of the same
 * length. For looking at code that need not parse: to say what is wrong with it, and to find what no syntax tree holds.
 * It guesses where a slash begins a pattern, so no verdict may hang on it.
 */
export function maskText(source: string): string {
  return new Masker(source).run()
}

const name = /[\p{ID_Start}$_](?:\p{ID_Continue}|\$|\u200c|\u200d)*/uy
const beforePattern =
  /(?:^|[=(,[!&|?:;{}+\-*%<>~^]|\b(?:return|typeof|case|do|else|in|of|void|throw|new|delete|yield))$/
const pattern = /\/(?![*/])(?:[^\\/[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n])*\])+\/[a-z]*/y
const strings = new Map([
  ['"', /"(?:[^"\\\n]|\\[^])*/y],
  ["'", /'(?:[^'\\\n]|\\[^])*/y],
])
const plain = {
  line: /\/\/[^\n\u2028\u2029]*/y,
  block: /\/\*[^]*?(?:\*\/|$)/y,
}

class Masker {
  readonly #source: string
  #at = 0
  #masked = ''
  /** For every open `${`, how many braces are open inside it. */
  readonly #holes: number[] = []
  /** By what a text begins with: as far as its end was looked for in vain, so that it is not looked for again from each place before. */
  readonly #endless = new Map<string, number>()
  /** The last code that is no space, as far as deciding on a slash needs it. */
  #last = ''

  constructor(source: string) {
    this.#source = source
  }

  run(): string {
    while (this.#at < this.#source.length) this.#step()
    return this.#masked
  }

  #step(): void {
    if (this.#hide(plain.line) || this.#hide(plain.block)) return
    if (this.#string() || (this.#startsPattern() && this.#pattern())) return this.#remember(')')
    const character = this.#source[this.#at] ?? ''
    if (character === '`') return this.#template()
    if (character === '}' && this.#holes.at(-1) === 0) {
      this.#holes.pop()
      return this.#template()
    }
    name.lastIndex = this.#at
    const word = name.exec(this.#source)?.[0]
    if (word !== undefined) return this.#keep(word)
    const depth = this.#holes.length - 1
    if (depth >= 0)
      this.#holes[depth] = (this.#holes[depth] ?? 0) + (character === '{' ? 1 : character === '}' ? -1 : 0)
    this.#keep(character)
  }

  #startsPattern(): boolean {
    return this.#source[this.#at] === '/' && beforePattern.test(this.#last)
  }

  #string(): boolean {
    const quote = this.#source[this.#at] ?? ''
    const text = strings.get(quote)
    if (text === undefined || this.#isEndless(quote)) return false
    text.lastIndex = this.#at
    const found = text.exec(this.#source)?.[0] ?? ''
    const end = this.#at + found.length
    if (this.#source[end] === quote) this.#blank(found + quote)
    else this.#endless.set(quote, end)
    return this.#source[end] === quote
  }

  #pattern(): boolean {
    if (this.#isEndless('/')) return false
    if (this.#hide(pattern)) return true
    const end = this.#source.indexOf('\n', this.#at)
    this.#endless.set('/', end < 0 ? this.#source.length : end)
    return false
  }

  #isEndless(start: string): boolean {
    return this.#at < (this.#endless.get(start) ?? 0)
  }

  /** From a backquote, or the brace that closes a hole, to the next hole or the end. */
  #template(): void {
    const text = /[^](?:[^`\\$]|\\[^]|\$(?!\{))*(?:`|\$\{|$)/y
    text.lastIndex = this.#at
    const found = text.exec(this.#source)?.[0] ?? '`'
    this.#blank(found)
    if (found.endsWith('${')) {
      this.#holes.push(0)
      this.#last = '('
    } else this.#remember(')')
  }

  #hide(what: RegExp): boolean {
    what.lastIndex = this.#at
    const found = what.exec(this.#source)?.[0]
    if (found === undefined || found === '') return false
    this.#blank(found)
    return true
  }

  #blank(found: string): void {
    this.#masked += found.replace(/[^\n]/g, ' ')
    this.#at += found.length
  }

  #keep(code: string): void {
    this.#masked += code
    this.#at += code.length
    if (code.trim() !== '') this.#last = code
  }

  #remember(last: string): void {
    this.#last = last
  }
}
