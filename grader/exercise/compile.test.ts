import { Script } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Problem } from '../judge/verdict.ts'
import { compileModule, sourceLimitBytes } from './compile.ts'

const allowedImports = { '@tensorflow/tfjs': ['tidy', 'matMul', 'tensor', 'tensor1d'], kit: ['gauss', 'orthogonal'] }
const compile = (source: string) => compileModule(source, { fileName: 'solution.ts', allowedImports })

function problemOf(source: string): Problem {
  const result = compile(source)
  if (result.ok) throw new Error(`compiled, but should not have:\n${result.code}`)
  return result.problem
}

function compiled(source: string): { code: string; exports: string[] } {
  const result = compile(source)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.problem)}`)
  return result
}

/** Evaluates as the cage does. */
function evaluate(source: string, modules: Record<string, unknown> = {}): Record<string, unknown> {
  const { code } = compiled(source)
  const script = new Script(`(function (require, exports, module) { 'use strict'; ${code}\n})`, {
    filename: 'solution.ts',
  })
  const run: unknown = script.runInThisContext()
  if (typeof run !== 'function') throw new Error('the wrapper did not hold')
  const module = { exports: {} }
  run((name: string) => modules[name], module.exports, module)
  return module.exports
}

function call(exported: unknown, ...parameters: unknown[]): unknown {
  if (typeof exported !== 'function') throw new Error('not a function')
  return exported(...parameters)
}

describe('a compiled module', () => {
  it('runs with its types gone and its imports passed in', () => {
    const source = `import * as tf from '@tensorflow/tfjs'
import { gauss as draw, type Missing } from 'kit'
import type { Whatever } from 'somewhere-else'
interface Layer { size: number }
export type Other = Layer
export const twice = (x: number): number => draw(x as unknown as number)! * 2
export function name(layer: Layer): string { return tf.scalar + String(layer.size) }
export default class Net<T> { readonly size: number = 3; constructor(private readonly w: T) {} get weight(): T { return this.w } }
`
    const module = evaluate(source, { '@tensorflow/tfjs': { scalar: 'v' }, kit: { gauss: (x: number) => x + 1 } })
    expect(call(module['twice'], 4)).toBe(10)
    expect(call(module['name'], { size: 7 })).toBe('v7')
    expect(compiled(source).exports.toSorted()).toEqual(['default', 'name', 'twice'])
  })

  it('lists every kind of value export and no type', () => {
    const source = `const a = 1, b = 2
interface T { x: number }
export { a, b as c, type T as U }
export { T }
export const { d, e: [f = 3, ...g], ...h } = { d: 1, e: [2], i: 3 }
export enum Kind { One, Two }
export async function* later() { yield 1 }
export declare const ghost: number
export abstract class Base {}
export { gauss as draw } from 'kit'
export * as everything from 'kit'
`
    expect(compiled(source).exports.toSorted()).toEqual(
      ['Base', 'Kind', 'a', 'c', 'd', 'draw', 'everything', 'f', 'g', 'h', 'later'].toSorted(),
    )
    const module = evaluate(source, { kit: { gauss: 5 } })
    expect(module['c']).toBe(2)
    expect(module['Kind']).toMatchObject({ One: 0, Two: 1, 0: 'One' })
  })

  it('keeps every line in its place', () => {
    const source = `import {
  gauss,
  orthogonal,
} from 'kit'
interface Wide {
  a: number
  b: string
}
type Long =
  | 'one'
  | 'two'
enum Colour {
  Red,
  Green,
}
/* a comment
   of two lines */
export function f<
  T extends Wide,
>(
  x: T,
): T {
  throw new Error(String(__LINE__))
}
export const used = [gauss, orthogonal, Colour]
`
    const lines = source.split('\n')
    const thrown = lines.findIndex((line) => line.includes('throw')) + 1
    const { f } = evaluate(source.replace('__LINE__', String(thrown)), { kit: {} })
    let stack = ''
    try {
      call(f, 1)
    } catch (error) {
      stack = error instanceof Error ? (error.stack ?? '') : ''
    }
    expect(stack).toContain(`Error: ${thrown}`)
    expect(stack).toContain(`solution.ts:${thrown}:`)
    expect(compiled(source.replace('__LINE__', '0')).code.split('\n')).toHaveLength(lines.length)
  })

  it('counts lines alike whatever ends them', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      expect(problemOf(['const a = 1', 'type T = {', ' x: 1', '}', 'export const b = nrom'].join(end))).toMatchObject({
        code: 'undefined-name',
        params: { name: 'nrom' },
        line: 5,
        column: 18,
      })
    }
  })

  it('accepts a hashbang and a comment without a line end', () => {
    expect(evaluate('#!/usr/bin/env node\nexport const a = 1 // the end')['a']).toBe(1)
  })
})

describe('syntax problems', () => {
  const cases: Array<[string, string, number, number]> = [
    ['a stray bracket', 'const a = 1\nexport const b = (a))\n', 2, 21],
    [
      'an error that the stripper keeps to itself',
      'const a: number = 1\nexport const f = () => {\n  const b = a > ] 0\n}',
      3,
      17,
    ],
    [
      'an error inside an arrow function',
      'tf.tidy(() => {\n  const a: number = 1\n  const b = a +* 2\n  return a\n})',
      3,
      16,
    ],
    ['an error inside two arrow functions', 'f(() => {\n  return g((x: number) => {\n    return x x\n  })\n})', 3, 14],
    ['return at the top', 'const a = 1\nreturn a', 2, 1],
    ['a name declared twice', 'const a: number = 1\nlet a: number = 2', 2, 5],
    ['an octal', 'const x: number = 1\nexport const a: number = 010', 2, 26],
    ['assigning to a constant pattern', 'export const a: number = 1, b: string = 1 = 2', 1, 41],
    ['a keyword written with an escape', "export const a = im\\u0070ort('x')", 1, 18],
  ]
  it.each(cases)('%s is named at its own line and column', (_, source, line, column) => {
    expect(problemOf(source)).toMatchObject({ code: 'syntax', line, column })
  })

  it('say what is wrong without a position in the text', () => {
    const { params } = problemOf('const a = 1\nconst a = 2')
    expect(params['message']).toBe("Identifier 'a' has already been declared")
  })

  it('cannot be used to leave the wrapper', () => {
    for (const source of ['}); outside(); (function () {', '});', '*/', '`', "'", '})}\n{({']) {
      expect(['syntax', 'unclosed', 'unsupported']).toContain(problemOf(source).code)
    }
  })
})

describe('code that evaluates or imports is refused at its place', () => {
  const cases: Array<[string, string, number, number]> = [
    ['dynamic-import', "const a = 1\nexport const b = import('kit')", 2, 18],
    ['dynamic-import', 'export const a = `${import("kit")}`', 1, 21],
    ['dynamic-import', "export const b = import /* x */ ('kit')", 1, 18],
    ['dynamic-import', "export const b = [...import('kit')]", 1, 22],
    ['html-comment', 'export const a = 1\n<!-- old', 2, 1],
    ['html-comment', 'export const a = 1\n--> old', 2, 1],
    ['direct-eval', 'export const a = 1\neval("1")', 2, 1],
    ['direct-eval', 'export const a = (0, eval)("1")', 1, 22],
    ['direct-eval', 'export const a = eval?.("1")', 1, 18],
    ['direct-eval', 'export const a = eval`1`', 1, 18],
    ['direct-eval', 'export const a = ev\\u0061l("1")', 1, 18],
    ['direct-eval', 'export const a = { eval }', 1, 20],
  ]
  it.each(cases)('%s: %s', (code, source, line, column) => {
    expect(problemOf(source)).toEqual({ code, params: {}, line, column })
  })

  it('but not in a type', () => {
    expect(compile("export const a: import('kit').Missing | null = null").ok).toBe(true)
  })
})

describe('imports', () => {
  it('from elsewhere are refused by name, used or not', () => {
    expect(problemOf("\nimport fs from 'node:fs'")).toEqual({
      code: 'foreign-import',
      params: { name: 'node:fs' },
      line: 2,
      column: 1,
    })
    for (const source of [
      "import './x.ts'",
      "export * from 'lodash'",
      "export { a } from 'b'",
      "import * as a from ''",
    ]) {
      expect(problemOf(source).code).toBe('foreign-import')
    }
    expect(problemOf("import { a } from 'toString'").code).toBe('foreign-import')
    expect(problemOf("import { a } from '__proto__'").code).toBe('foreign-import')
  })

  it('of names that the module does not have come with a suggestion', () => {
    expect(problemOf("import { matmul } from '@tensorflow/tfjs'\nexport const a = matmul")).toEqual({
      code: 'unknown-import-name',
      params: { module: '@tensorflow/tfjs', name: 'matmul', suggestion: 'matMul' },
      line: 1,
      column: 10,
    })
    expect(problemOf("import { gauss, orthgonal as o } from 'kit'\nexport const a = [gauss, o]")).toMatchObject({
      params: { suggestion: 'orthogonal' },
      column: 17,
    })
    expect(problemOf("import tf from '@tensorflow/tfjs'\nexport const a = tf")).toEqual({
      code: 'no-default',
      params: { module: '@tensorflow/tfjs', statement: "import * as tf from '@tensorflow/tfjs'" },
      line: 1,
      column: 8,
    })
    expect(problemOf("export { nothing } from 'kit'").params).toMatchObject({ name: 'nothing', suggestion: '' })
  })

  it('of types pass, with or without the word type', () => {
    expect(
      compile("import { Tensor2D, tidy } from '@tensorflow/tfjs'\nexport const f = (x: Tensor2D) => tidy(() => x)").ok,
    ).toBe(true)
    expect(compile("import type { Anything } from 'anywhere'\nexport const f = (x: Anything) => x").ok).toBe(true)
  })

  it('pass unchecked from a module whose names are not listed', () => {
    const open = { fileName: 'experiment.ts', allowedImports: { kit: null } }
    expect(compileModule("import { anything } from 'kit'\nexport default anything", open).ok).toBe(true)
  })
})

describe('bounds', () => {
  it('a source over 64 kB is refused, counted in UTF-8', () => {
    const limit = { code: 'source-too-large', params: { limitBytes: 65536 }, line: null, column: null }
    expect(problemOf('a'.repeat(50_000_000))).toEqual(limit)
    expect(problemOf(`//${'梯'.repeat(22_000)}`)).toEqual(limit)
    expect(compile(`//${'梯'.repeat(21_000)}`).ok).toBe(true)
    expect(compile(`//${'a'.repeat(sourceLimitBytes - 2)}`).ok).toBe(true)
    expect(problemOf(`//${'a'.repeat(sourceLimitBytes - 1)}`)).toEqual(limit)
  })

  const deep: Array<[string, string]> = [
    ['parentheses', `${'('.repeat(30_000)}1${')'.repeat(30_000)}`],
    ['open parentheses', '('.repeat(60_000)],
    ['arrays', `${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['blocks', `${'{'.repeat(30_000)}${'}'.repeat(30_000)}`],
    ['a long sum', `export const a = ${'1+'.repeat(30_000)}1`],
    ['a long chain', `export const a = {}${'.a'.repeat(30_000)}`],
    ['else if', `${'if(1);else '.repeat(5_000)};`],
    ['templates', `${'`${'.repeat(10_000)}1${'}`'.repeat(10_000)}`],
    ['arrows in default values', `${'(a=(b)=>'.repeat(40)}1${')=>1'.repeat(40)}`],
    ['arrows in conditions', `${'a?(b):c=>'.repeat(40)}1`],
    ['assertions in parentheses', `${'(<a>'.repeat(40)}1${')'.repeat(40)}`],
    ['inferred types', `let q:${'(a extends (infer U extends '.repeat(40)}b${'?c:d))'.repeat(40)}`],
    ['types', `let q: ${'('.repeat(30_000)}a`],
    ['generics', `let q: ${'A<'.repeat(30_000)}a`],
  ]
  // Unbounded, those that backtrack would double their time with each of forty levels: the test would never end.
  it.each(deep)('%s nested too deeply end in bounded time', (_, source) => {
    expect(['too-deep', 'syntax', 'unclosed']).toContain(problemOf(source).code)
  })

  it('groups of a regular expression nested too deeply are nested too deeply, and no error of syntax', () => {
    expect(problemOf(`const r = /${'('.repeat(20_000)}${')'.repeat(20_000)}/`).code).toBe('too-deep')
  })

  it('a deep but human program compiles', () => {
    expect(compile(`export const a = ${'1 + '.repeat(400)}1`).ok).toBe(true)
    expect(compile(`export const a = ${'(('.repeat(50)}1${'))'.repeat(50)}`).ok).toBe(true)
    expect(compile(`export const f = ${'(x: number) => '.repeat(30)}x`).ok).toBe(true)
  })

  it('a name as long as the source may be is refused like any other, and quoted in part', () => {
    const result = compile(`${'$'.repeat(60_000)};`)
    expect(result).toMatchObject({ ok: false, problem: { code: 'undefined-name' } })
    expect(JSON.stringify(result).length).toBeLessThan(1_000)
  })

  it('never throws, whatever the text', () => {
    const word = fc.constantFrom(
      ...'import export const enum class async function type as from kit x 1 = ( ) { } < > : ? ` ${ => / * @ # , ; [ ] ...'.split(
        ' ',
      ),
      '"',
      "'",
      '\n',
      '\u2028',
      '\\u0061',
    )
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        const result = compile(words.join(' '))
        expect(result.ok ? 'string' : typeof result.problem.code).toBe('string')
      }),
      { numRuns: 2000 },
    )
  })
})
