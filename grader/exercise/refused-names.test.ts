import { describe, expect, it, test } from 'vitest'
import { advice, refusedGlobals, refusedMembers, refusedMethods, refusedOfTf } from '../cage/refusals.ts'
import { compileLearner } from './compile-learner.ts'
import type { Problem } from '../judge/verdict.ts'

const problemIn = (source: string): Problem | null => {
  const result = compileLearner(source)
  return result.ok ? null : result.problem
}
const tf = "import * as tf from '@tensorflow/tfjs'\n"

describe('a name that tfjs has and the cage has not', () => {
  const cases: Array<[name: string, instead: string, source: string, line: number]> = [
    ['tf.linalg.gramSchmidt', 'orthonormalByHand', `${tf}export const f = (a: any) => tf.linalg.gramSchmidt(a)`, 2],
    ['tf.linalg.qr', 'orthonormalByHand', `${tf}export const f = (a: any) => tf['linalg'].qr(a)`, 2],
    ['tf.linalg', 'orthonormalByHand', `${tf}const { gauss = 1 } = {}\nconst linear = tf?.linalg`, 3],
    ['tf.initializers.heNormal', 'initialiserAsFormula', `${tf}tf.initializers.heNormal({})`, 2],
    [
      'tf.train',
      'updateAsFormula',
      `${tf}export function f() {\n  const { mul, train } = tf\n  return [mul, train]\n}`,
      3,
    ],
    ['tf.train', 'updateAsFormula', `${tf}let train\n;({ 'train': train } = tf)`, 3],
    ['tf.train.sgd', 'updateAsFormula', `${tf}const t = tf\nconst u = t\nexport const f = () => u.train.sgd(1)`, 4],
    ['tf.layers.dense', 'layersAsLoop', `${tf}export const f = (x: any, l = tf.layers.dense) => l`, 2],
    ['tf.losses.meanSquaredError', 'lossAsFormula', `${tf}tf.losses.meanSquaredError`, 2],
    ['tf.data.array', 'arraysInstead', `${tf}tf.data.array([1])`, 2],
    ['tf.image.resizeBilinear', 'notGiven', `${tf}tf.image.resizeBilinear`, 2],
    ['tf.linalg', 'orthonormalByHand', "import { linalg, mul } from '@tensorflow/tfjs'\nmul(linalg.qr(1), 2)", 1],
    ['tf.sequential', 'layersAsLoop', "import {\n  mul,\n  sequential as s } from '@tensorflow/tfjs'\ns(mul)", 3],
    ['tf.batchNorm', 'normAsFormula', "export { batchNorm } from '@tensorflow/tfjs'", 1],
    ['tf.time', 'noClocks', `${tf}tf.time(() => 1)`, 2],
  ]
  it.each(cases)('%s → %s', (name, instead, source, line) => {
    expect(problemIn(source)).toMatchObject({ code: 'refused-name', params: { name, instead }, line })
  })

  it('is free for a name of the learner’s own, for types, and for what is given', () => {
    for (const source of [
      `${tf}export const f = (tf: any) => tf.train`,
      `${tf}type T = tf.layers.Layer\nexport const f = (x: tf.Tensor2D): T => tf.mul(x, 2) as any`,
      'const tf = { linalg: 1 }\nexport const a = tf.linalg',
      `${tf}const { mul, Tensor } = tf\nexport const f = (x: any) => x instanceof Tensor && mul(x, x)`,
      `${tf}export const f = () => tf.customGrad`,
      "import { linalg } from '@tensorflow/tfjs'\nexport const a: linalg = 1 as any",
    ]) {
      expect(problemIn(source)).toBeNull()
    }
  })

  it('differs from one that tfjs has not either', () => {
    expect(problemIn(`${tf}tf.matmul(1)`)).toEqual({
      code: 'unknown-import-name',
      params: { module: '@tensorflow/tfjs', name: 'matmul', suggestion: 'matMul' },
      line: 2,
      column: 4,
    })
    expect(problemIn(`${tf}const { addd } = tf`)).toMatchObject({ params: { name: 'addd', suggestion: 'add' } })
    expect(problemIn("import * as kit from 'kit'\nexport const f = () => kit.gaus([1], 1)")).toMatchObject({
      params: { module: 'kit', name: 'gaus', suggestion: 'gauss' },
    })
    expect(
      problemIn("import { Tensor1D } from '@tensorflow/tfjs'\nexport const f = (x: any) => x instanceof Tensor1D"),
    ).toMatchObject({ code: 'unknown-import-name', params: { name: 'Tensor1D' } })
    expect(problemIn("import { Tensor1D } from '@tensorflow/tfjs'\nexport const f = (x: Tensor1D) => x")).toBeNull()
    expect(problemIn('export const a = Math.squrt(2)')).toMatchObject({
      params: { module: 'Math', name: 'squrt', suggestion: 'sqrt' },
    })
  })
})

describe('a method that tensors have in tfjs alone', () => {
  it.each([
    ['.print()', 'consoleLog', `${tf}tf.tensor([1]).print()`],
    [
      '.print()',
      'consoleLog',
      `${tf}export function f() {\n  const a = tf.ones([2]).mul(2)\n  const b = a\n  b.print()\n}`,
    ],
    [
      '.array()',
      'arraySync',
      "import { zeros as z } from '@tensorflow/tfjs'\nexport const f = async () => await z([1]).array()",
    ],
    ['.data()', 'dataSync', `${tf}export const f = () => tf.add(1, 2)?.data()`],
  ])('%s is refused where its owner is certainly a tensor', (name, instead, source) => {
    expect(problemIn(source)).toMatchObject({ code: 'refused-name', params: { name, instead } })
  })

  it('is left to the cage where it may be the learner’s own', () => {
    for (const source of [
      'export const f = (x: any) => x.print()',
      'class Net { print() { return 1 } }\nexport const f = () => new Net().print()',
      `${tf}let a: any = tf.ones([1])\na = { print() {} }\na.print()`,
      `${tf}export const f = () => tf.ones([1]).dataSync().buffer`,
      `${tf}export const f = () => tf.tidy(() => ({ print() {} }) as any).print()`,
    ]) {
      expect(problemIn(source)).toBeNull()
    }
  })
})

describe('clocks, timers and the console', () => {
  it.each([
    ['Date.now', 'noClocks', 'export const t = Date.now()'],
    ['new Date()', 'noClocks', 'export const f = () => new Date().getTime()'],
    ['Date()', 'noClocks', 'export const t = Date()'],
    ['performance', 'noClocks', 'const t = performance.now()'],
    ['console.time', 'noClocks', "console.time('a')"],
    ['console.timeEnd', 'noClocks', "console['timeEnd']('a')"],
    ['console.clear', 'consoleLog', 'console.clear()'],
    ['setTimeout', 'noTimers', 'setTimeout(() => 1, 0)'],
    ['crypto', 'seededDraws', 'crypto.getRandomValues(new Uint8Array(1))'],
    ['process', 'noNode', 'process.exit()'],
    ['globalThis', 'notGiven', 'globalThis.x = 1'],
    ['document', 'noBrowser', 'document.title'],
    ['structuredClone', 'structuredCopy', 'structuredClone(1)'],
    ['fetch', 'noBrowser', 'new fetch'],
  ])('%s → %s', (name, instead, source) => {
    expect(problemIn(source)).toMatchObject({ code: 'refused-name', params: { name, instead }, line: 1 })
  })

  it('what there is of them passes', () => {
    for (const source of [
      "console.table([1]); console.group('a'); console.assert(1 > 0); console.count(); console.dir({}); console.groupEnd()",
      'export const t = new Date(0).getTime(), r = Math.random()',
      'const Date = { now: () => 1 }; export const t = Date.now()',
      'const console = { time: () => 1 }; export const t = console.time()',
    ]) {
      expect(problemIn(source)).toBeNull()
    }
  })
})

describe('a name from elsewhere', () => {
  it.each([
    ['np', 'jsNumerics', 'np.sqrt(2)'],
    ['torch', 'jsNumerics', 'torch.ones(2)'],
    ['len', 'jsLength', 'export const f = (x: number[]) => len(x)'],
    ['print', 'consoleLog', "print('x')"],
    ['None', 'jsNull', 'export const a = None'],
    ['True', 'jsBoolean', 'export const a = True'],
    ['self', 'jsThis', 'export class A { x = 1; f() { return self.x } }'],
    ['range', 'jsRange', 'for (const i of range(3)) {}'],
    ['enumerate', 'arrayMethods', 'enumerate([1])'],
  ])('%s → %s', (name, instead, source) => {
    expect(problemIn(source)).toMatchObject({ code: 'refused-name', params: { name, instead } })
  })

  it('of Math and tf is shown with its owner, and imports with their line', () => {
    expect(problemIn('sqrt(2)')).toMatchObject({ code: 'did-you-mean', params: { suggestion: 'Math.sqrt / tf.sqrt' } })
    expect(problemIn('export const a = PI')).toMatchObject({ params: { suggestion: 'Math.PI' } })
    expect(problemIn('relu(2)')).toMatchObject({ params: { suggestion: 'tf.relu' } })
    expect(problemIn('tf.ones([2])')).toMatchObject({
      code: 'not-imported',
      params: { name: 'tf', statement: "import * as tf from '@tensorflow/tfjs'" },
    })
    expect(problemIn('gauss([2], 1)')).toMatchObject({
      code: 'not-imported',
      params: { statement: "import { gauss } from 'kit'" },
    })
  })

  it('that is nearly one of the module is taken for a slip', () => {
    expect(problemIn('const negSlope = 1; export const a = negslope')).toMatchObject({
      code: 'did-you-mean',
      params: { name: 'negslope', suggestion: 'negSlope' },
    })
    expect(problemIn('export const f = (fanIn: number) => fan_in')).toMatchObject({ params: { suggestion: 'fanIn' } })
    expect(problemIn('export const a = hasOwnProperty("x")')).toMatchObject({ code: 'undefined-name' })
  })

  it('of CommonJS says what to write instead', () => {
    for (const source of ['module.exports = {}', 'exports.a = 1']) {
      expect(problemIn(source)).toMatchObject({ code: 'unsupported', params: { what: 'commonjs' } })
    }
    expect(problemIn("const kit = require('kit')")).toMatchObject({ code: 'unsupported', params: { what: 'require' } })
  })
})

test('the tables hold no name of Object', () => {
  for (const table of [refusedOfTf, refusedMethods, refusedGlobals, refusedMembers]) {
    expect(table['constructor']).toBeUndefined()
    expect(Object.values(table).filter((code) => !(code in advice))).toEqual([])
  }
  expect(problemIn(`${tf}export const a = tf.constructor, b = tf.toString`)).toMatchObject({
    code: 'unknown-import-name',
  })
})
