/** Texts that cost a parser more than linear time or memory when nothing bounds it, each as large as a submission may be. */
import { sourceLimitBytes } from '../grader/exercise/compile.ts'

const head = 'export const f = () => 1;\n'
const letters = (index: number): string => `z${index.toString(36)}`

/** Numbered parts, as many as a submission takes beside the rest. */
function fill(part: (index: number) => string, around = { before: '', after: '' }): string {
  const parts: string[] = []
  const { before, after } = around
  let length = head.length + before.length + after.length
  for (let index = 0; ; index += 1) {
    const next = part(index)
    length += next.length
    if (length > sourceLimitBytes) return head + before + parts.join('') + after
    parts.push(next)
  }
}

/** Opened and closed alike, as deep as a submission takes. */
function nest(open: string, close: string, inside = ''): string {
  const depth = Math.floor((sourceLimitBytes - head.length - inside.length) / (open.length + close.length))
  return head + open.repeat(depth) + inside + close.repeat(depth)
}

const around = (depth: number, open: string, close: string, tail = '', lead = '') => ({
  before: lead + open.repeat(depth),
  after: close.repeat(depth) + tail,
})

/** Each name of one branch is compared with each of the other, through all the groups that hold them: a quarter of an hour. */
function twinGroups(): string {
  const depth = 700
  const names = Math.floor((sourceLimitBytes - head.length - 40) / 14) - Math.ceil((2 * depth) / 7)
  const branch = `${'('.repeat(depth)}${'(?<a>)|'.repeat(names)}(?<a>)${')'.repeat(depth)}`
  return `${head}const r = /${branch}|${branch}/`
}

const imported = "import * as tf from '@tensorflow/tfjs';"

export const heavyTexts: Record<string, string> = {
  'groups of one name in two branches': twinGroups(),
  'groups of one name in the branches of groups': fill(() => '(?<a>)|', around(700, '(', ')', '/', 'const r = /')),
  'a long word before an error': fill(() => 'a', { before: 'const ', after: ' = 1\nconst g = (x) => { let = }\n' }),
  'many words before an error': fill((index) => `${letters(index)} ;`, { before: '', after: '\nconst g = { let = }' }),
  'an import that scopes beside each other shadow': fill(() => '{let tf;}', { before: imported, after: '' }),
  'an import that scopes within scopes shadow': fill(() => '{let tf;}', around(1000, '{let tf;', '}', '', imported)),
  'imports that one scope within many shadows': fill((index) => `${letters(index)};`, {
    before: `import { ${Array.from({ length: 2000 }, (_, index) => `abs as ${letters(index)}`).join()} } from 'kit';{`,
    after: '}',
  }),
  'many imports and one scope that shadows all of them': fill((index) => `a${letters(index)},`, {
    before: "import { abs } from '@tensorflow/tfjs'; function g(",
    after: 'abs) { return abs }',
  }),
  'variables in blocks within blocks': fill((index) => `var ${letters(index)};`, around(1000, '{', '}')),
  'constants and variables of one block': fill((index) => `let ${letters(index)};`, around(1, '{', '}')),
  'functions in blocks within blocks': fill((index) => `function ${letters(index)}(){}`, around(500, '{', '}')),
  'uses of a name far from its declaration': fill((index) => `${letters(index)};`, around(700, '{let x;', '}')),
  'parameters of one function': fill((index) => `${letters(index)},`, { before: 'function g(', after: ') {}' }),
  'labels within labels': fill((index) => `${letters(index)}:`, { before: '', after: '1' }),
  'private names of one class': fill((index) => `#${letters(index)};`, { before: 'class C {', after: '}' }),
  'arrows within arrows': nest('(a=>', ')', '1'),
  'arrows with types within arrows': nest('(a:A=(', '))=>1'),
  'assertions within assertions': nest('<A>(', ')', '1'),
  'assertions within assertions that end in no type': fill((index) => `${letters(index)},|T`, around(100, '<T>(', ')')),
  'generics within generics': nest('a<', '>', 'b'),
  'templates within templates': nest('`${', '}`', '1'),
  brackets: nest('[', ']'),
  parentheses: nest('(', ')', '1'),
  braces: nest('{', '}'),
  'objects that may be patterns': nest('({a:', '})', '1'),
  'types within types': nest('(A|', ')', 'B').replace('\n', '\ntype T = ').slice(0, sourceLimitBytes),
  'conditions within conditions': nest('a?(', '):1', '1'),
  'opened and never closed': fill(() => '(a,b=['),
  'a long line of comment': fill(() => '/**/'),
  'comments that are never closed': fill(() => '/*'),
  'stars of a comment': fill(() => ' * ', { before: '/*', after: '*/' }),
  'blank lines before an error': fill(() => ' \n', { before: '', after: 'let = 1' }),
  'spaces after a word': fill(() => 'import    ', { before: '/*', after: '*/' }),
  'words that may begin a namespace': fill(() => 'module ', { before: '/*', after: '*/ nothing' }),
  'escapes in a string': fill(() => '\\u0061', { before: "'", after: "'" }),
  'classes of a regular expression': fill(() => '[a-z]', { before: 'const r = /', after: '/v' }),
  'classes within classes of a regular expression': fill(() => '[', { before: 'const r = /', after: '/v' }),
  'references to groups': fill((index) => `\\k<${letters(index)}>`, { before: 'const r = /(?<a>)', after: '/' }),
  'groups of many names': fill((index) => `(?<a${letters(index)}>)`, { before: 'const r = /', after: '/' }),
  'exports of many names': fill((index) => `export const ${letters(index)}=1;`),
  'exports of one list': fill(() => 'f,', { before: 'export {', after: '}' }),
  'declarations with the same name': fill(() => 'var a;'),
  enums: fill((index) => `${letters(index)},`, { before: 'enum E {', after: '}' }),
  'less-than signs': fill(() => 'a<'),
  'less-than signs before declarations': fill((index) => `a<const ${letters(index)}=1;`),
  'tags that never end': fill(() => '<a b=c '),
  'a closing tag that never ends': fill(() => 'a', { before: 'a</', after: '' }),
  'closing tags that never end': fill(() => '</a'),
  'conditionals of Python without an end': fill(() => 'a if b ', { before: 'const ', after: '' }),
  'lambdas of Python without an end': fill(() => 'lambda ', { before: 'const ', after: '' }),
  'classes of patterns that never end': fill(() => '[a&&</a'),
  'patterns that never end, in classes': fill(() => '[/]', { before: 'const ', after: '' }),
  'a string of escaped quotes that never ends': fill(() => '\\"', { before: 'const "', after: '' }),
  'the word export in a comment': fill(() => 'export ', { before: '/*', after: '*/' }),
  decorators: fill(() => '@a '),
}
