import { expect, test } from 'vitest'

import { countHashers, makeHashingQueue, parsePoolThreads } from './hashing-queue.ts'

/** Work that ends when it is told to. */
function makeWork() {
  const { promise, resolve } = Promise.withResolvers<void>()
  let begun = false
  return {
    work: async () => {
      begun = true
      await promise
    },
    hasBegun: () => begun,
    end: resolve,
  }
}

test('so many are hashed at once, and the next begins when one of them ends', async () => {
  const queue = makeHashingQueue({ atOnce: 2 })
  const works = [makeWork(), makeWork(), makeWork(), makeWork()] as const
  const done = works.map(({ work }) => queue.run(work))
  expect(works.map(({ hasBegun }) => hasBegun())).toEqual([true, true, false, false])
  works[1].end()
  await done[1]
  expect(works.map(({ hasBegun }) => hasBegun())).toEqual([true, true, true, false])
  for (const { end } of works) end()
  await Promise.all(done)
})

test('where too many wait, the next is refused without being begun, until there is room', async () => {
  const queue = makeHashingQueue({ atOnce: 1, waitingAtMost: 1 })
  const [first, second, third, fourth] = [makeWork(), makeWork(), makeWork(), makeWork()]
  const done = [queue.run(first.work), queue.run(second.work)]
  expect(() => queue.requireRoom()).toThrow(expect.objectContaining({ code: 'busy' }))
  await expect(queue.run(third.work)).rejects.toMatchObject({ code: 'busy', details: { retryAfterSeconds: 3 } })
  expect(third.hasBegun()).toBe(false)
  first.end()
  await done[0]
  const late = queue.run(fourth.work)
  second.end()
  fourth.end()
  await Promise.all([...done, late])
  expect(fourth.hasBegun()).toBe(true)
})

test('one that fails makes room like any other', async () => {
  const queue = makeHashingQueue({ atOnce: 1, waitingAtMost: 0 })
  await expect(queue.run(async () => Promise.reject(new Error('no memory')))).rejects.toThrow('no memory')
  expect(await queue.run(async () => 'hashed')).toBe('hashed')
})

test('a core and a thread are left to others, and one hasher there always is', () => {
  expect(countHashers({ cores: 1, poolThreads: 4 })).toBe(1)
  expect(countHashers({ cores: 2, poolThreads: 4 })).toBe(1)
  expect(countHashers({ cores: 64, poolThreads: 4 })).toBe(3)
  expect(countHashers({ cores: 8, poolThreads: 16 })).toBe(7)
  expect(countHashers({ cores: 8, poolThreads: 1 })).toBe(1)
})

test('what is no size of a pool is libuv’s own', () => {
  expect([undefined, '', '0', 'many', '8'].map(parsePoolThreads)).toEqual([4, 4, 4, 4, 8])
})
