/** docs/course.md names what stands, and slants what does not. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const text = readFileSync(path.join(root, 'docs/course.md'), 'utf8')
const planned = Array.from(text.matchAll(/\*([^*]+)\*/g), ([, words = '']) => words.split(', ')).flat()
const stands = text.replaceAll(/\*[^*]+\*/g, '').match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? []
const folders = [
  ...globSync('exercises/*/exercise.json', { cwd: root }),
  ...globSync('lessons/*/*/lesson.json', { cwd: root }),
].map((file) => path.basename(path.dirname(file)))

test('there are folders', () => expect(folders.length).toBeGreaterThan(30))

test.each(folders)('%s is named as standing, and not as planned', (slug) => {
  expect(stands).toContain(slug)
  expect(planned).not.toContain(slug)
})
