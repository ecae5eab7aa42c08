import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { watchNetwork } from './network-watch.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function watch() {
  const world = { saysOnline: true, answers: true, asked: 0 }
  const told: boolean[] = []
  const network = watchNetwork({
    saysOnline: () => world.saysOnline,
    answers: async () => {
      world.asked += 1
      return world.answers
    },
    onChange: (offline) => told.push(offline),
  })
  return { world, told, ...network }
}

test('a browser that says it is online is believed, and nothing is asked', async () => {
  const { world, told, look } = watch()
  look()
  await vi.advanceTimersByTimeAsync(60_000)
  expect({ told, asked: world.asked }).toEqual({ told: [], asked: 0 })
})

test('a browser that says it is offline on a network that works is not believed', async () => {
  const { world, told, look } = watch()
  world.saysOnline = false
  look()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(told).toEqual([])
})

test('what is gone is told, and told again when it answers, whatever the browser goes on saying', async () => {
  const { world, told, look } = watch()
  Object.assign(world, { saysOnline: false, answers: false })
  look()
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told).toEqual([true])
  world.answers = true
  await vi.advanceTimersByTimeAsync(20_000)
  expect(told).toEqual([true, false])
})

test('nothing is told nor asked after the end', async () => {
  const { world, told, look, end } = watch()
  Object.assign(world, { saysOnline: false, answers: false })
  look()
  end()
  await vi.advanceTimersByTimeAsync(60_000)
  expect({ told, asked: world.asked }).toEqual({ told: [], asked: 1 })
})
