import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { makeSharedEvents } from './shared-events.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class Stream extends EventTarget {
  readyState = 0
  closed = false
  close() {
    this.closed = true
  }
  open() {
    this.readyState = 1
    this.dispatchEvent(new Event('open'))
  }
}

function setUp() {
  const streams: Stream[] = []
  const openEvents = makeSharedEvents(() => {
    const stream = new Stream()
    streams.push(stream)
    return stream
  })
  return { streams, openEvents }
}

test('all of a page listen to one stream, which ends with the last of them', () => {
  const { streams, openEvents } = setUp()
  const heard: string[] = []
  const [one, two] = [openEvents(), openEvents()]
  one.addEventListener('notice', () => heard.push('one'))
  two.addEventListener('notice', () => heard.push('two'))
  expect(streams).toHaveLength(1)
  streams[0]?.dispatchEvent(new Event('notice'))
  one.close()
  one.close()
  streams[0]?.dispatchEvent(new Event('notice'))
  expect(heard).toEqual(['one', 'two', 'two'])
  expect(streams[0]?.closed).toBe(false)
  two.close()
  expect(streams[0]?.closed).toBe(true)
  openEvents()
  expect(streams).toHaveLength(2)
})

test('who comes when the stream is open already hears that it is, once, and not after leaving', async () => {
  const { streams, openEvents } = setUp()
  const heard: string[] = []
  openEvents().addEventListener('open', () => heard.push('early'))
  streams[0]?.open()
  openEvents().addEventListener('open', () => heard.push('late'))
  const gone = openEvents()
  gone.addEventListener('open', () => heard.push('gone'))
  gone.close()
  expect(heard).toEqual(['early'])
  await Promise.resolve()
  expect(heard).toEqual(['early', 'late'])
})

test('while nothing gets through, each listener is told so again and again', () => {
  const { streams, openEvents } = setUp()
  const share = openEvents()
  let told = 0
  share.addEventListener('silence', () => (told += 1))
  vi.advanceTimersByTime(7_000)
  expect(told).toBe(0)
  // A proxy passes the head on and keeps the rest.
  streams[0]?.open()
  vi.advanceTimersByTime(8_000)
  expect(told).toBe(1)
  vi.advanceTimersByTime(40_000)
  expect(told).toBe(3)
  streams[0]?.dispatchEvent(new Event('pulse'))
  vi.advanceTimersByTime(40_000)
  expect(told).toBe(3)
  vi.advanceTimersByTime(10_000)
  expect(told).toBe(4)
})

test('a stream whose pulse comes, one that is lost, and one that nobody listens to any more are not silent', () => {
  const { streams, openEvents } = setUp()
  const share = openEvents()
  let told = 0
  share.addEventListener('silence', () => (told += 1))
  streams[0]?.open()
  for (let beat = 0; beat < 10; beat++) {
    streams[0]?.dispatchEvent(new Event('pulse'))
    vi.advanceTimersByTime(20_000)
  }
  streams[0]?.dispatchEvent(new Event('error'))
  vi.advanceTimersByTime(300_000)
  expect(told).toBe(0)
  streams[0]?.open()
  share.close()
  vi.advanceTimersByTime(300_000)
  expect(told).toBe(0)
})
