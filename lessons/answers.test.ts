import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const files = globSync('*/*/*.mdx', { cwd: import.meta.dirname })

test('there are lessons', () => expect(files.length).toBeGreaterThan(20))

// A formula is no name for a radio button: some screen readers pass over it.
test.for(files)('every answer to choose has words or numbers of its own: %s', (file) => {
  const text = readFileSync(path.join(import.meta.dirname, file), 'utf8')
  const answers = Array.from(text.matchAll(/<Answer[^>]*>(.*?)<Why>/gs), ([, answer = '']) => answer)
  expect(answers.length).toBeGreaterThan(5)
  expect(answers.filter((answer) => !/[\p{L}\p{N}]/u.test(answer.replaceAll(/\$[^$]*\$/g, '')))).toEqual([])
})
