/** A program as the tokens that stay when somebody renames, reformats and comments it anew, beside the words that they chose themselves. */
import { tokenizer } from 'acorn'
import { stripTypes } from './strip-types.ts'

export interface CodeToken {
  /** A keyword, a sign, the member that is asked for (`.mul`), or the kind of what is free to choose: `name`, `num`, `string`. */
  kind: string
  /** 1-based, in the learner's text. */
  line: number
}

export interface CodeWords {
  /** Identifiers, members left out: those are the library's. */
  names: string[]
  /** Comments of at least three words, without layout. */
  comments: string[]
}

export interface ReadCode extends CodeWords {
  tokens: CodeToken[]
  /** The same for texts that differ in nothing but layout, comments and types. */
  canonical: string
}

/** More is read of no text: comparing takes the square of it. Ten times what an exercise asks for. */
const tokensAtMost = 3000
/** Of a comment: enough to tell whose it is. */
const wordsAtMost = 40
/** Names that have their own place in the grammar wherever they stand. */
const grammatical = new Set(['let', 'of', 'async', 'await', 'static', 'get', 'set', 'from', 'as'])

/** @returns undefined for a text that is no program */
export function readCode(source: string): ReadCode | undefined {
  try {
    return readTokens(stripTypes(source))
  } catch {
    // Whatever is wrong with it, its author was told when it was submitted.
    return undefined
  }
}

function readTokens(code: string): ReadCode {
  const tokens: CodeToken[] = []
  const canonical: string[] = []
  const names = new Set<string>()
  const comments = new Set<string>()
  const reader = tokenizer(code, {
    ecmaVersion: 'latest',
    sourceType: 'module',
    locations: true,
    onComment: (_block, text) => {
      // The stars of a block comment are layout.
      const words = text.split(/[\s*]+/).filter((word) => word !== '')
      if (words.length >= 3) comments.add(words.slice(0, wordsAtMost).join(' '))
    },
  })
  let isMember = false
  for (const { type, start, end, loc } of reader) {
    if (tokens.length === tokensAtMost) break
    const text = code.slice(start, end)
    const isName = type.label === 'name'
    const isFree = isName ? !grammatical.has(text) : ['num', 'string', 'template', 'regexp'].includes(type.label)
    tokens.push({
      kind: isName && isMember ? `.${text}` : isFree ? type.label : text,
      line: loc?.start.line ?? 1,
    })
    canonical.push(text)
    if (isName && isFree && !isMember) names.add(text)
    isMember = type.label === '.' || type.label === '?.'
  }
  return { tokens, canonical: canonical.join(' '), names: [...names], comments: [...comments] }
}
