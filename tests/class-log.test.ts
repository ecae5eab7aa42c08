import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

import { classActions } from '../course/classes/class-log.ts'

test('the log of a class has words for everything that is written into it', () => {
  const written = globSync('server/**/*.ts').flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/appendAuditEvent\([^;]*?subject: `classroom:/g)].flatMap(([call]) =>
      [...call.matchAll(/'([a-z]+\.[a-z-]+)'/g)].map(([, action = '']) => action),
    ),
  )
  // Who could read that one is gone with the class.
  const known = new Set<string>([...classActions, 'classroom.deleted'])
  expect(written.filter((action) => !known.has(action))).toEqual([])
  expect(written.length).toBeGreaterThan(15)
})
