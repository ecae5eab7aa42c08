import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { askMs, followRows, silentMs, type LiveState } from './live-feed.ts'
import type { LiveRow } from '../../course/live/live-class.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const rowOf = (userId: string) => ({
  userId,
  name: userId,
  slug: 'xavier',
  at: 1,
  attempts: 0,
  passed: false,
  submissionId: null,
  stuck: null,
})

function follow(answers: () => Promise<readonly LiveRow[]>) {
  const target = new EventTarget()
  const states: LiveState[] = []
  const feed = { over: false, closed: false, asked: 0 }
  const end = followRows({
    stream: {
      addEventListener: (type, listener) => target.addEventListener(type, listener),
      close: () => void (feed.closed = true),
      isOver: () => feed.over,
    },
    ask: () => {
      feed.asked += 1
      return answers()
    },
    onChange: (state) => states.push(state),
  })
  const tell = (type: string, data: unknown) =>
    target.dispatchEvent(new MessageEvent(type, { data: JSON.stringify(data) }))
  const last = () => ({ connection: states.at(-1)?.connection, people: [...(states.at(-1)?.rows.keys() ?? [])] })
  return { target, feed, end, tell, last }
}

test('a stream that speaks is believed, and nothing is asked', async () => {
  const { feed, tell, last } = follow(async () => [])
  tell('board', [rowOf('a'), rowOf('b')])
  tell('rows', [{ userId: 'a', row: null }])
  await vi.advanceTimersByTimeAsync(10 * askMs)
  expect(last()).toEqual({ connection: 'live', people: ['b'] })
  expect(feed.asked).toBe(0)
})

test('a stream that stays silent is replaced by asking, which is said, until it speaks', async () => {
  const { feed, tell, last } = follow(async () => [rowOf('a')])
  await vi.advanceTimersByTimeAsync(silentMs)
  expect(last()).toEqual({ connection: 'asking', people: ['a'] })
  await vi.advanceTimersByTimeAsync(3 * askMs)
  expect(feed.asked).toBe(4)
  tell('board', [rowOf('b')])
  await vi.advanceTimersByTimeAsync(3 * askMs)
  expect(last()).toEqual({ connection: 'live', people: ['b'] })
  expect(feed.asked).toBe(4)
})

test('where asking fails too, the last rows stay, and it is asked again', async () => {
  let works = true
  const { last } = follow(async () => {
    if (!works) throw new Error('offline')
    return [rowOf('a')]
  })
  await vi.advanceTimersByTimeAsync(silentMs)
  works = false
  await vi.advanceTimersByTimeAsync(askMs)
  expect(last()).toEqual({ connection: 'lost', people: ['a'] })
  works = true
  await vi.advanceTimersByTimeAsync(askMs)
  expect(last()).toEqual({ connection: 'asking', people: ['a'] })
})

test('a stream that broke is asked for while the browser tries again; one that was refused is over', async () => {
  const { target, feed, tell, last } = follow(async () => [rowOf('a')])
  tell('board', [])
  target.dispatchEvent(new Event('error'))
  expect(last().connection).toBe('lost')
  await vi.advanceTimersByTimeAsync(silentMs)
  expect(last()).toEqual({ connection: 'asking', people: ['a'] })
  feed.over = true
  target.dispatchEvent(new Event('error'))
  expect(last().connection).toBe('ended')
})

test('who leaves is told nothing more', async () => {
  const { feed, end, tell, last } = follow(async () => [])
  tell('board', [])
  end()
  tell('board', [rowOf('a')])
  await vi.advanceTimersByTimeAsync(silentMs + askMs)
  expect(feed).toMatchObject({ closed: true, asked: 0 })
  expect(last().people).toEqual([])
})
