import { expect, test } from 'vitest'
import { describeProgress, makeProgressLine } from './grading-progress.ts'

const at = (done: number, elapsedMs: number) =>
  describeProgress('xavier', { done, total: 2000, backend: 'wasm', elapsedMs })

test('the time left follows from the pace so far, once there is one', () => {
  expect(at(10, 1000)).toBe('xavier: 10 of 2000 gradings (wasm), the time left is not known yet')
  expect(at(500, 60_000)).toBe('xavier: 500 of 2000 gradings (wasm), about 3 min 0 s left')
  expect(at(1999, 200_000)).toBe('xavier: 1999 of 2000 gradings (wasm), about 1 s left')
  expect(at(2000, 200_000)).toBe('xavier: 2000 of 2000 gradings (wasm)')
})

function run(isTerminal: boolean): string[] {
  const written: string[] = []
  const show = makeProgressLine('xavier', { write: (text) => written.push(text), isTerminal, now: () => 0 })
  for (let done = 1; done <= 100; done += 1) show({ done, total: 100, backend: 'wasm' })
  return written
}

test('a log gets twenty lines, a terminal one that is rewritten', () => {
  expect(run(false)).toHaveLength(20)
  const shown = run(true)
  expect(shown).toHaveLength(100)
  expect(shown.join('').split('\n')).toHaveLength(2)
  expect(shown.every((text) => text.startsWith('\r'))).toBe(true)
})
