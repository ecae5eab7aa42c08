import { Script } from 'node:vm'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../judge/verdict.ts'
import { compileModule } from './compile.ts'

const compile = (source: string) =>
  compileModule(source, { fileName: 'solution.ts', allowedImports: { kit: ['gauss'] } })

function problemOf(source: string): Problem | null {
  const result = compile(source)
  return result.ok ? null : result.problem
}

/** The value of the export `a`. */
function valueOf(source: string): unknown {
  const result = compile(source)
  if (!result.ok) throw new Error(`${JSON.stringify(result.problem)}\n${source}`)
  const run: unknown = new Script(
    `(function (require, exports, module) { 'use strict'; ${result.code}\n})`,
  ).runInThisContext()
  if (typeof run !== 'function') throw new Error('the wrapper did not hold')
  const exports: Record<string, unknown> = {}
  run(() => ({}), exports, { exports })
  return exports['a']
}

describe('characters that no code has', () => {
  it.each([
    ['，', 'U+FF0C', ',', 'export const f = (x: number， y: number) => x'],
    ['（', 'U+FF08', '(', 'export const a = Math.sqrt（2）'],
    ['；', 'U+FF1B', ';', 'export const a = 1；'],
    ['：', 'U+FF1A', ':', 'export const f = (x： number) => x'],
    ['＋', 'U+FF0B', '+', 'export const a = 1 ＋ 2'],
    ['２', 'U+FF12', '2', 'export const a = ２'],
    ['。', 'U+3002', '.', 'export const a = Math。PI'],
    ['【', 'U+3010', '[', 'export const a = 【1】'],
    ['“', 'U+201C', '"', 'const b = 1\nexport const a = “he”'],
    ['’', 'U+2019', "'", "export const a = 'he’"],
    ['−', 'U+2212', '-', 'export const a = 2 − 1'],
    ['×', 'U+00D7', '*', 'export const a = 2 × 3'],
    ['÷', 'U+00F7', '/', 'export const a = 2 ÷ 3'],
    ['²', 'U+00B2', '** 2', 'export const f = (x: number) => x²'],
    ['≤', 'U+2264', '<=', 'export const f = (x: number) => x ≤ 1'],
    ['→', 'U+2192', '=>', 'export const f = (x: number) → x'],
  ])('%s (%s) is to be %s', (character, codePoint, instead, source) => {
    const problem = problemOf(source)
    expect(problem).toMatchObject({ code: 'odd-character', params: { character, codePoint, instead } })
    expect(source.split('\n')[(problem?.line ?? 0) - 1]?.slice((problem?.column ?? 0) - 1)).toMatch(
      new RegExp(`^${character}`),
    )
  })

  it.each([
    ['U+200B', '\u200bexport const a = 1', 1],
    ['U+200B', 'export const a = 1\nexport const b\u200bc = 1', 15],
    ['U+00AD', 'export const f = () => { return\u00ad 1 }', 32],
    ['U+FEFF', 'export const a\ufeffb = 1', 15],
    ['U+202E', 'export const a = \u202e1', 18],
    ['U+2060', 'export const a = Math\u2060.PI', 22],
    ['U+200D', 'export const init\u200dStd = 1', 18],
    ['U+200C', 'export function f(fan\u200cIn: number) { return 1 }', 22],
    ['U+FE0F', 'export const gain\ufe0f = 1', 18],
    ['U+0008', 'export const a = \u00081', 18],
  ])('%s, which nobody sees, is named with its place', (codePoint, source, column) => {
    expect(problemOf(source)).toMatchObject({ code: 'invisible-character', params: { codePoint }, column })
  })

  it.each(['🎉', '¿', '☃', '€'])('%s is named', (character) => {
    expect(problemOf(`export const a = 1 ${character}`)).toMatchObject({
      code: 'stray-character',
      params: { character },
    })
  })

  it('a text in a wrong encoding is said to be one', () => {
    expect(problemOf('export const \ufffd\ufffd = 1')).toMatchObject({ code: 'wrong-encoding', line: 1, column: 14 })
    expect(problemOf([...'export const a = 1'].join('\0'))).toMatchObject({ code: 'wrong-encoding' })
    expect(problemOf([...'\ufffd\ufffdexport const a = 1\n'].join('\0'))).toMatchObject({ code: 'wrong-encoding' })
  })

  it('a name that reads like another one is named with the character that differs', () => {
    expect(problemOf('export const a = M\u0430th.PI')).toEqual({
      code: 'look-alike',
      params: { name: 'M\u0430th', meant: 'Math', character: '\u0430', codePoint: 'U+0430' },
      line: 1,
      column: 19,
    })
    // The odd one may be the declaration.
    expect(problemOf('const s\u0441ale = 1\nexport const a = scale')).toMatchObject({
      code: 'look-alike',
      params: { character: '\u0441', meant: 's\u0441ale' },
      line: 1,
      column: 8,
    })
    expect(problemOf('const \u00e9 = 1\nexport const a = e\u0301')).toMatchObject({ code: 'look-alike' })
    expect(problemOf('const gain = 1\nexport const a = \uff47ain')).toMatchObject({ code: 'look-alike' })
    expect(
      problemOf('export const f = (\u03bdar: number) => var_, var_ = 1\nexport const a = \u03bfne, one = 1'),
    ).toMatchObject({
      code: 'look-alike',
      line: 2,
    })
  })

  it('in comments and texts they are nobody’s business', () => {
    const odd = '“，”（）２²−×→\u200b\u00ad\u202e\u202c\ufffd🎉\ufeff'
    for (const source of [
      `// ${odd}\nexport const a = 1`,
      `/* ${odd} */ export const a = 1`,
      `export const b = '${odd}', c = \`${odd}\${1}\`, d = /${odd}/, a = 1`,
    ]) {
      expect(valueOf(source)).toBe(1)
    }
  })

  it('spaces of every kind, line ends of every kind and names of every script pass', () => {
    for (const space of ['\t', '\v', '\f', '\u00a0', '\u1680', '\u2003', '\u202f', '\u205f', '\u3000', '\ufeff']) {
      expect(valueOf(`${space}export${space}const${space}a${space}=${space}1${space}`)).toBe(1)
    }
    for (const end of ['\n', '\r', '\r\n', '\u2028', '\u2029']) {
      expect(valueOf(`const b = 1${end}// c${end}export const a = b as number${end}`)).toBe(1)
    }
    expect(valueOf('const 标准差 = 1, σ = 0, α_1 = 0, échelle = 0\nexport const a = 标准差 + σ + α_1 + échelle')).toBe(
      1,
    )
    // A joiner belongs to names of some scripts.
    expect(valueOf('const क्\u200dष = 1\nexport const a = क्\u200dष')).toBe(1)
  })
})

describe('what was pasted with the code', () => {
  it.each([
    ['fence', '```ts\nexport const a = 1\n```', 1],
    ['fence', 'export const a = 1\n```', 2],
    ['fence', 'Here it is:\n```\nexport const a = 1\n```', 2],
    ['fence', '~~~js\nexport const a = 1\n~~~', 1],
    ['mergeMarkers', '<<<<<<< HEAD\nconst a = 1\n=======\nconst a = 2\n>>>>>>> mine', 1],
    ['mergeMarkers', 'const a = 1\n=======\nconst b = 2', 2],
    ['mergeMarkers', 'const a = 1\n>>>>>>> branch', 2],
    ['diff', '+export const a = 1\n+export const b = 2', 1],
    ['diff', '@@ -1,2 +1,2 @@\n export const a = 1', 1],
    ['diff', 'export function f() {\n-  return 1\n+  return 2\n}\n- const', 2],
    ['prompt', '>>> x = 1', 1],
  ])('%s: %j', (what, source, line) => {
    expect(problemOf(source)).toMatchObject({ code: 'unsupported', params: { what }, line })
  })

  it('is no matter in comments and templates', () => {
    expect(valueOf('/*\n```ts\n=======\n+export\n*/\nexport const a = 1')).toBe(1)
    expect(valueOf('const b = `\n=======\n>>>>>>> c\n`\nexport const a = 1')).toBe(1)
  })
})

describe('syntax that is not taken is named', () => {
  it.each([
    ['namespace', 'const b = 1\nnamespace N { export const x = 1 }', 2],
    ['namespace', 'export namespace N {\n  export function f() {}\n}', 1],
    ['namespace', 'module N { interface A {} class B {} }', 1],
    ['namespace', 'namespace A.B { let x = 1 }', 1],
    ['decorator', 'const d = 1\n@d class A {}', 2],
    ['decorator', 'class A {\n  @log() x = 1\n}', 2],
    ['decorator', 'class A { f(@inject x: number) {} }', 1],
    ['jsx', 'export const a = <div>hello</div>', 1],
    ['jsx', 'const b = 1\nexport const a = <input type="number" />', 2],
    ['jsx', 'export const a = () => <>{1}</>', 1],
    ['exportEquals', 'function f() {}\nexport = f', 2],
    ['importEquals', 'const b = 1\nimport kit = require("kit")', 2],
    ['importEquals', 'export import a = b.c', 1],
    ['topLevelAwait', 'const b = 1\nexport const a = await 1', 2],
    ['topLevelAwait', 'for await (const b of []) {}', 1],
    ['topLevelAwait', 'export const a = { b: [await 1] }', 1],
    ['importMeta', 'export const a = import.meta.url', 1],
    ['pythonDef', 'def f(x):\n    return x', 1],
    ['pythonDef', 'export const b = 1\n\ndef f(x, y):\n    return x', 3],
    ['pythonImport', 'import numpy as np\nexport const a = np.sqrt(2)', 1],
    ['pythonImport', 'from math import sqrt', 1],
    ['pythonBlock', 'export function f(x: number) {\n  if x > 1:\n    return 1\n}', 2],
    ['pythonBlock', 'export function f(x: number) {\n  for i in range(3):\n    x += 1\n}', 2],
    ['pythonBlock', 'let x = 1\nif (x) {}\nelif (x) {}', 3],
    ['pythonLambda', 'export const f = lambda x: x + 1', 1],
    ['pythonComment', '# the gain\nexport const a = 1', 1],
    ['pythonText', "export const a = f'norm {1}'", 1],
    ['pythonLogic', 'export const f = (a: number, b: number) => a > 1 and b > 1', 1],
    ['pythonConditional', 'export const f = (a: number) => 1 if a else 2', 1],
    ['pythonDivision', 'export const f = (n: number) => Math.sqrt(n // 2)', 1],
    ['pythonMatMul', 'export const f = (w: any, x: any) => w @ x', 1],
  ])('%s: %j', (what, source, line) => {
    expect(problemOf(source)).toMatchObject({ code: 'unsupported', params: { what }, line })
  })

  it('a bracket that is never closed is shown where it opens', () => {
    expect(problemOf('export function f() {\n  return 1\n')).toMatchObject({
      code: 'unclosed',
      params: { bracket: '{' },
      line: 1,
      column: 21,
    })
    expect(problemOf('const b = 1\nexport const a = Math.max(b, 2')).toMatchObject({
      params: { bracket: '(' },
      line: 2,
      column: 26,
    })
    expect(problemOf('export const a = [1, {b: 2}\n// ]')).toMatchObject({
      params: { bracket: '[' },
      line: 1,
      column: 18,
    })
  })

  it('an ordinary slip is not explained by another language', () => {
    for (const source of [
      'export const f = (x: unknown): x is number => typeof x === "number"\nexport const a = 1 +* 2',
      'export function f(a: number) {\n  if (a > 1) return 1; else if (a > 2) return 2 else return 3\n}',
      'const or = 1, and = 2, not = 3\nexport const a = or + ) and',
      'const b = 1 // c)\nexport const a = b b',
    ]) {
      expect(problemOf(source)).toMatchObject({ code: 'syntax' })
    }
  })
})

describe('what TypeScript takes passes', () => {
  it.each([
    'class A { accessor two = 2; static accessor x: number = 1; accessor #p = 1; get p() { return this.#p } }\nexport const a = new A().two - A.x',
    'const accessor = 1, o = { accessor }\nexport const a = accessor as number satisfies number',
    'for (const accessor of [1]) void accessor\nexport const a = 1',
    'namespace N { export interface A { x: number } export type B = A }\nexport const a: N.A["x"] = 1',
    'declare namespace N { const x: number }\ndeclare global { interface Array<T> { z: T } }\ndeclare module "x" { export const y: number }\nexport const a = 1',
    'enum E { A = 1, B = A << 1, C = "x".length }\nconst enum F { G = 1 }\nexport const a = E.A * F.G',
    'function f(x: number): number\nfunction f(x: string): string\nfunction f(x: any) { return x }\nexport const a = f(1)',
    'function f(this: { x: number }, ...y: number[]) { return this.x }\nexport const a = f.call({ x: 1 })',
    'const f = <const T,>(x: T) => x, g = <T extends unknown>(x: T): T => x\nexport const a = f(g<number>(1))',
    'export const a = <number>(<unknown>1)',
    'class A { static #n = 1; readonly #m = 1; static get n() { return A.#n } static { void 0 } has(o: object) { return #m in o } }\nexport const a = A.n',
    'abstract class A<T> { constructor(protected readonly x: T, public y = 2) {} abstract f(): void }\nclass B extends A<number> { override f() { return this.x } }\nexport const a = new B(1).f()',
    'let b: number | undefined\nb ??= 1_0; b &&= 1; b ||= 2\nexport const a = b!',
    'outer: for (;;) { for (;;) break outer }\nexport const a = { b: 1 }?.b ?? 2',
    'const isNumber = (x: unknown): x is number => typeof x === "number"\nfunction ok(x: unknown): asserts x is number {}\nexport const a = isNumber(1) ? 1 : 2',
    'type K = `on${Capitalize<"a">}`; type U<T> = T extends (infer R extends number)[] ? R : never\nexport const a: U<[1]> = 1',
    '// @ts-expect-error\nconst x: string = 1\nexport const a = x as any',
    "'use strict'\nexport const a = 1",
    '#!/usr/bin/env -S npx tsx\nexport const a = 1',
    'import type { A } from "anywhere"\nimport { type B } from "kit"\nexport type { A, B }\nexport const a = 1',
    'const m = new Map<string, Array<{ x: number }>>([["b", [{ x: 1 }]]])\nexport const a = m.get("b")![0]!.x',
    'export const a = /[/\\]]/.test("/") && /a{1,2}(?<n>b)/u.test("ab") ? 1 : 0',
    'const o = { get x() { return 1 }, set x(v) {}, async *y() {}, ["z"]: 1, "w": 2, 3: 4 }\nexport const a = o.x',
    'interface Box<in out T> { v: T }\ntype F = abstract new () => object\nlet u: unique symbol\nexport const a = 1',
  ])('%s', (source) => {
    expect(valueOf(source)).toBe(1)
  })
})
