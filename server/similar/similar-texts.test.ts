import { expect, test } from 'vitest'

import { readCode } from '@/grader/exercise/code-tokens.ts'

import { findSimilarTexts as find, pairsAtMost } from './similar-texts.ts'
import type { ComparedText } from './similar-texts.ts'

const findSimilarTexts = (texts: readonly ComparedText[], starters: readonly string[]) =>
  find(texts, starters, async (source) => readCode(source))

const starter = `import * as tf from '@tensorflow/tfjs'

/** Scales gradients. */
export function clip(gradients: tf.Tensor[], maxNorm: number): tf.Tensor[] {
  return gradients
}
`

const original = `import * as tf from '@tensorflow/tfjs'

/** Scales gradients. */
export function clip(gradients: tf.Tensor[], maxNorm: number): tf.Tensor[] {
  // first add up all the squares
  let squares = tf.scalar(0)
  for (const gradient of gradients) {
    squares = squares.add(gradient.square().sum())
  }
  const wholeNorm = squares.sqrt()
  if (wholeNorm.dataSync()[0] <= maxNorm) return gradients.map((gradient) => gradient.clone())
  const factor = tf.scalar(maxNorm).div(wholeNorm.add(1e-6))
  return gradients.map((gradient) => gradient.mul(factor))
}
`

/** The same with other names, other layout, other comments and one line moved in. */
const disguised = `import * as tf from '@tensorflow/tfjs'
/** Scales gradients. */
export function clip(gs: tf.Tensor[], limit: number): tf.Tensor[] {
  let acc = tf.scalar(0) // my accumulator for everything
  for (const item of gs)
  {
    acc = acc.add(item.square().sum())
  }
  const n = acc.sqrt()

  if (n.dataSync()[0] <= limit)
    return gs.map((item) => item.clone())
  const s = tf.scalar(limit).div(n.add(0.000001))
  return gs.map((item) => item.mul(s))
}
`

const independent = `import * as tf from '@tensorflow/tfjs'

/** Scales gradients. */
export function clip(gradients: tf.Tensor[], maxNorm: number): tf.Tensor[] {
  const flat = tf.concat(gradients.map((g) => g.flatten()))
  const norm = tf.norm(flat)
  const scale = tf.minimum(1, tf.div(maxNorm, tf.maximum(norm, 1e-12)))
  const sizes = gradients.map((g) => g.size)
  return tf.split(flat.mul(scale), sizes).map((part, i) => part.reshape(gradients[i].shape))
}
`

/** A program like no other of its kind: what it does depends on the number. */
function unlike(seed: number): string {
  const operations = ['add', 'sub', 'mul', 'div', 'pow', 'maximum', 'minimum', 'mod']
  const lines = Array.from({ length: 12 }, (_, line) => {
    const name = operations[(seed * 7 + line * (seed + 3)) % operations.length]
    return `  const step${seed}x${line} = tf.${name}(gradients[${line}], ${'('.repeat((seed + line) % 4)}maxNorm${')'.repeat((seed + line) % 4)})`
  })
  return starter.replace('  return gradients\n', `${lines.join('\n')}\n  return [step${seed}x0]\n`)
}

function texts(...sources: string[]): ComparedText[] {
  return sources.map((source, index) => ({ id: `text ${index}`, source }))
}

test('a copy is found under other names, layout and comments, with the lines that it shares', async () => {
  const { pairs, same } = await findSimilarTexts(texts(original, independent, disguised), [starter])
  expect(same).toEqual([])
  expect(pairs).toHaveLength(1)
  expect(pairs[0]).toMatchObject({ left: 'text 0', right: 'text 2' })
  expect(pairs[0]?.similarity).toBeGreaterThan(0.8)
  const lineOf = (source: string, part: string) => source.slice(0, source.indexOf(part)).split('\n').length
  const [passage] = pairs[0]?.passages ?? []
  for (const [side, source] of [
    ['left', original],
    ['right', disguised],
  ] as const) {
    expect(passage?.[side].from).toBeLessThanOrEqual(lineOf(source, '.sqrt()'))
    expect(passage?.[side].to).toBeGreaterThanOrEqual(lineOf(source, '.sqrt()'))
  }
})

test('two ways to solve the same exercise are no pair', async () => {
  expect((await findSimilarTexts(texts(original, independent), [starter])).pairs).toEqual([])
})

test('what learners began with counts for nothing, even where they handed it in', async () => {
  const longStarter = original
  const found = await findSimilarTexts(texts(original, `${original}\n// nothing done yet`, original), [longStarter])
  expect(found).toMatchObject({ compared: 3, same: [], pairs: [] })
})

test('the same text but for layout, comments and types is one group', async () => {
  const commented = original.replace('// first add up all the squares', '// sums')
  const untyped = original.replaceAll(': tf.Tensor[]', '').replace(': number', '')
  const { same, pairs } = await findSimilarTexts(texts(original, independent, commented, untyped), [starter])
  expect(same).toEqual([{ ids: ['text 0', 'text 2', 'text 3'], telling: true }])
  expect(pairs).toEqual([])
})

test('what more than a quarter of the class wrote is what the exercise asks for', async () => {
  const others = Array.from({ length: 12 }, (_, seed) => unlike(seed + 1))
  const written = (name: string) => original.replaceAll('factor', name)
  const few = await findSimilarTexts(texts(written('a1'), written('a2'), written('a3'), ...others), [starter])
  expect(few.pairs.filter(({ right }) => right === 'text 1' || right === 'text 2')).toHaveLength(3)
  const many = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'].map(written)
  const common = await findSimilarTexts(texts(...many, ...others), [starter])
  expect(common.pairs.filter(({ left }) => Number(left.slice(5)) < many.length)).toEqual([])
})

test('comments that two have and nobody else are worth a look, also where the code differs', async () => {
  const comments = '  // sqrt of the sum, see the lecture\n  // do not divide by zero here\n'
  const withComments = (source: string) => source.replace('tf.Tensor[] {\n', `tf.Tensor[] {\n${comments}`)
  const { pairs } = await findSimilarTexts(texts(withComments(original), withComments(independent)), [starter])
  expect(pairs).toHaveLength(1)
  expect(pairs[0]?.comments).toEqual(['sqrt of the sum, see the lecture', 'do not divide by zero here'])
})

test('names that two chose are told, what the starter and the language have are not', async () => {
  const { pairs } = await findSimilarTexts(texts(original, original.replace('wholeNorm.add(1e-6)', 'wholeNorm')), [
    starter,
  ])
  expect(pairs[0]?.names.toSorted()).toEqual(['factor', 'gradient', 'squares', 'wholeNorm'])
})

test('a text that is no program is named and left out', async () => {
  const found = await findSimilarTexts(texts(original, 'export function clip( {', disguised), [starter])
  expect(found).toMatchObject({ compared: 2, unreadable: ['text 1'] })
  expect(found.pairs).toHaveLength(1)
})

test('nothing to compare is no failure', async () => {
  expect(await findSimilarTexts([], [])).toEqual({ compared: 0, unreadable: [], same: [], pairs: [] })
})

test('a comment of nothing but empty lines is read in one go', async () => {
  const empty = `/*${'\n'.repeat(60_000)}x*/\n${original}`
  expect(await findSimilarTexts(texts(empty, disguised), [starter])).toMatchObject({ compared: 2, unreadable: [] })
})

test('texts that repeat one line thousands of times end, and other work goes on meanwhile', async () => {
  const flood = (name: string) =>
    `${starter}\n${`export const ${name} = () => 1\n`.slice(0, -1)}\n${`${name}.call(0, 1, 2, 3);\n`.repeat(4000)}`
  let turns = 0
  const clock = setInterval(() => (turns += 1), 1)
  const { pairs } = await findSimilarTexts(
    texts(...Array.from({ length: 20 }, (_, index) => flood(`name${index}`)), original, disguised),
    [starter],
  )
  clearInterval(clock)
  expect(turns).toBeGreaterThan(3)
  expect(pairs.length).toBeLessThanOrEqual(pairsAtMost)
  expect(pairs).toContainEqual(expect.objectContaining({ left: 'text 20', right: 'text 21' }))
})
