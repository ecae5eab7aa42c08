import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const texts = globSync(['lessons/*/*/zh.mdx', 'exercises/*/zh.md'], { cwd: root }).map((file) => ({
  file,
  // Code and formulas have stars of their own.
  prose: readFileSync(path.join(root, file), 'utf8').replaceAll(/```.*?```|`[^`\n]*`|\$\$.*?\$\$|\$[^$\n]*\$/gs, ''),
}))

test('there are Chinese texts', () => {
  expect(texts.length).toBeGreaterThan(10)
})

test.for(texts)('Chinese is emphasised in bold, not slanted: $file', ({ prose }) => {
  expect(prose.match(/(?<![*\\])\*(?![*\s])[^*\n]*\p{Script=Han}[^*\n]*\*(?!\*)/gu)).toBeNull()
})

test.for(texts)('no space stands before a percent sign: $file', ({ prose }) => {
  expect(prose.match(/.{0,10}\d %/g)).toBeNull()
})

/** Without code, formulas, addresses and attributes, which have marks of their own. */
const withoutCode = (prose: string): string =>
  prose.replaceAll(/https?:\/\/[^\s)]+|^(?:import|export) .*$|<[^<>\n]*>|\{\/\*.*?\*\/\}/gm, ' ')

/** A half-width mark that a Chinese sentence would write in full width, with what stands around it. */
const halfWidth =
  /.{0,10}(?:(?<=[\p{Script=Han}”）])[,;:?!]|[,;:?!](?=\p{Script=Han})|\((?=\p{Script=Han})|(?<=\p{Script=Han})\)|(?<=\p{Script=Han})\.(?!\w)).{0,10}/gu

test.for(texts)('marks between Chinese characters are full-width: $file', ({ prose }) => {
  expect(withoutCode(prose).match(halfWidth)).toBeNull()
})

test.for(texts)('Chinese and Latin words stand apart: $file', ({ prose }) => {
  expect(
    withoutCode(prose).match(/.{0,10}(?:\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}).{0,10}/gu),
  ).toBeNull()
})

const messages = globSync('messages/zh/*.json', { cwd: root }).flatMap((file) =>
  flatten(JSON.parse(readFileSync(path.join(root, file), 'utf8')), path.basename(file, '.json')),
)

function flatten(node: unknown, key: string): Array<{ key: string; text: string }> {
  if (typeof node === 'string') return [{ key, text: node }]
  if (typeof node !== 'object' || node === null) throw new Error(`${key} is no text`)
  return Object.entries(node).flatMap(([name, child]) => flatten(child, `${key}.${name}`))
}

test('messages have full-width marks between Chinese characters', () => {
  expect(messages.length).toBeGreaterThan(1000)
  expect(messages.filter(({ text }) => text.match(halfWidth) !== null)).toEqual([])
})

/** What these stand for is Chinese text of ours: names of axes, of methods, of states. */
const chineseValues = new Set([
  'axes.leaves axis',
  'axes.title y',
  'axes.title x',
  'axes.summary.scales x',
  'axes.summary.leaves axis',
  'axes.summary.notFinite axis',
  'figures.clip.plane method',
  'figures.conditioning.plane name',
  'preview.table y',
  'verdict.check.measuredExpected expected',
  'verdict.check.expectedOnly expected',
])

test('a name or a number in a message stands apart from the Chinese characters beside it', () => {
  const beside = /(?<=\p{Script=Han})\{(\w+)\}|\{(\w+)\}(?=\p{Script=Han})/gu
  const found = messages.flatMap(({ key, text }) =>
    [...text.matchAll(beside)].map(([, after, before]) => `${key} ${after ?? before ?? ''}`),
  )
  expect(found.filter((one) => !chineseValues.has(one))).toEqual([])
  expect([...chineseValues].filter((one) => !found.includes(one))).toEqual([])
})

test('Chinese and Latin words of a message stand apart', () => {
  const mixed = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9%]\p{Script=Han}/u
  expect(messages.filter(({ text }) => mixed.test(text.replaceAll(/\{[^{}]*\}|<\/?\w+>/g, ' ')))).toEqual([])
})
