import { Script } from 'node:vm'
import fc from 'fast-check'
import { tokenizer } from 'acorn'
import { expect, test } from 'vitest'
import { compileModule } from './compile.ts'
import { refusedTexts } from './harmless-text.ts'

const compile = (source: string) =>
  compileModule(source, { fileName: 'solution.ts', allowedImports: { kit: ['gauss'] } })

/** The exports of a module, evaluated as the cage does, or the code of its refusal. */
function load(source: string): Record<string, unknown> | string {
  const result = compile(source)
  if (!result.ok) return result.problem.code
  for (const { pattern } of refusedTexts) expect(result.code).not.toMatch(pattern)
  expect(result.code.split('\n')).toHaveLength(source.split(/\r\n?|\n/).length)
  const run: unknown = new Script(
    `(function (require, exports, module) { 'use strict'; ${result.code}\n})`,
  ).runInThisContext()
  if (typeof run !== 'function') throw new Error('the wrapper did not hold')
  const module = { exports: {} }
  run(() => ({ gauss: () => 1 }), module.exports, module)
  return module.exports
}

const harmless: Array<[string, unknown]> = [
  ['export const a = 1 // [n, d] --> [d], then eval (x) or import(y) <!-- z', 1],
  ['/* import(x)\n eval(y) --> <!-- */ export const a = 1', 1],
  ['export const a = "a --> b <!-- c eval(d) import (e) import /* f"', 'a --> b <!-- c eval(d) import (e) import /* f'],
  ["export const a = '\\\\-->\\-->\\u{2d}->'", '\\-->-->-->'],
  ['export const a = `a --> ${"<!--"} import(\n) eval(${1})`', 'a --> <!-- import(\n) eval(1)'],
  ['export const a = String.raw`\\n-->${1}\n<!--${2}`', '\\n-->1\n<!--2'],
  [
    'const tags = { f(s: readonly string[], ...x: unknown[]) { return [this === tags, s, x] } }\nexport const a = JSON.stringify(tags.f`-->${(1, 2)}`)',
    '[true,["-->",""],[2]]',
  ],
  ['const f = () => { const t = (s: unknown) => s; return t`-->` }\nexport const a = f() === f()', true],
  [
    'class T { x: string; constructor(s: readonly string[]) { this.x = String(s[0]) } }\nconst make = (s: unknown) => T\nexport const a = new make`-->`(["y"]).x',
    'y',
  ],
  ['export const a = /-->|<!--/.test("x-->") && /[+-->]/.test(">") && !/[+-->]/.test("/")', true],
  ['export const a = /[+-->]/.test("-")', true],
  ['export const a = /(?<!--)x/.test("-x") && !/(?<!--)x/.test("--x")', true],
  ['export const a = /[<!--x]/.test("#") && /[<!--x]/.test("<")', true],
  [
    'export const a = [/import/, /import(x)/, /eval(y)/u, /(?<eval>z)/].map((r) => r.test("import eval evaly z"))',
    [true, false, true, true],
  ],
  ['export const a = /import//2', NaN],
  [
    'class Net { eval(x: number) { return x } import(x: number) { return x } #eval(x: number) { return x } x(n: number) { return this.#eval(n) } }\nconst n = new Net()\nexport const a = n.eval(1) + n . eval (2) + n\n  .import(3) + n.x(4)',
    10,
  ],
  [
    'const o = { eval(x: number) { return x }, get import() { return 1 }, async *x() {} }\nexport const a = Object.keys(o).join()',
    'eval,import,x',
  ],
  ['export const { eval: a } = { eval: 3 }', 3],
  ['let n = 3, a = 0\nwhile (n --> 0) a += n\nexport { a }', 3],
  ['let n = 3\nexport const a = 4 <!--n', false],
  ['export const a = "x\u2028y" + `\u2029`', 'x\u2028y\u2029'],
  ['let b = 1\u2028let c = 2 // d\u2029b += c\nexport const a = b', 3],
  ['const f = () => {\u2028return\u20281 }\u2028export const a = typeof f()', 'undefined'],
]
test.each(harmless)('a text is no code: %s', (source, expected) => {
  expect(load(source)).toMatchObject({ a: expected })
})

test('a line separator, which an editor does not show as a line, counts as none', () => {
  const result = compile('const a = "\u2028" // \u2028 \u2029\n/* \u2028 */\u2029export const b = 1\n')
  expect(result.ok && result.code).not.toMatch(/[\u2028\u2029]/)
})

const programs = [
  `import { gauss } from 'kit'
type Law = { std: number; limit: (x: number) => number }
const law = (...fans: [number, number]): Law => { return { std: fans[0] as number, limit: (x) => x / 2 / 3 } }
export const a = law(1, 2).std * gauss() + [1, 2].map((x) => x + 1)[0]!
export class B<T> extends Array<T> { #x = 1; get y(): number { return this.#x } static z = \`\${a}\${\`b\`}\` }
export const b = new B().y, c = B.z, d = /a[/]b/.source, [e] = [a]
for (let i = 0; i < 2; i++) { if (i > 1) continue; else break }
export default function f<T>(x: T): T { return x }
`,
  `export const a = (x: number) => x ** 2
let n = 3
outer: while (n-- > 0) { switch (n) { case 1: break outer; default: n -= 1 } }
export { n as b }
export enum E { A = 1, B }
export const c = a(3)?.toFixed(2) ?? 'x', d = { e: { f: [1, , 2] }, 'g-->': 1 } satisfies object
`,
]
const dirt = fc
  .array(
    fc.constantFrom(
      '-->',
      '<!--',
      'eval(',
      'eval (',
      'import(',
      'import ',
      ' ',
      'a',
      '\u4e2d',
      '"',
      '`',
      '${',
      '//',
      '}',
    ),
    {
      maxLength: 6,
    },
  )
  .map((parts) => parts.join(''))

/** Offsets at which a comment may stand: between two tokens. */
function gaps(source: string): number[] {
  const found = [0]
  const masked = source.replace('/a[/]b/', '"/a_b/"')
  try {
    for (const { end } of tokenizer(masked, { ecmaVersion: 'latest', sourceType: 'module' })) found.push(end)
  } catch {
    throw new Error('the sample has tokens that acorn does not know')
  }
  return found
}

const shown = (loaded: ReturnType<typeof load>) =>
  typeof loaded === 'string'
    ? loaded
    : Object.entries(loaded).map(([name, value]) => [name, typeof value, JSON.stringify(value)])

test('a comment between any two words changes neither the verdict nor a value', () => {
  fc.assert(
    fc.property(fc.constantFrom(...programs), fc.nat(), dirt, fc.boolean(), (program, at, text, isBlock) => {
      const places = gaps(program).filter((place) => !isInTemplate(program, place))
      const place = places[at % places.length] ?? 0
      // A line comment ends its line, so it may only stand where one ends.
      const atEnd = program.indexOf('\n', place)
      const inserted = isBlock
        ? `${program.slice(0, place)} /*${text.replaceAll('*/', '')}*/${program.slice(place)}`
        : `${program.slice(0, atEnd)} //${text}${program.slice(atEnd)}`
      expect(shown(load(inserted))).toEqual(shown(load(program)))
    }),
    { numRuns: 400 },
  )
})

/** Between the first backquote of the sample and the last, where some of it is text. */
const isInTemplate = (program: string, place: number): boolean =>
  place > program.indexOf('`') && place <= program.lastIndexOf('`')

test('a string of any text has its value, in quotes, in a template, and under a tag', () => {
  fc.assert(
    fc.property(dirt, (text) => {
      const template = text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')
      const source = `export const a = ${JSON.stringify(text)}, b = \`${template}\`, c = ((s: TemplateStringsArray) => s.raw[0])\`${template}\`, d = { ${JSON.stringify(text)}: 1 }`
      expect(load(source)).toMatchObject({ a: text, b: text, c: template, d: { [text]: 1 } })
    }),
    { numRuns: 400 },
  )
})
