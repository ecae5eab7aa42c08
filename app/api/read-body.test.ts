import { expect, test } from 'vitest'

import { readBody } from './read-body.ts'

const request = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://gym.example/api', { method: 'POST', body, headers, duplex: 'half' } as RequestInit)

test('a body up to the limit is read', async () => {
  expect(await readBody(request('四个字节'), 12)).toBe('四个字节')
})

test('a longer one is null, also when it does not say how long it is', async () => {
  expect(await readBody(request('四个字节'), 11)).toBeNull()
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(new Uint8Array(1024))
    },
  })
  expect(await readBody(request(stream), 4096)).toBeNull()
})
