/** The interface's own texts, so that one story runs in both languages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export const locales = ['en', 'zh'] as const
export type Locale = (typeof locales)[number]

/**
 * A text of messages/ by namespace and key.
 * @throws Error for a key that is not there
 */
export function say(locale: Locale, key: string): string {
  const [namespace = '', ...path] = key.split('.')
  const file = join(import.meta.dirname, '..', '..', 'messages', locale, `${namespace}.json`)
  let node: unknown = JSON.parse(readFileSync(file, 'utf8'))
  for (const part of path) node = typeof node === 'object' && node !== null ? Reflect.get(node, part) : undefined
  if (typeof node !== 'string') throw new Error(`messages/${locale} has no text ${key}`)
  return node
}
