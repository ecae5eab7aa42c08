import { describe, expect, it } from 'vitest'
import { compileModule } from './compile.ts'
import { listMutants } from './mutants.ts'

/** What stands between the brackets. */
const changesOf = (source: string): string[] => {
  return listMutants(source).map(({ change }) => /\[([^[]* → [^\]]*)\]/.exec(change)?.[1] ?? change)
}

describe('mutants', () => {
  const cases: Array<[string, string, string[]]> = [
    ['operators and operands', 'export const f = (a: number, b: number) => a + b', ['a + b → a', '+ → -']],
    ['comparisons on both sides', 'export const f = (a: number) => a < 2', ['< → <=', '< → >=', '2 → 3', '2 → 1']],
    [
      'constants',
      'export const f = () => [0, 1e-5, true]',
      ['0 → 1', '1e-5 → 0.000011000000000000001', '1e-5 → 0.0001', '1e-5 → 0', 'true → false'],
    ],
    [
      'operations of tfjs',
      'export const f = (x: any) => x.sum(y).transpose()',
      ['x.sum(y).transpose() → x.sum(y)', 'sum → mean'],
    ],
    ['functions of a namespace', 'export const f = (x: any) => tf.abs(x)', ['tf.abs(x) → (x)']],
    ['arguments in another order', 'export const f = (x: any) => g(x, y, () => 1)', ['x, y → y, x', '1 → 2', '1 → 0']],
    [
      'guards',
      'export const f = (x: any) => { if (x) return x; x.push(x) }',
      ['x → true', 'x → false', 'x.push(x) → ;'],
    ],
    ['nothing where the order does not matter', 'export const f = (x: any) => tf.mul(x, y)', ['mul → div']],
    [
      'nothing that types ask for after an index',
      'export const f = (x: any, i: number) => { const y = x[i] ?? 0; if (y === undefined) throw x; return x.at(-1) ?? NaN }',
      ['-1 → 1', '1 → 2', '1 → 0'],
    ],
    ['the default of a setting', 'export const f = (x: any) => x.eps ?? 0', ['x.eps ?? 0 → x.eps', '?? → &&', '0 → 1']],
  ]
  it.each(cases)('change %s', (_, source, changes) => {
    expect(changesOf(source)).toEqual(expect.arrayContaining(changes))
    expect(changesOf(source)).toHaveLength(changes.length)
  })

  it('show what stands beside the change, so that two on one line have two names', () => {
    const changes = listMutants('export const f = (a: number) => (a + 1) * (a + 2)').map(({ change }) => change)
    expect(changes.filter((change) => change.includes('[+ → -]'))).toEqual([
      expect.stringMatching(/\(a \[\+ → -\] 1\) \* \(a \+ 2\)$/),
      expect.stringMatching(/\(a \+ 1\) \* \(a \[\+ → -\] 2\)$/),
    ])
    expect(new Set(changes).size).toBe(changes.length)
  })

  it('name the line as it was typed, and are modules that compile', () => {
    const source = 'interface A {\n  a: number\n}\nexport function f(a: A): number {\n  return -a.a * 2 // half\n}\n'
    const mutants = listMutants(source)
    expect(mutants.map(({ line, text }) => [line, text])).toEqual(mutants.map(() => [5, 'return -a.a * 2 // half']))
    for (const mutant of mutants) {
      expect(compileModule(mutant.source, { fileName: 'solution.ts', allowedImports: {} })).toMatchObject({ ok: true })
    }
    expect(new Set(mutants.map((mutant) => mutant.source)).size).toBe(mutants.length)
  })
})
