import type { Browser } from 'playwright'
import { expect, test } from 'vitest'
import { makeBrowserKeeper } from './browser-keeper.ts'
import type { BrowserStart } from './browser-keeper.ts'

/** Browsers that only tell whether they were closed; a realm is a context that stays until its browser closes. */
function fakeBrowsers() {
  const starts: BrowserStart[] = []
  const browsers: Array<{ closed: boolean; contexts: number }> = []
  const keeper = makeBrowserKeeper({
    launch: async () => {
      const state = { closed: false, contexts: 0 }
      browsers.push(state)
      const fake = {
        isConnected: () => !state.closed,
        contexts: () => Array.from({ length: state.contexts }),
        close: async () => void (state.closed = true),
        newBrowserCDPSession: () => Promise.reject(new Error('no such thing here')),
        on: () => undefined,
        off: () => undefined,
      }
      return fake as unknown as Browser
    },
    watch: () => () => undefined,
    onStart: (reason) => starts.push(reason),
  })
  const open = () => keeper.openIn(async (browser) => browser)
  return { keeper, browsers, starts, open }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 50))

test('two that ask at once share one browser', async () => {
  const { starts, open } = fakeBrowsers()
  const [one, other] = await Promise.all([open(), open()])
  expect(one).toBe(other)
  expect(starts).toEqual(['first'])
})

test('a browser stays while a realm is on its way, even when it was distrusted meanwhile', async () => {
  const { keeper, browsers, open } = fakeBrowsers()
  const opening = Promise.withResolvers<undefined>()
  const slow = keeper.openIn(async (browser) => {
    await opening.promise
    return browser.isConnected()
  })
  await settled()
  keeper.distrust()
  await open()
  await settled()
  expect(browsers.map(({ closed }) => closed)).toEqual([false, false])
  opening.resolve(undefined)
  expect(await slow).toBe(true)
  await expect.poll(() => browsers[0]?.closed, { timeout: 5_000 }).toBe(true)
})

test('a death in a browser that was replaced already takes no other browser with it', async () => {
  const { keeper, starts, open } = fakeBrowsers()
  const first = await open()
  keeper.distrust(first)
  await settled()
  const second = await open()
  keeper.distrust(first)
  await settled()
  expect(await open()).toBe(second)
  expect(starts).toEqual(['first', 'cage-died'])
})

test('closing ends a replaced browser too, although a realm in it never ended', async () => {
  const { keeper, browsers, open } = fakeBrowsers()
  const first = await open()
  for (const state of browsers) state.contexts = 1
  keeper.distrust(first)
  await settled()
  await open()
  await settled()
  expect(browsers.map(({ closed }) => closed)).toEqual([false, false])
  await keeper.close()
  expect(browsers.map(({ closed }) => closed)).toEqual([true, true])
}, 10_000)
