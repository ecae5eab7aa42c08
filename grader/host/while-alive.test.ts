import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { whileAlive } from './while-alive.ts'

class FakeBrowser extends EventEmitter {
  connected = true
  isConnected(): boolean {
    return this.connected
  }
  end(): void {
    this.connected = false
    this.emit('disconnected')
  }
}

const never = (): Promise<never> => new Promise(() => undefined)

test('an answer is passed on, and nothing is left behind', async () => {
  const browser = new FakeBrowser()
  expect(await whileAlive(browser, async () => 7)).toBe(7)
  expect(browser.listenerCount('disconnected')).toBe(0)
})

test('a question whose answer is lost with its browser ends with it', async () => {
  const browser = new FakeBrowser()
  const asked = whileAlive(browser, never)
  browser.end()
  await expect(asked).rejects.toMatchObject({ name: 'RealmDied', reason: 'browser-ended' })
})

test('what a browser says while it ends is put down to its end', async () => {
  const browser = new FakeBrowser()
  const asked = whileAlive(browser, () => {
    browser.connected = false
    return Promise.reject(new Error('Target page, context or browser has been closed'))
  })
  await expect(asked).rejects.toMatchObject({ reason: 'browser-ended' })
})

test('a browser that has ended is not asked', async () => {
  const browser = new FakeBrowser()
  browser.end()
  let asked = false
  await expect(whileAlive(browser, async () => (asked = true))).rejects.toMatchObject({ reason: 'browser-ended' })
  expect(asked).toBe(false)
})

test('a living browser that does not answer is not waited for', async () => {
  await expect(whileAlive(new FakeBrowser(), never, 20)).rejects.toMatchObject({ reason: 'silent' })
})

test('a failure of a living browser is its own', async () => {
  const failing = whileAlive(new FakeBrowser(), () => Promise.reject(new Error('net::ERR_FAILED')))
  await expect(failing).rejects.toThrow('net::ERR_FAILED')
})
