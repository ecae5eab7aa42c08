import { Script, createContext } from 'node:vm'
import fc from 'fast-check'
import ts from 'typescript'
import { describe, expect, it, test } from 'vitest'
import { compileModule } from './compile.ts'

const kit = { gauss: (x: number) => x + 0.5, normals: [1, 2] }
const options = { fileName: 'solution.ts', allowedImports: { kit: ['gauss', 'normals'] } }

const knownGlobals = ['log', 'Object', 'Symbol', 'Math', 'undefined']

function compiled(source: string): { code: string; exports: string[] } {
  const result = compileModule(source, { ...options, knownGlobals })
  if (!result.ok) throw new Error(`${JSON.stringify(result.problem)}\n${source}`)
  return result
}

interface Ran {
  exports: Record<string, unknown>
  log: unknown[]
  threw: string | null
}

/** Evaluates CommonJS as the cage does. */
function run(code: string): Ran {
  const log: unknown[] = []
  const context = createContext({ log, Object, Symbol, Math })
  const module: { exports: Record<string, unknown> } = { exports: {} }
  const wrapped: unknown = new Script(`(function (require, exports, module) { 'use strict'; ${code}\n})`).runInContext(
    context,
  )
  if (typeof wrapped !== 'function') throw new Error('the wrapper did not hold')
  try {
    wrapped(() => kit, module.exports, module)
    return { exports: module.exports, log, threw: null }
  } catch (error) {
    return { exports: {}, log, threw: error instanceof Error || Object(error) === error ? 'threw' : String(error) }
  }
}

const load = (source: string) => run(compiled(source).code)

describe('every form of export', () => {
  const forms: Array<[string, Record<string, unknown>]> = [
    ['export const a = 1', { a: 1 }],
    ['export const a = 1, b = 2, c = 3', { a: 1, b: 2, c: 3 }],
    ['export let a = 1\na += 1', { a: 2 }],
    ['export var a = 1', { a: 1 }],
    ['const o = { a: 1, b: [2] }\nexport const { a, b: [c], ...rest } = o', { a: 1, c: 2, rest: {} }],
    ['const o = [1, 2]\nexport const [a, b = 3] = o', { a: 1, b: 2 }],
    ['const a = 1\nexport { a, a as b, a as "c d" }', { a: 1, b: 1, 'c d': 1 }],
    ['export { a }\nconst a = 1', { a: 1 }],
    ["export { gauss as draw, normals } from 'kit'", { normals: [1, 2] }],
    ["export * from 'kit'\nexport const normals = 3", { normals: 3 }],
    ["export * as all from 'kit'", { all: { normals: [1, 2] } }],
    ["import { normals } from 'kit'\nexport { normals }", { normals: [1, 2] }],
    ["export const a = normals[0]\nimport { normals } from 'kit'", { a: 1 }],
    ['export default 1 + 1', { default: 2 }],
    ['export default { a: 1 }', { default: { a: 1 } }],
    ['const a = 1\nexport { a as default }', { default: 1, a: 1 }],
    ['const a = 1\nexport default a', { default: 1, a: 1 }],
    ['export const exports = 1, require = 2, module = 3', { exports: 1, require: 2, module: 3 }],
    ['export enum E { A = 1 }', { E: { A: 1, 1: 'A' } }],
  ]
  it.each(forms)('%s', (source, expected) => {
    expect(JSON.parse(JSON.stringify(load(source).exports))).toEqual(expected)
  })

  it('functions and classes, hoisted, under their names and as the default', () => {
    const source = `export const early = f(1)
export default function f(x: number): number { return x + 1 }
export async function g(): Promise<number> { return 1 }
export function* h(): Generator<number> { yield 1 }
export abstract class A { static a = 1; abstract b(): void }`
    const { exports } = load(source)
    expect(exports['early']).toBe(2)
    expect(exports['default']).toBe(exports['f'])
    expect(compiled(source).exports.toSorted()).toEqual(['A', 'default', 'early', 'f', 'g', 'h'])
  })

  it('anonymous defaults', () => {
    for (const source of [
      'export default function () { return 4 }',
      'export default () => 4',
      'export default (() => 4)',
    ]) {
      const made = load(source).exports['default']
      expect(typeof made === 'function' ? made() : undefined).toBe(4)
    }
    expect(typeof load('export default class { x = 1 }').exports['default']).toBe('function')
  })

  it('a type that is exported is there without a value, and is not listed', () => {
    for (const source of [
      'type a = 1\nexport { a }',
      'export type a = 1',
      'export interface a { x: 1 }',
      'type a = 1\nexport type { a }',
      'type b = 1\nexport { type b as a }',
    ]) {
      expect(Object.entries(load(source).exports)).toEqual([['a', undefined]])
      expect(compiled(source).exports).toEqual([])
    }
  })
})

describe('statements that a type keeps apart', () => {
  const apart: Array<[string, Record<string, unknown>]> = [
    ['const f = (x: number) => { log.push(x) } \nconst g = f as unknown\n(2)\nexport const a = g === f', { a: true }],
    ['let a = [1], b = [2]\nconst c = a as number[]\n[a, b] = [b, a]\nexport { a, b, c }', { a: [2], b: [1], c: [1] }],
    ['const f = () => 1\nconst g = f\ntype T = number\n(0)\nexport const a = typeof g', { a: 'function' }],
    ['const f = () => 1\nconst g = f\ninterface T { a: 1 }\n[0]\nexport const a = typeof g', { a: 'function' }],
    ["const f = () => 1\nconst g = f\nimport type { T } from 'x'\n`b`\nexport const a = typeof g", { a: 'function' }],
    ['const f = () => 1\nconst g = f\ndeclare const z: number\n(0)\nexport const a = typeof g', { a: 'function' }],
    [
      'const f = () => 1\nconst g = f\nfunction h(x: 1): void\nfunction h() {}\n(0)\nexport const a = typeof g',
      { a: 'function' },
    ],
    ['const fns = { a: 1 }\nexport const { a } = fns', { a: 1 }],
    ['const f = () => 1\nconst g = f\nexport { g }\n(0)', {}],
    ["const k = 'm'\nclass A { x = 1\n private [k] = 2 }\nexport const a = new A().x", { a: 1 }],
    ['class A { x = 2\n declare y: number\n *z() {} }\nexport const a = new A().x', { a: 2 }],
    ['class A { get: number\n foo() { return 1 } }\nexport const a = new A().foo()', { a: 1 }],
    ['export const a = `${1}`, b = `${2}${3}` as string\n;(0)', { a: '1', b: '23' }],
    ['const f = <T,>(x: T) => x\nexport const a = f<number>\n(3)', { a: 3 }],
    ['const f = (x: number) => x\nexport const a = f!\n(3)', { a: 3 }],
    ['export const a = 4 as number\n- 1', { a: 3 }],
  ]
  it.each(apart)('%j', (source, expected) => {
    const { exports, threw } = load(source)
    expect(threw).toBeNull()
    expect(JSON.parse(JSON.stringify(exports))).toMatchObject(expected)
  })
})

const statements: Array<(name: string, other: string) => string> = [
  (a) => `const ${a} = () => 1`,
  (a, b) => `const ${a} = ${b}`,
  (a, b) => `const ${a} = ${b} as unknown`,
  (a, b) => `const ${a} = ${b} satisfies unknown`,
  (a, b) => `const ${a} = ${b}!`,
  (a, b) => `const ${a} = [${b}] as Array<{ a: T\n readonly b: 1 }>`,
  (a) => `let ${a}: number`,
  (a) => `let ${a}: () => void = () => { log.push('${a}') }`,
  (a) => `type ${a}_ = { a: 1; b: string }`,
  (a) => `type ${a}_ =\n  | 'a'\n  | 'b'`,
  (a) => `interface ${a}_<T> extends Object { a: T }`,
  (a) => `declare const ${a}_: number`,
  (a) => `declare function ${a}_(): void`,
  (a) => `function ${a}(x: number): number\nfunction ${a}(x: any) { return x }`,
  () => "import type { Anything } from 'kit'",
  () => "import { gauss as drawn } from 'kit'",
  (a) => `export type { ${a}_ }\ntype ${a}_ = 1`,
  (a) => `(log.push('${a}'))`,
  () => '[log[0], log[1]] = [log[1], log[0]]',
  (a) => `\`\${log.push('${a}')}\``,
  (a, b) => `log.push(typeof ${b})`,
  () => '+log.length',
  () => '// a --> b, eval(c), import(d)',
  () => '/* <!-- \n --> */',
  (a) => `export const ${a} = 1, ${a}b = "-->"`,
  (a) => `export const { ${a}, ...${a}b } = { ${a}: 'import(x)' }`,
  (a) => `export let ${a} = 1\n${a} = 2`,
  (a, b) => `export { ${b} as ${a}x }`,
  (a) => `export function ${a}<T>(this: void, x?: T) { return x }`,
  (a) => `export enum ${a} { A, B = 'b' }`,
  (a, b) =>
    `class ${a} { x = ${b}\n private ['k'] = 1\n get: number\n set() { return 1 }\n declare z: string\n *it() {} }`,
  (a) =>
    `abstract class ${a} { constructor(private readonly x: number) {}\n abstract f(): void\n ['g']() { return this.x } }`,
  (a, b) => `for (const ${a} of [${b}] as unknown[]) log.push(typeof ${a})`,
  (a, b) => `if (${b} as boolean) log.push(1)\nelse log.push(2)`,
  (a) => `do log.push('${a}')\nwhile (false as boolean)`,
  (a) => `out${a}: for (;;) { break out${a} }`,
]

/** Module texts without a semicolon between statements, each using a name of an earlier one. */
const modules = fc
  .array(fc.tuple(fc.integer({ min: 0, max: statements.length - 1 }), fc.nat(20)), { minLength: 1, maxLength: 12 })
  .map((picks) => {
    const lines = ['const v0 = () => 0']
    const values = ['v0']
    for (const [i, [kind, use]] of picks.entries()) {
      const name = `v${i + 1}`
      const text = statements[kind]?.(name, values[use % values.length] ?? 'v0') ?? ''
      if (text.includes('drawn') && lines.includes(text)) continue
      lines.push(text)
      if (new RegExp(`^(?:export )?(?:abstract )?(?:const|let|function|class|enum) (?:\\{ )?${name}\\b`).test(text))
        values.push(name)
    }
    return lines.join('\n')
  })

function isJavaScript(code: string): boolean {
  try {
    return new Script(`(function (require, exports, module) { ${code}\n})`) instanceof Script
  } catch (error) {
    if (error instanceof SyntaxError) return false
    throw error
  }
}

/** What can be compared between two realms: kinds, texts and numbers. */
const shown = ({ exports, log, threw }: Ran) => ({
  threw,
  log,
  exports: Object.keys(exports)
    .filter((name) => exports[name] !== undefined && name !== '__esModule')
    .toSorted()
    .map((name) => [name, typeof exports[name], valueOf(exports[name])]),
})

/** The text of a function or class keeps its spaces or not, also behind a plus: no value that anybody means. */
function valueOf(value: unknown): unknown {
  const isText = typeof value === 'function' || (typeof value === 'string' && /=>|\bfunction\b|\bclass\b/.test(value))
  return isText ? null : JSON.stringify(value)
}

test('a module does what it does when TypeScript compiles it', () => {
  fc.assert(
    fc.property(modules, (source) => {
      const { outputText, diagnostics } = ts.transpileModule(source, {
        reportDiagnostics: true,
        compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ESNext },
      })
      const isProgram = diagnostics?.length === 0 && isJavaScript(outputText)
      const { ok } = compileModule(source, { ...options, knownGlobals })
      // What is no program even then, such as an assignment to a sum, is refused.
      expect(ok ? shown(load(source)) : 'refused').toEqual(isProgram ? shown(run(outputText)) : 'refused')
    }),
    { numRuns: 300 },
  )
})
