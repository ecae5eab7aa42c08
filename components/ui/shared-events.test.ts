import { expect, test } from 'vitest'
import { makeSharedEvents } from './shared-events.ts'

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
