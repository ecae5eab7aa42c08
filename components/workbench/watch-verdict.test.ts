import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { FoundSubmission } from '../../contracts/submissions.ts'
import { watchVerdict, type EventStream } from './watch-verdict.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const queued: FoundSubmission = { id: 's1', createdAt: '', state: 'queued', verdict: null, source: '' }
const graded: FoundSubmission = { ...queued, state: 'graded' }

class FakeStream extends EventTarget implements EventStream {
  closed = false
  close(): void {
    this.closed = true
  }
}

function watch() {
  const stream = new FakeStream()
  const controller = new AbortController()
  const server = { answer: queued as FoundSubmission | null, asked: 0 }
  const verdict = watchVerdict({
    id: 's1',
    find: async () => {
      server.asked++
      return server.answer
    },
    openEvents: () => stream,
    signal: controller.signal,
  })
  return { stream, server, verdict, controller }
}

test('a verdict event brings the verdict at once, and the stream is closed', async () => {
  const { stream, server, verdict } = watch()
  stream.dispatchEvent(new Event('open'))
  await vi.advanceTimersByTimeAsync(0)
  server.answer = graded
  stream.dispatchEvent(new MessageEvent('verdict', { data: '{"submissionId":"s1"}' }))
  await expect(verdict).resolves.toBe(graded)
  expect(stream.closed).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a verdict that came before the stream opened is found when it opens', async () => {
  const { stream, server, verdict } = watch()
  server.answer = graded
  stream.dispatchEvent(new Event('open'))
  await expect(verdict).resolves.toBe(graded)
})

test('without a stream it asks every two seconds', async () => {
  const { stream, server, verdict } = watch()
  stream.dispatchEvent(new Event('error'))
  await vi.advanceTimersByTimeAsync(6_100)
  expect(server.asked).toBe(3)
  server.answer = graded
  await vi.advanceTimersByTimeAsync(2_000)
  await expect(verdict).resolves.toBe(graded)
})

test('an answer that fails is asked for again', async () => {
  const { server, verdict } = watch()
  server.answer = null
  await vi.advanceTimersByTimeAsync(4_100)
  server.answer = graded
  await vi.advanceTimersByTimeAsync(2_000)
  await expect(verdict).resolves.toBe(graded)
})

test('it can be given up', async () => {
  const { controller, verdict, stream } = watch()
  controller.abort()
  await expect(verdict).resolves.toBeNull()
  expect(stream.closed).toBe(true)
})
