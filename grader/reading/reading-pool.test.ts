import { expect, test } from 'vitest'
import { makeMailbox, RealmDied } from '../host/mailbox.ts'
import { makeReadingPool, ReadingLimit } from './reading-pool.ts'
import type { ReadingRealm } from './reading-pool.ts'

/** What a realm does with a text of this name; it answers any other with the name. */
type Fate = Record<string, (realm: ReadingRealm) => void>

const nothing = (): void => undefined
const die = (realm: ReadingRealm): void => realm.port.mailbox.close(new RealmDied('died', 'crashed'))

function makePool(fate: Fate = {}, options: { realms?: number; opens?: boolean; cpuMs?: () => Promise<number> } = {}) {
  const opened: ReadingRealm[] = []
  const read: string[] = []
  const ended: ReadingRealm[] = []
  const pool = makeReadingPool({
    realms: options.realms ?? 1,
    wallMs: 400,
    open: async () => {
      if (options.opens === false) throw new RealmDied('died', 'it does not start')
      const mailbox = makeMailbox()
      const realm: ReadingRealm = {
        port: {
          mailbox,
          post(message) {
            const { name }: { name: string } = JSON.parse((message as { command: string }).command)
            read.push(name)
            const act = fate[name] ?? (() => mailbox.push(name))
            act(realm)
          },
          end: () => void ended.push(realm),
        },
        ...(options.cpuMs === undefined ? {} : { cpuMs: options.cpuMs }),
      }
      opened.push(realm)
      return realm
    },
  })
  const ask = (name: string, signal?: AbortSignal) => pool.ask({ name, given: [] }, 30, { signal })
  return { pool, ask, opened, read, ended }
}

test('one realm reads one text after another, in the order in which they came', async () => {
  const { ask, opened, read } = makePool()
  expect(await Promise.all([ask('a'), ask('b'), ask('c')])).toEqual(['a', 'b', 'c'])
  expect(read).toEqual(['a', 'b', 'c'])
  expect(opened).toHaveLength(1)
})

test('a text that takes too long ends with its realm, and the next one is read in another', async () => {
  const { ask, opened, ended } = makePool({ endless: nothing })
  const [endless, next] = await Promise.allSettled([ask('endless'), ask('next')])
  expect(endless).toMatchObject({ status: 'rejected', reason: expect.any(ReadingLimit) })
  expect(next).toEqual({ status: 'fulfilled', value: 'next' })
  expect(opened).toHaveLength(2)
  expect(ended).toEqual([opened[0]])
})

test('a realm that the machine gives no time says nothing about the text', async () => {
  const { ask } = makePool({ waits: nothing }, { cpuMs: async () => 1000 })
  await expect(ask('waits')).rejects.toMatchObject({ name: 'RealmDied', reason: 'starved' })
})

test('what a realm used for the texts before does not count', async () => {
  let used = 0
  const { ask } = makePool({ slow: ({ port }) => port.mailbox.push('slow') }, { cpuMs: async () => (used += 29) })
  expect([await ask('slow'), await ask('slow'), await ask('slow')]).toEqual(['slow', 'slow', 'slow'])
})

test('a realm that dies once is the machine’s, twice is the text’s', async () => {
  let deaths = 0
  const once = makePool({
    fragile: (realm) => (deaths++ === 0 ? die(realm) : realm.port.mailbox.push('read')),
  })
  expect(await once.ask('fragile')).toBe('read')
  const always = makePool({ deadly: die })
  await expect(always.ask('deadly')).rejects.toBeInstanceOf(ReadingLimit)
  expect(always.opened).toHaveLength(2)
  expect(await always.ask('next')).toBe('next')
})

test('a realm that does not come up says nothing about the text', async () => {
  await expect(makePool({}, { opens: false }).ask('a')).rejects.toMatchObject({ name: 'RealmDied', reason: 'error' })
})

test('memory that runs out is the text’s at once', async () => {
  const { ask, read } = makePool({
    large: ({ port }) => port.mailbox.close(new RealmDied('out-of-memory', 'too much')),
  })
  await expect(ask('large')).rejects.toBeInstanceOf(ReadingLimit)
  expect(read).toEqual(['large'])
})

test('a realm that died while it waited is replaced, and nobody is told', async () => {
  const { pool, ask, opened } = makePool()
  await pool.warm()
  const [first] = opened
  if (first !== undefined) die(first)
  expect(await ask('a')).toBe('a')
  expect(opened).toHaveLength(2)
})

test('who stops is answered at once, whether it was being read or waited', async () => {
  const { ask, read } = makePool({ endless: nothing })
  const stopping = new AbortController()
  const asked = [ask('endless', stopping.signal), ask('waiting', stopping.signal), ask('other')]
  stopping.abort()
  const [endless, waiting, other] = await Promise.allSettled(asked)
  for (const one of [endless, waiting]) expect(one).toMatchObject({ reason: { reason: 'stopped' } })
  expect(other).toEqual({ status: 'fulfilled', value: 'other' })
  expect(read).not.toContain('waiting')
  await expect(ask('later', stopping.signal)).rejects.toMatchObject({ reason: 'stopped' })
})

test('while one text takes long, others are read beside it', async () => {
  const { ask } = makePool({ endless: nothing }, { realms: 2 })
  const order: string[] = []
  const endless = ask('endless').catch(() => order.push('endless'))
  for (const name of ['a', 'b', 'c']) order.push(await ask(name))
  await endless
  expect(order).toEqual(['a', 'b', 'c', 'endless'])
})

test('closing ends what is read, what waits, and every realm', async () => {
  const { pool, ask, opened, ended } = makePool({ endless: nothing })
  const asked = [ask('endless'), ask('waiting')]
  await Promise.resolve()
  pool.close()
  for (const one of await Promise.allSettled(asked)) expect(one).toMatchObject({ reason: { reason: 'stopped' } })
  await expect(ask('later')).rejects.toMatchObject({ reason: 'stopped' })
  expect(ended).toEqual(opened)
})
