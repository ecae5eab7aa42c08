import { expect, test } from 'vitest'
import { z } from 'zod'
import { randomUuid } from './random-uuid.ts'

test('made ids are UUIDs as the server reads them, and differ', () => {
  const ids = Array.from({ length: 50 }, randomUuid)
  for (const id of ids) expect(z.uuid().safeParse(id).success, id).toBe(true)
  expect(new Set(ids).size).toBe(50)
})
