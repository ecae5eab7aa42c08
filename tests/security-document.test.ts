import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.join(import.meta.dirname, '..')
const document = readFileSync(path.join(root, 'docs', 'security.md'), 'utf8')

/** How many requirements of levels 1 and 2 each chapter of ASVS 5.0.0 has, with those of level 3 that the project has set itself. */
const chapters = [28, 11, 19, 10, 11, 36, 18, 7, 7, 29, 14, 9, 13, 9, 16, 16, 7]

interface Row {
  requirement: string
  standing: string
  where: string
  tests: string
}

const rows: Row[] = [...document.matchAll(/^\| (\d+\.\d+\.\d+[^|]*) \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$/gm)].map(
  ([, requirement = '', standing = '', where = '', tests = '']) => ({ requirement, standing, where, tests }),
)

/** `6.2.2–6.2.3` are two. */
function numbersOf(requirement: string): string[] {
  const [from = '', to = from] = requirement.replace(/ \(L3\)$/, '').split('–')
  const [section, first, last] = [from.replace(/\.\d+$/, ''), numberOf(from), numberOf(to)]
  return Array.from({ length: last - first + 1 }, (_, index) => `${section}.${first + index}`)
}

function numberOf(requirement: string): number {
  return Number(requirement.split('.').at(-1))
}

test('every requirement is answered, once', () => {
  const all = rows.flatMap(({ requirement }) => numbersOf(requirement))
  expect(new Set(all).size).toBe(all.length)
  const counted = chapters.map((_, index) => all.filter((one) => one.startsWith(`${index + 1}.`)).length)
  expect(counted).toEqual(chapters)
})

test.each(rows)('$requirement says how it stands, and names tests where it is met by something of ours', (row) => {
  expect(row.standing).toMatch(/^(met|part|operator|n\/a)$/)
  expect(row.where).not.toBe('')
  const mayHaveNone = ['operator', 'n/a'].includes(row.standing)
  expect(row.tests !== '' || mayHaveNone).toBe(true)
})

const named = [
  ...new Set(
    [...document.matchAll(/`((?:[\w.[\]()@-]+\/)+[\w.[\]()-]*|[\w.-]+\.(?:ts|js|md))`/g)].map(([, file = '']) => file),
  ),
]

test('there are files to look for', () => {
  expect(named.length).toBeGreaterThan(60)
})

test.each(named)('%s exists', (file) => {
  expect(existsSync(path.join(root, file))).toBe(true)
})

test('what stands in the column of tests are tests, or a word that there is none', () => {
  for (const { requirement, tests } of rows) {
    if (tests === '' || tests === 'none') continue
    for (const one of tests.split(', '))
      expect([requirement, one]).toEqual([requirement, expect.stringMatching(/\.(test|spec)\.tsx?`$/)])
  }
})

test('what is met in part is listed in one place', () => {
  const list = /## Not met, in one place\n([^#]*)/.exec(document)?.[1] ?? ''
  const listed = new Set(list.match(/\d+\.\d+\.\d+/g))
  const inPart = rows.filter(({ standing }) => standing === 'part').flatMap(({ requirement }) => numbersOf(requirement))
  expect(inPart.filter((one) => !listed.has(one) && one !== '1.3.2')).toEqual([])
})
