/** A name on an element without a role is read to nobody: many screen readers leave it out, and ARIA forbids it. */
import { readFile } from 'node:fs/promises'
import { globSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const checkout = path.resolve(import.meta.dirname, '..')
const files = globSync('{app,components}/**/*.tsx', { cwd: checkout })
/** Opening tags of elements that have no role of their own; arrows inside attributes do not end them. */
const plainTag = /<(?:div|span|p|li|strong|em)\b(?:=>|[^>])*>/g

test('no element is named that has no role', async () => {
  expect(files.length).toBeGreaterThan(100)
  const found: string[] = []
  for (const file of files) {
    const text = await readFile(path.join(checkout, file), 'utf8')
    for (const [tag] of text.matchAll(plainTag)) {
      if (/\saria-label(?:ledby)?=/.test(tag) && !/\srole=/.test(tag)) found.push(`${file}: ${tag.slice(0, 120)}`)
    }
  }
  expect(found).toEqual([])
})
