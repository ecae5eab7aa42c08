import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { createTranslator } from 'next-intl'
import { describe, expect, test } from 'vitest'

import { namespaces } from '../i18n/namespaces.ts'

const root = join(import.meta.dirname, '..', 'messages')

test('every namespace is listed, and every listed one is there, in both languages', () => {
  for (const locale of ['en', 'zh'])
    expect(readdirSync(join(root, locale)).toSorted()).toEqual(namespaces.map((namespace) => `${namespace}.json`))
})

describe.each(namespaces)('%s', (namespace) => {
  const en = readMessages('en', namespace)
  const zh = readMessages('zh', namespace)

  test('says the same things in both languages', () => {
    expect([...zh.keys()].toSorted()).toEqual([...en.keys()].toSorted())
  })

  test('names the same values and marks in both languages', () => {
    for (const [key, text] of en)
      expect([key, ...placeholders(zh.get(key) ?? '')]).toEqual([key, ...placeholders(text)])
  })

  test('holds no empty text and no message that cannot be formatted', () => {
    for (const [locale, messages] of [
      ['en', en],
      ['zh', zh],
    ] as const)
      for (const [key, text] of messages) {
        expect(text.trim(), `${locale}: ${key}`).not.toBe('')
        expect(() => format(locale, text), `${locale}: ${key}`).not.toThrow()
      }
  })
})

/** Dotted keys to texts. */
function readMessages(locale: string, namespace: string): Map<string, string> {
  const parsed: unknown = JSON.parse(readFileSync(join(root, locale, `${namespace}.json`), 'utf8'))
  return new Map(flatten(parsed, ''))
}

function flatten(node: unknown, prefix: string): Array<[string, string]> {
  if (typeof node === 'string') return [[prefix, node]]
  if (typeof node !== 'object' || node === null) throw new Error(`${prefix} is neither a text nor a group of texts`)
  return Object.entries(node).flatMap(([key, child]) => flatten(child, prefix === '' ? key : `${prefix}.${key}`))
}

/** Names of ICU arguments and of tags; the branches of a plural or select are not arguments. */
function placeholders(text: string): string[] {
  const argumentNames = text.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d+)\s*)\{(\w+)\s*[,}]/g)
  const tagNames = text.matchAll(/<(\w+)>/g)
  return [...new Set([...argumentNames, ...tagNames].map((match) => match[1] ?? ''))].toSorted()
}

function format(locale: 'en' | 'zh', text: string): unknown {
  const values = Object.fromEntries(placeholders(text).map((name) => [name, text.includes(`<${name}>`) ? String : 2]))
  const t = createTranslator({
    locale,
    timeZone: 'UTC',
    messages: { text },
    onError: (error) => {
      throw error
    },
  })
  return t.rich('text', values)
}
