/**
 * SES refuses some texts wherever they stand: `eval(`, `import(`, `<!--` and `-->`. What is only text (comments, strings,
 * templates, regular expressions, names of properties) is written here in another way that means the same.
 *
 * Invariant: no token changes its value, no line its number. Code that really evaluates or imports is refused
 * before, by the syntax tree; the patterns are held against the result once more, so a gap here costs a refusal and
 * never lets a text through that SES would have stopped.
 */
import type { AnyNode, Comment, Program, TaggedTemplateExpression, TemplateElement } from 'acorn'
import { walkTree } from './syntax-tree.ts'
import { blank } from './text-edits.ts'
import type { TextEdits } from './text-edits.ts'

/** The patterns of ses/src/transforms.js. */
export const refusedTexts: ReadonlyArray<{ code: string; pattern: RegExp }> = [
  { code: 'html-comment', pattern: /<!--|-->/ },
  { code: 'dynamic-import', pattern: /(?:^|[^.]|\.\.\.)\bimport(?:\s*(?:\(|\/[/*]))/ },
  { code: 'direct-eval', pattern: /(?:^|[^.])\beval(?:\s*\()/ },
]

/** Comments as spaces, so that every token keeps its offset. */
export function blankComments(text: string, comments: readonly Comment[]): string {
  let result = ''
  let at = 0
  for (const { start, end } of comments) {
    result += text.slice(at, start) + blank(text.slice(start, end))
    at = end
  }
  return result + text.slice(at)
}

/**
 * @param text without comments
 * @param hoist takes an expression that must be evaluated once, before the module, and gives a name for it
 */
export function rewriteTexts(text: string, program: Program, edits: TextEdits, hoist: (made: string) => string): void {
  const literals: Array<{ start: number; end: number }> = []
  const tagged = new Set<AnyNode>()
  walkTree(program, (node, parent) => {
    if (node.type === 'Literal') {
      if (typeof node.value === 'string') rewriteLiteral(node, inText)
      else if ('regex' in node && node.regex) rewriteLiteral(node, inRegExp)
    } else if (node.type === 'TemplateElement') {
      if (parent !== null && tagged.has(parent)) literals.push(node)
      else rewriteLiteral(node, inText)
    } else if (node.type === 'TaggedTemplateExpression') {
      tagged.add(node.quasi)
      if (node.quasi.quasis.some(isRefused)) callTag(text, node, edits, hoist)
    } else if (node.type === 'Identifier' || node.type === 'PrivateIdentifier') {
      if (isPropertyName(node, parent)) rewritePropertyName(node)
    }
  })
  separateTokens(text, literals, edits)

  function rewriteLiteral(node: AnyNode, how: (raw: string) => string): void {
    literals.push(node)
    const raw = text.slice(node.start, node.end)
    const written = how(raw)
    if (written !== raw) edits.rewrite(node, written)
  }

  function rewritePropertyName(node: { name: string; start: number; end: number }): void {
    const written = node.name === 'eval' ? 'ev\\u0061l' : node.name === 'import' ? 'imp\\u006frt' : null
    // A name written with escapes of its own says no such text.
    if (written !== null && text.slice(node.start, node.end).endsWith(node.name)) {
      edits.rewrite({ start: node.end - node.name.length, end: node.end }, written)
    }
  }
}

/** Escapes mean the same character in strings and templates. Line separators are escaped so that lines are counted alike. */
function inText(raw: string): string {
  return raw
    .replaceAll('-->', '--\\x3e')
    .replaceAll('<!--', '<\\x21--')
    .replace(/import(?=\s*(?:\(|\/[/*]))/g, 'imp\\x6frt')
    .replace(/eval(?=\s*\()/g, 'ev\\x61l')
    .replaceAll('\u2028', '\\u2028')
    .replaceAll('\u2029', '\\u2029')
}

/** In a pattern, `-` and `!` may be syntax; the character after them never is. */
function inRegExp(raw: string): string {
  return raw
    .replaceAll('-->', '--\\u003e')
    .replaceAll('<!--', '<!-\\u002d')
    .replace(/import(?=\s*(?:\(|\/))/g, 'imp\\u006frt')
    .replace(/eval(?=\s*\()/g, 'ev\\u0061l')
}

const isRefused = ({ value: { raw } }: TemplateElement): boolean => inText(raw) !== raw

/**
 * A tag reads the raw text, which an escape would change: it is called as what it is, with its strings made beforehand.
 */
function callTag(
  text: string,
  node: TaggedTemplateExpression,
  edits: TextEdits,
  hoist: (made: string) => string,
): void {
  const { quasis } = node.quasi
  const cooked = quasis.map(({ value }) => (typeof value.cooked === 'string' ? stringLiteral(value.cooked) : 'void 0'))
  const raw = quasis.map(({ value }) => stringLiteral(value.raw))
  const strings = hoist(
    `Object.freeze(Object.defineProperty([${cooked.join(', ')}], "raw", { value: Object.freeze([${raw.join(', ')}]) }))`,
  )
  edits.insert(node.start, '(')
  for (const [i, { start, end }] of quasis.entries()) {
    const isFirst = i === 0
    const isLast = i === quasis.length - 1
    const opened = isFirst ? `(${strings}` : ')'
    const closed = isLast ? '))' : ', ('
    edits.replace(text, { start: start - 1, end: isLast ? end + 1 : end + 2 }, opened + closed)
  }
}

/** A string literal that holds none of the refused texts. */
export const stringLiteral = (value: string): string => inText(JSON.stringify(value))

function isPropertyName(node: AnyNode, parent: AnyNode | null): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.property === node && !parent.computed
    case 'Property':
      return parent.key === node && !parent.computed && !parent.shorthand
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.key === node && !parent.computed
    default:
      return node.type === 'PrivateIdentifier'
  }
}

/** `n --> 0` is `n-- > 0` in a module, and `a <!--b` is `a < !--b`: a space says so. */
function separateTokens(text: string, literals: Array<{ start: number; end: number }>, edits: TextEdits): void {
  literals.sort((a, b) => a.start - b.start)
  let literal = 0
  for (const { 0: found, index } of text.matchAll(/<!--|-->/g)) {
    while ((literals[literal]?.end ?? Infinity) <= index) literal += 1
    if ((literals[literal]?.start ?? Infinity) <= index) continue
    edits.insert(index + (found === '-->' ? 2 : 1), ' ')
  }
}
