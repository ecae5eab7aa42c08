import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { refuseOtherStarter } from './compare-starters.ts'
import { parseExercise } from './parse-exercise.ts'
import { finished } from './playing-host.ts'
import { hashReferenceSources } from './revision.ts'

const english = '/** Doubles. */\nexport function f(x: number): number {\n  // TODO: double it.\n  return x\n}\n'
const refusal = (zh: string): string | undefined => {
  try {
    refuseOtherStarter({ slug: 'doubles', starters: { en: english, zh } })
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

test('comments and layout may differ', () => {
  expect(refusal(english)).toBeUndefined()
  expect(
    refusal('/** 加倍。 */\nexport function f( x: number ): number {\n  // TODO：加倍\n  return x }\n'),
  ).toBeUndefined()
})

test.each([
  ['return x', 'return 2 * x', 'line 4: "2" stands where starter.ts has "x"'],
  ['x: number', 'x: string', 'line 2: "string" stands where starter.ts has "number"'],
  ['  return x\n', '', 'line 4: "}" stands where starter.ts has "return"'],
  ['return x\n}\n', 'return x\n', 'does not parse'],
  ['}\n', '}\nf(1)\n', 'line 6: "f" stands where starter.ts has nothing'],
])('code may not: %j for %j', (from, to, reason) => {
  expect(refusal(english.replace(from, to))).toContain(reason)
})

test('Chinese comments change neither the revision nor what reference.json was made from', () => {
  const { 'starter.zh.ts': _, ...without } = finished
  const [one, other] = [parseExercise('squared-norm', finished), parseExercise('squared-norm', without)]
  expect(one.starters.zh).toContain('由你来写')
  expect(other.starters.zh).toBe(other.starters.en)
  expect(one.revision).toBe(other.revision)
  expect(hashReferenceSources(one.files)).toBe(hashReferenceSources(other.files))
})

const root = path.join(import.meta.dirname, '../../exercises')
const slugs = globSync('*/starter.ts', { cwd: root }).map((file) => path.dirname(file))

test.each(slugs)('%s begins with the same code in both languages, and with comments in each', (slug) => {
  const read = (file: string): string => readFileSync(path.join(root, slug, file), 'utf8')
  const starters = { en: read('starter.ts'), zh: read('starter.zh.ts') }
  expect(() => refuseOtherStarter({ slug, starters })).not.toThrow()
  expect(starters.zh).toMatch(/TODO：\p{Script=Han}|TODO：.*\p{Script=Han}/u)
  // Words of a language, other than names and tags, stand in comments alone.
  const comments = starters.zh.match(/\/\*[^]*?\*\/|\/\/.*/g) ?? []
  expect(comments.filter((comment) => !/\p{Script=Han}/u.test(comment))).toEqual([])
  expect(starters.en).not.toMatch(/\p{Script=Han}/u)
})
