import { describe, expect, it } from 'vitest'
import type { Problem } from '../judge/verdict.ts'
import { compileModule } from './compile.ts'

function problemIn(source: string): Problem | null {
  const result = compileModule(source, { fileName: 'solution.ts', allowedImports: {} })
  return result.ok ? null : result.problem
}

describe('undefined names', () => {
  it('are named with their line and column in the source as typed', () => {
    expect(problemIn('export function f(x: number, y: string): number {\n  return x as number + nrom(y)\n}')).toEqual({
      code: 'undefined-name',
      params: { name: 'nrom' },
      line: 2,
      column: 24,
    })
  })

  const wrong: Array<[string, string]> = [
    ['x', 'x = 1'],
    ['x', 'x++'],
    ['x', 'for (x of []) {}'],
    ['x', '({ x } = { x: 1 })'],
    ['x', '[x.y] = [1]'],
    ['x', 'export const a = { x }'],
    ['x', 'export const a = { [x]: 1 }'],
    ['x', 'export const a = `${x}`'],
    ['x', 'export const a = typeof x.y'],
    ['x', '{ const x = 1 } export const a = x'],
    ['x', 'for (let x = 0; x < 1; x++) {} export const a = x'],
    ['x', 'try {} catch (x) {} export const a = x'],
    ['x', 'export const a = function x() {}; x()'],
    ['x', 'export const a = class x {}; new x()'],
    ['x', 'export function f(a = x) { var x = 1; return a }'],
    ['x', 'export function f({ a = x }) { return a }'],
    ['x', '{ function x() {} } x()'],
    ['x', 'export class A { y = x }'],
    ['x', 'export class A { static { x } }'],
    ['x', 'export class A { [x]() {} }'],
    ['x', 'export class A extends x {}'],
    ['x', 'switch (1) { case 1: let x = 1 } x'],
    ['x', 'x: for (;;) break x\nexport const a = x'],
    ['arguments', 'export const f = () => arguments'],
    ['arguments', 'class A extends arguments[0] {}'],
    ['arguments', 'class A { [arguments[0]] = 1 }'],
    ['arguments', 'class A { static [arguments[0]]() {} }'],
    ['arguments', 'class A { get [arguments[0]]() { return 1 } }'],
    ['arguments', 'class A extends (() => arguments)() {}'],
    ['arguments', 'export const f = (a = arguments) => a'],
    ['arguments', 'export const { [arguments[0]]: a } = {}'],
    ['arguments', 'export default class extends arguments[0] {}'],
    ['arguments', 'const o = { [arguments.length]: 1, get [arguments[1]]() { return 1 } }'],
    ['arguments', 'export { a as b }\nconst a = `${arguments[2]}`'],
    ['x', 'declare const x: number\nexport const a = x'],
    ['x', 'interface x {}\nexport const a = x'],
    ['hasOwnProperty', 'hasOwnProperty("x")'],
  ]
  it.each(wrong)('%s in: %s', (name, source) => {
    expect(problemIn(source)).toMatchObject({ code: 'undefined-name', params: { name } })
  })

  const right = [
    'export const a = typeof nothing === "undefined"',
    'export const a = f(); function f() { return later } const later = 1',
    'export function f() { return x; var x = 1 }',
    'if (true) { var x = 1 } export const a = () => x',
    'for (var i = 0; i < 1; i++) {} export const a = i',
    'export function f() { return arguments.length }',
    'export function f() { return class { [arguments[0]] = 1 } }',
    'export function f(a = arguments.length) { return class extends Object { [a]() { return arguments } } }',
    'export class A { constructor() { console.log(arguments) } get x() { return arguments.length } }',
    'export const f = function g(n: number): number { return n > 0 ? g(n - 1) : 0 }',
    'export const A = class B { static make() { return new B() } }',
    'try { throw 1 } catch ({ message, ...rest }) { console.log(message, rest) }',
    'try { throw 1 } catch { console.log(1) }',
    'export const f = ({ a, b: { c = a, ...d }, e: [g = c] = [1] }: any, ...h: any[]) => [a, c, d, g, h]',
    'outer: for (const a of [1]) { inner: for (const b of [a]) { if (b) continue outer; else break inner } }',
    'export class A { #x = 1; static y = 2; x = this.#x; has(o: object) { return #x in o } static { this.y = 3 } }',
    'const Math = { random: () => 4 }; export const a = Math.random()',
    'const gauss = 1; { const gauss = 2; console.log(gauss) } export { gauss }',
    'export const o = { nothing: 1, method() { return this.nothing }, get other() { return 1 }, async *gen() {} }',
    'export const a = (x: number, y = x, z = () => y) => z() + new Float32Array(1).length',
    'export function f() { return new.target }',
    'enum E { A = 1, B = A + 1 } export const a = E.B',
    'export const re = /nothing/u, t = String.raw`x`, n = 1_000n, q = undefined ?? NaN',
    'function over(a: number): number\nfunction over(a: string): string\nfunction over(a: any) { return a }\nexport { over }',
    'export const f = async <T,>(x: T): Promise<T> => { for await (const y of [x]) return await y; return x }',
    'export const a = <T,>(x: T) => x satisfies T, b = a<number>(1)!',
    'export abstract class A<in out T> { abstract f(x: T): void; declare y: T; override toString() { return "" } }',
  ]
  it.each(right)('are not seen in: %s', (source) => {
    expect(problemIn(source)).toBeNull()
  })
})

describe('what only a script or a function has is refused in a module', () => {
  it.each([
    'class A { x = arguments }',
    'class A { x = () => arguments }',
    'class A { static { arguments } }',
    'new.target',
    'export const f = () => new.target',
    'class A extends new.target {}',
    'super.x',
    'class A { [super.x] = 1 }',
    'import.meta.url',
    'class A { static x = import.meta }',
    'l: function f() {}',
    'let let = 1',
    'const await = 1',
    'const yield = 1',
    'var eval = 1',
    'const arguments = 1',
    'with (Math) { sqrt }',
    'const a = 017',
    'const a = "\\017"',
    'const a = 1; delete a',
    'if (1) function f() {}',
    'eval?.("1")',
    'globalThis',
    'typeof globalThis.x',
    'a = 1',
    'const { a = arguments } = {}',
    'return 1',
    '@arguments[0] class A {}',
  ])('%s', (source) => {
    expect(problemIn(source)).not.toBeNull()
  })

  it.each([
    'const async = 1, of = 2, get = 3, let_ = 4; export { async as of }',
    'export const a = this === undefined',
  ])('%s is fine', (source) => {
    expect(problemIn(source)).toBeNull()
  })
})
