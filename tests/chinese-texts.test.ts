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
