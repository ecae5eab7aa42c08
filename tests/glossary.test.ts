/** The glossary and the texts agree: a word is explained where it says so, and what it rules out is not used. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readGlossary } from '@/course/course/glossary.ts'
import { locales } from '@/i18n/routing.ts'

const root = path.join(import.meta.dirname, '..')
const lessons = path.join(root, 'lessons')
const { entries, notation } = await readGlossary({
  readText: (...below) => readFile(path.join(lessons, ...below), 'utf8'),
})

test('each word stands once', () => {
  expect(entries.length).toBeGreaterThan(30)
  for (const values of [
    entries.map(({ id }) => id),
    ...locales.map((locale) => entries.map(({ term }) => term[locale])),
  ]) {
    expect(new Set(values).size).toBe(values.length)
  }
})

describe.each(entries)('$id', ({ term, symbol, lesson }) => {
  test.each(locales)('is explained in the lesson that it names (%s)', (locale) => {
    const file = path.join(lessons, lesson, `${locale}.mdx`)
    expect(existsSync(file)).toBe(true)
    const text = readFileSync(file, 'utf8')
    const named = text.toLowerCase().includes(term[locale].toLowerCase())
    expect(named || (symbol !== undefined && text.includes(symbol))).toBe(true)
  })
})

describe.each(locales)('the texts in %s', (locale) => {
  const texts = globSync([`lessons/*/*/${locale}.mdx`, `exercises/*/${locale}.md`], { cwd: root })
  const ruledOut = entries.flatMap(({ avoid }) => avoid?.[locale] ?? [])

  test.each(texts)('use no word that the glossary rules out: %s', (file) => {
    const text = readFileSync(path.join(root, file), 'utf8').toLowerCase()
    expect(ruledOut.filter((word) => text.includes(word))).toEqual([])
  })

  test('such a word is seen, and none is a word of the glossary', () => {
    expect(ruledOut.length).toBeGreaterThan(0)
    const words = entries.map(({ term }) => term[locale].toLowerCase())
    expect(ruledOut.filter((word) => words.some((known) => known.includes(word)))).toEqual([])
  })

  test('L is the depth, and the loss is written 𝓛', () => {
    const wrong = texts.filter((file) =>
      /\\partial\s*\{?\s*L(?![A-Za-z])/.test(readFileSync(path.join(root, file), 'utf8')),
    )
    expect(wrong).toEqual([])
    expect(notation[locale]).toContain('\\mathcal L')
  })
})
