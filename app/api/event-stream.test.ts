import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { eventStream } from './event-stream.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

function openStream(options: { userId?: string; mayStill?: () => Promise<boolean> } = {}) {
  const request = new AbortController()
  const { userId = crypto.randomUUID(), mayStill = async () => true } = options
  let stream: { signal: AbortSignal; send: (text: string) => void } | undefined
  const opened = eventStream({
    signal: request.signal,
    userId,
    mayStill,
    begin: (given) => {
      stream = given
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
