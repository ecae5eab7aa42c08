import { expect, test } from 'vitest'

import { type Changed, checks } from './checks.ts'

/** The arguments of each check that such a change calls for. */
function called(changed: Changed): Record<string, string[]> {
  return Object.fromEntries(
    checks.flatMap(({ name, args }) => {
      const found = args(changed)
      return found === undefined ? [] : [[name, found]]
    }),
  )
}

test('a change of one file is checked by what looks at files, at that file alone', () => {
  const file = 'rig/checks/rooms.ts'
  const found = called([file])
  expect(Object.keys(found)).toEqual(['unit', 'lockfile', 'types', 'lint', 'format', 'unused', 'boundaries'])
  for (const name of ['unit', 'lint', 'format']) expect(found[name]).toContain(file)
  expect(found['unit']).toContain('related')
})

test('a change of an exercise proves that exercise, and one of the grader all of them', () => {
  expect(called(['exercises/he-30-layers/checks.ts'])['exercises']?.slice(1)).toEqual(['check', 'he-30-layers'])
  expect(called(['exercises/he-30-layers/checks.ts', 'grader/judge/verbs.ts'])['exercises']?.slice(1)).toEqual([
    'check',
    '--all',
  ])
})

test('files that are gone are handed to nobody', () => {
  const found = called(['components/ui/gone.ts', 'exercises/gone/checks.ts'])
  expect(Object.values(found).flat().join(' ')).not.toContain('gone')
})

test.each([
  ['.oxlintrc.json', 'lint'],
  ['.oxfmtrc.json', 'format'],
  ['vitest.config.ts', 'unit'],
  ['package-lock.json', 'unit'],
])('a change of %s makes %s look at every file', (file, name) => {
  const all = called('everything')
  expect(called([file])[name]).toEqual(all[name])
})

test('everything is everything', () => {
  const found = called('everything')
  expect(found['exercises']).toContain('--all')
  expect(found['unit']).toContain('run')
  expect(found['unit']).not.toContain('related')
})
