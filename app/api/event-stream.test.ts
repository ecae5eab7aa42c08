import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { eventStream } from './event-stream.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

interface Asked {
  userId?: string
  method?: string
  mayStill?: () => Promise<boolean>
  begin?: () => Promise<void>
  isGone?: boolean
}

function openStream(options: Asked = {}) {
  const request = new AbortController()
  if (options.isGone === true) request.abort()
  const { userId = crypto.randomUUID(), mayStill = async () => true } = options
  let stream: { signal: AbortSignal; send: (text: string) => void } | undefined
  const opened = eventStream({
    request: { method: options.method ?? 'GET', signal: request.signal },
    userId,
    mayStill,
    begin: (given) => {
      stream = given
      return options.begin?.()
    },
  })
  return {
    opened,
    close: () => request.abort(),
    ended: () => stream?.signal.aborted,
    send: (text: string) => stream?.send(text),
  }
}

test('a stream ends within a minute after its reader lost the right to it', async () => {
  let may = true
  const { opened, ended } = openStream({ mayStill: async () => may })
  await opened
  await vi.advanceTimersByTimeAsync(120_000)
  expect(ended()).toBe(false)
  may = false
  await vi.advanceTimersByTimeAsync(60_000)
  expect(ended()).toBe(true)
})

test('where nobody can say whether they may, the stream stays', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const { opened, ended, close } = openStream({ mayStill: async () => Promise.reject(new Error('no database')) })
  await opened
  await vi.advanceTimersByTimeAsync(120_000)
  expect(ended()).toBe(false)
  close()
  expect(ended()).toBe(true)
})

test('nobody holds more than forty, and one that ends makes room', async () => {
  const userId = crypto.randomUUID()
  const streams = Array.from({ length: 40 }, () => openStream({ userId }))
  for (const { opened } of streams) await opened
  await expect(openStream({ userId }).opened).rejects.toMatchObject({ code: 'too-many-requests' })
  await openStream().opened
  streams[0]?.close()
  await openStream({ userId }).opened
})

test('who never reads is not kept', async () => {
  const { opened, send, ended } = openStream()
  await opened
  for (let count = 0; count < 1100; count += 1) send('data: x\n\n')
  expect(ended()).toBe(true)
})

/** Each of them leaves nothing behind when it is over. */
const waysToGo: Array<[string, (userId: string) => Promise<unknown>]> = [
  ['before anybody looked at the request', async (userId) => openStream({ userId, isGone: true }).opened],
  [
    'while the stream is prepared',
    async (userId) => {
      const prepared = Promise.withResolvers<void>()
      const { opened, close } = openStream({ userId, begin: async () => prepared.promise })
      close()
      prepared.resolve()
      return opened
    },
  ],
  [
    'before the first word is read',
    async (userId) => {
      const { opened, close } = openStream({ userId })
      await opened
      close()
    },
  ],
  [
    'in the middle',
    async (userId) => {
      const { opened } = openStream({ userId })
      const reader = (await opened).body?.getReader()
      await reader?.read()
      await reader?.cancel()
    },
  ],
  ['because the route refuses', async (userId) => openStream({ userId, begin: refuse }).opened.catch(() => undefined)],
  ['having asked for the headers alone', async (userId) => openStream({ userId, method: 'HEAD' }).opened],
]

async function refuse(): Promise<void> {
  throw new Error('forbidden')
}

test.each(waysToGo)('a hundred who go %s leave room, and no clock that goes on', async (_, go) => {
  const userId = crypto.randomUUID()
  for (let count = 0; count < 100; count += 1) await go(userId)
  expect(vi.getTimerCount()).toBe(0)
  const { opened, close } = openStream({ userId })
  await opened
  expect(vi.getTimerCount()).toBe(1)
  close()
})

test('nothing is begun for who has gone, and the answer is an empty stream', async () => {
  const begin = vi.fn<() => Promise<void>>()
  const response = await openStream({ isGone: true, begin }).opened
  expect(begin).not.toHaveBeenCalled()
  expect(await response.text()).toBe('')
})
