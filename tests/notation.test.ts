/** One thing has one name and one letter, in every lesson and every task. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const texts = globSync(['lessons/*/*/??.mdx', 'exercises/*/??.md'], { cwd: root }).map((file) => ({
  file,
  text: readFileSync(path.join(root, file), 'utf8'),
}))

test('there are texts in both languages', () => {
  for (const ending of ['en.mdx', 'zh.mdx', 'en.md', 'zh.md']) {
    expect(texts.filter(({ file }) => path.basename(file) === ending).length).toBeGreaterThan(10)
  }
})

test.for(texts)('L is the depth, and the loss is written 𝓛: $file', ({ text }) => {
  expect(text.match(/\\partial\s*\{?\s*L(?![A-Za-z])/g)).toBeNull()
})

// What the glossary calls 单元, 跳跃连接 and 高斯随机矩阵 is called so everywhere.
test.for(texts.filter(({ file }) => file.includes('zh.')))('one Chinese word for one thing: $file', ({ text }) => {
  expect(text.match(/神经元|捷径|正态抽样的?(?:矩阵|权重)/g)).toBeNull()
})
