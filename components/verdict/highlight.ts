/** Light colouring for code that is only read: a page that shows a submission does not load an editor for it. */

export type TokenKind = 'plain' | 'comment' | 'string' | 'number' | 'keyword'
export interface Token {
  kind: TokenKind
  text: string
}

export const tokenClass: Record<TokenKind, string | undefined> = {
  plain: undefined,
  comment: 'text-soft',
  string: 'text-good',
  number: 'text-mine',
  keyword: 'text-accent',
}

const keywords =
  'as async await break case catch class const continue default delete do else export extends finally for from function if import in instanceof interface let new null of return satisfies static super switch this throw true false try type typeof undefined var void while yield'
const pattern = new RegExp(
  [
    String.raw`(?<comment>\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))`,
    String.raw`(?<string>'(?:\\.|[^'\\\n])*'?|"(?:\\.|[^"\\\n])*"?|\x60(?:\\[\s\S]|[^\x60\\])*\x60?)`,
    String.raw`(?<number>\b(?:0[xX][\da-fA-F_]+|\d[\d_]*(?:\.\d*)?(?:[eE][+-]?\d+)?)\b)`,
    String.raw`(?<keyword>\b(?:${keywords.split(' ').join('|')})\b)`,
  ].join('|'),
  'g',
)

/** @returns tokens by line, without line ends; joined they are the source again */
export function highlight(source: string): Token[][] {
  const lines: Token[][] = [[]]
  let end = 0
  const push = (kind: TokenKind, text: string) => {
    text.split('\n').forEach((part, index) => {
      if (index > 0) lines.push([])
      if (part !== '') lines.at(-1)?.push({ kind, text: part })
    })
  }
  for (const match of source.matchAll(pattern)) {
    push('plain', source.slice(end, match.index))
    push(kindOf(match.groups ?? {}), match[0])
    end = match.index + match[0].length
  }
  push('plain', source.slice(end))
  return lines
}

function kindOf(groups: Record<string, string | undefined>): TokenKind {
  const kinds = ['comment', 'string', 'number', 'keyword'] as const
  return kinds.find((kind) => groups[kind] !== undefined) ?? 'plain'
}
