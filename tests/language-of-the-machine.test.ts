import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
/** Without a language, each takes that of the process: a page would differ between the server and the browser. */
const unspoken =
  /\.localeCompare\(\s*[^,()]*(?:\([^()]*\))?[^,()]*\)|\.toLocale(?:\w*)\(\s*\)|new Intl\.(?:Collator|NumberFormat|PluralRules|RelativeTimeFormat|ListFormat|DateTimeFormat)\(\s*\)/g

test('nothing that is shown is sorted or written in the language of the machine', () => {
  const files = globSync('{app,components,contracts,course,server,i18n}/**/*.{ts,tsx}', { cwd: root })
  expect(files.length).toBeGreaterThan(300)
  const found = files.flatMap((file) => {
    const text = readFileSync(path.join(root, file), 'utf8')
    return (text.match(unspoken) ?? []).map((what) => `${file}: ${what}`)
  })
  expect(found).toEqual([])
})

test('such a use would be seen', () => {
  const wrong = ['a.name.localeCompare(b.name)', 'n.toLocaleString()', 'new Intl.NumberFormat()']
  expect(wrong.filter((text) => text.match(unspoken) === null)).toEqual([])
  const right = [
    "a.localeCompare(b, 'zh')",
    "n.toLocaleString('en')",
    'new Intl.NumberFormat(locale)',
    'Intl.DateTimeFormat().resolvedOptions()',
  ]
  expect(right.filter((text) => text.match(unspoken) !== null)).toEqual([])
})
