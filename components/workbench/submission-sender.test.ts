import { expect, test } from 'vitest'
import { makeSubmissionSender, type Sent } from './submission-sender.ts'

const stored: Sent = { ok: true, id: 's1' }
const offline: Sent = { ok: false, code: 'offline' }
const never = new AbortController().signal

/** A server that gives these answers, one after another, the last one for ever. */
function serverWith(...answers: [Sent, ...Sent[]]) {
  const tries: Array<{ source: string; key: string }> = []
  let keys = 0
  const sender = makeSubmissionSender({
    send: async (source, key) => {
      tries.push({ source, key })
      return answers[Math.min(tries.length, answers.length) - 1] ?? answers[0]
    },
    makeKey: () => `key ${(keys += 1)}`,
    pause: async () => undefined,
  })
  return { sender, tries, keysOf: () => tries.map(({ key }) => key) }
}

test('a lost answer is asked for again with the same key', async () => {
  const { sender, keysOf } = serverWith(offline, { ok: false, code: 'unexpected' }, stored)
  expect(await sender.send('a', never)).toEqual(stored)
  expect(keysOf()).toEqual(['key 1', 'key 1', 'key 1'])
})

test('each sending that was answered is one of its own, even of the same code', async () => {
  const { sender, keysOf } = serverWith(stored)
  await sender.send('a', never)
  await sender.send('a', never)
  expect(keysOf()).toEqual(['key 1', 'key 2'])
})

test('code that nobody answered for keeps its key when it is sent again by hand; other code gets another', async () => {
  const { sender, tries } = serverWith(offline)
  expect(await sender.send('a', never)).toEqual(offline)
  const first = tries.length
  await sender.send('a', never)
  await sender.send('b', never)
  expect(first).toBeGreaterThan(1)
  expect(tries.every(({ source, key }) => key === (source === 'a' ? 'key 1' : 'key 2'))).toBe(true)
})

test('a refusal is an answer: it is not sent again, and the next sending has a new key', async () => {
  const refused: Sent = { ok: false, code: 'too-many-requests' }
  const { sender, keysOf } = serverWith(refused, stored)
  expect(await sender.send('a', never)).toEqual(refused)
  await sender.send('a', never)
  expect(keysOf()).toEqual(['key 1', 'key 2'])
})

test('who left sends no more', async () => {
  const { sender, tries } = serverWith(offline)
  await sender.send('a', AbortSignal.abort())
  expect(tries).toHaveLength(1)
})
