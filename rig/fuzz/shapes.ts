/** Texts that grow: drawn from a grammar, each of them the same shape at any size. */

export type Piece =
  /** Stands once. */
  | { once: string }
  /** As often as there is room for; # is the number of the time. */
  | { many: string }
  /** Around all that follows: so deep as there is room for, at most `depth`. */
  | { open: string; close: string; depth: number }

export type Shape = readonly Piece[]

export const subjects = ['compile', 'tokens', 'prose', 'declarations'] as const
export type Subject = (typeof subjects)[number]

/** @param size in characters, which the text comes close to */
export function writeShape(shape: Shape, size: number): string {
  const fixed = shape.reduce((sum, piece) => sum + ('once' in piece ? piece.once.length : 0), 0)
  const growing = shape.filter((piece) => !('once' in piece)).length
  const share = Math.max(0, size - fixed) / Math.max(1, growing)
  return writeFrom(shape, share)
}

function writeFrom([piece, ...rest]: Shape, share: number): string {
  if (piece === undefined) return ''
  const after = writeFrom(rest, share)
  if ('once' in piece) return piece.once + after
  if ('many' in piece) return repeat(piece.many, share) + after
  const depth = Math.min(piece.depth, Math.floor(share / (piece.open.length + piece.close.length)))
  return numbered(piece.open, depth) + after + piece.close.repeat(depth)
}

function repeat(text: string, room: number): string {
  return numbered(text, Math.floor(room / (text.length + (text.match(/#/g) ?? []).length * 2)))
}

function numbered(text: string, times: number): string {
  return Array.from({ length: times }, (_, index) => text.replaceAll('#', index.toString(36))).join('')
}

const code = {
  once: [
    "import * as tf from '@tensorflow/tfjs'\n",
    "import { abs, add } from '@tensorflow/tfjs'\n",
    'export const f = (x) => x\n',
    'const = 1\n',
    'x',
    'tf.abs(y)',
    'const r = /',
    '/\n',
    '/u;',
    '`',
    '/*',
    '*/',
    "'",
    '(',
    ')',
    '{',
    '}',
    '\n',
    ';',
    'async ',
    'function g(',
    'class C {',
    'enum E {',
    'type T = ',
    'export {',
    'let [',
    '] = x',
    '=> 1',
    '</',
    'def ',
    ' else ',
  ],
  many: [
    'var v#;',
    'let v#;',
    'const v#=1;',
    'v#;',
    'v# = v0;',
    'var a;',
    'function v#(){}',
    'function a(){}',
    'class V#{}',
    '#v#;',
    'v#,',
    'a,',
    'v#:',
    'import { v# } from "kit";',
    'export { v# };',
    'export const v# = 1;',
    '{let tf;}',
    '(tf)=>tf;',
    'tf.abs(v#);',
    '(?<a>)|',
    '(?<v#>)',
    '\\k<a>',
    '[a-z]',
    '[a&&',
    'a|',
    '\\u{61}',
    'aaaa',
    '    ',
    '\n',
    '/**/',
    '// a\n',
    '/*',
    '`${1}`',
    "'a'",
    '1+',
    'a?b:',
    'a.b',
    'a?.',
    '!',
    'a=>',
    '(a)=>',
    'async ',
    'a<b>',
    'a<',
    '<T>',
    'as T ',
    'a!',
    '@a ',
    'case 1:',
    'if(a)',
    'else ',
    'for(;;)',
    'try{}catch{}',
    'get a(){},',
    'declare ',
    'module a ',
    'namespace a{}',
    'interface I#{}',
    'a: v#;',
    '|T',
    '&T',
    '...a,',
    'yield ',
    'await ',
    'new ',
    'label#: ',
    'import(',
    'eval ',
    '--',
    '<!-',
    '</a',
    '<a b=c ',
    'export ',
    'lambda ',
    'a if b ',
    'a and ',
    'a // ',
    'except ',
  ],
  around: [
    ['{', '}'],
    ['{let v#;', '}'],
    ['{var v#;', '}'],
    ['{let tf;', '}'],
    ['(', ')'],
    ['[', ']'],
    ['({a:', '})'],
    ['`${', '}`'],
    ['(a=>', ')'],
    ['(a=>{', '})'],
    ['function v#(){', '}'],
    ['(function(tf){', '})'],
    ['class V#{m(){', '}}'],
    ['class{static{', '}}'],
    ['if(a){', '}'],
    ['for(let v# of a){', '}'],
    ['switch(a){default:', '}'],
    ['try{', '}catch(v#){}'],
    ['<T>(', ')'],
    ['a<', '>'],
    ['f(', ')'],
    ['(?:', ')'],
    ['(?<a>', '|)'],
    ['(?=', ')'],
    ['[[', ']]'],
    ['a?', ':b'],
    ['(A|', ')'],
    ['{a:', '}'],
  ],
} as const

const prose = {
  once: [
    '# Title\n',
    'Task.\n',
    '\n## Checks\n',
    '\n## Misconceptions\n',
    '\n### a\n',
    '1. Hint\n',
    '<',
    '>',
    '$',
    '`',
    '\n',
  ],
  many: [
    'word ',
    '\n',
    '### v#\n\nText.\n\n1. Hint\n\n',
    '1. Hint\n',
    '<a ',
    '<',
    '</a',
    '<!--',
    '<?',
    '>',
    '`',
    '``',
    '`a',
    '$',
    '$$',
    '$a',
    '{a',
    '{measured}',
    '```\n',
    '~~~\n',
    '$$\n',
    '## ',
    '# ',
    '    ',
    ' \n',
    '1. ',
    'a\n\n',
  ],
  around: [
    ['`', '`'],
    ['$', '$'],
    ['<a ', '>'],
    ['{', '}'],
  ],
} as const

const depths = [10, 100, 400, 1000, 5000]

/** @param random uniform in [0, 1) */
export function drawShape(subject: Subject, random: () => number): Shape {
  const vocabulary = subject === 'prose' ? prose : code
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  return Array.from({ length: 1 + Math.floor(random() * 5) }, (): Piece => {
    const kind = random()
    if (kind < 0.3) return { once: pick(vocabulary.once) ?? '' }
    // Two fragments beside each other mean what neither means alone.
    if (kind < 0.75)
      return { many: (pick(vocabulary.many) ?? '') + (random() < 0.4 ? (pick(vocabulary.many) ?? '') : '') }
    const [open, close] = pick<readonly [string, string]>(vocabulary.around) ?? ['', '']
    return { open, close, depth: pick(depths) ?? 1 }
  })
}
