import { expect, test } from 'vitest'
import { shareCpuTime } from './cpu-clock.ts'

/** A browser of which one process uses what the test says. */
function clockOf() {
  const times = new Map([[1, 500]])
  return {
    clock: shareCpuTime(() => Promise.resolve(new Map(times))),
    use: (ms: number, pid = 1) => void times.set(pid, (times.get(pid) ?? 0) + ms),
    times,
  }
}
/** Readings are asked for at once and answered later. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 0))

test('a grading alone is charged with what was used since it began', async () => {
  const { clock, use } = clockOf()
  const one = clock.begin()
  await settled()
  use(120)
  expect(await one.cpuMs()).toBe(120)
  use(30)
  expect(await one.cpuMs()).toBe(150)
})

test('what two used side by side is still shared after one of them has ended', async () => {
  const { clock, use } = clockOf()
  const one = clock.begin()
  const other = clock.begin()
  await settled()
  use(1_000)
  other.end()
  await settled()
  use(40)
  expect(await one.cpuMs()).toBe(540)
})

test('one that begins later is not charged with what was used before, nor does it lower what its neighbour used', async () => {
  const { clock, use } = clockOf()
  const one = clock.begin()
  await settled()
  use(600)
  const other = clock.begin()
  await settled()
  use(200)
  expect(await other.cpuMs()).toBe(100)
  expect(await one.cpuMs()).toBe(700)
})

test('what nobody’s grading used is charged to nobody', async () => {
  const { clock, use } = clockOf()
  const one = clock.begin()
  await settled()
  one.end()
  await settled()
  use(5_000)
  const other = clock.begin()
  await settled()
  use(10)
  expect(await other.cpuMs()).toBe(10)
})

test('a process that comes counts whole, one that goes counts no more', async () => {
  const { clock, use, times } = clockOf()
  const one = clock.begin()
  await settled()
  use(70, 2)
  expect(await one.cpuMs()).toBe(70)
  times.delete(2)
  use(5)
  expect(await one.cpuMs()).toBe(75)
})

test('a reading that fails is told to who asked, and those after it are answered', async () => {
  let fails = false
  const clock = shareCpuTime(() => (fails ? Promise.reject(new Error('gone')) : Promise.resolve(new Map([[1, 1]]))))
  const one = clock.begin()
  await settled()
  fails = true
  await expect(one.cpuMs()).rejects.toThrow('gone')
  fails = false
  expect(await one.cpuMs()).toBe(0)
})
