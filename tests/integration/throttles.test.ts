import { expect, test } from 'vitest'
import { countAttempt, forgetThrottles } from '../../store/sign-in/throttles.ts'
import { openDatabase, closeDatabase } from '../../store/foundation/database.ts'
import { useDatabase } from './database.ts'

const { url, database } = useDatabase()
const rule = { limit: 3, windowSeconds: 60 }
const start = new Date('2026-01-01T00:00:00Z')

test('attempts in parallel from two copies of the web cannot pass together', async () => {
  const other = openDatabase(url, { connections: 4 })
  try {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        countAttempt(index % 2 === 0 ? database : other, { key: 'parallel', rule, now: start }),
      ),
    )
    expect(answers.filter(({ allowed }) => allowed)).toHaveLength(3)
  } finally {
    await closeDatabase(other)
  }
})

test('a new window begins anew, and the answer says when', async () => {
  const at = (seconds: number) =>
    countAttempt(database, { key: 'window', rule, now: new Date(start.getTime() + seconds * 1000) })
  for (let count = 0; count < 3; count += 1) expect((await at(50)).allowed).toBe(true)
  expect(await at(50)).toEqual({ allowed: false, retryAfterSeconds: 10 })
  expect((await at(60)).allowed).toBe(true)
})

test('keys do not count for each other, and old windows are forgotten', async () => {
  for (let count = 0; count < 4; count += 1) await countAttempt(database, { key: 'one', rule, now: start })
  expect((await countAttempt(database, { key: 'two', rule, now: start })).allowed).toBe(true)
  await forgetThrottles(database, new Date(start.getTime() + 1000))
  expect(await database.throttle.count({ where: { windowStart: start } })).toBe(0)
})
