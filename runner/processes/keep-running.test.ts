import { expect, test } from 'vitest'
import { keepRunning, type RunningPart } from './keep-running.ts'

/** Parts that end when they are told to, a clock that is set by hand, and pauses that are only noted. */
function makeStage(plan: { failingStarts?: number } = {}) {
  const stage = { clock: 0, started: 0, stopped: 0, pauses: [] as number[], said: [] as string[] }
  let failing = plan.failingStarts ?? 0
  const ends: Array<(how: string) => void> = []
  const startPart = async (): Promise<RunningPart> => {
    if (stage.started > 0 && failing > 0) {
      failing -= 1
      throw new Error('the port is taken')
    }
    const { promise, resolve } = Promise.withResolvers<string>()
    stage.started += 1
    ends.push(resolve)
    return {
      exited: promise,
      async stop() {
        stage.stopped += 1
        resolve('asked to')
      },
    }
  }
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
  return {
    stage,
    startPart,
    settle,
    options: {
      name: 'web',
      start: startPart,
      onRestart: (line: string) => void stage.said.push(line),
      now: () => stage.clock,
      pause: async (ms: number) => void stage.pauses.push(ms),
    },
    async endAfter(ms: number) {
      stage.clock += ms
      ends.at(-1)?.('SIGKILL')
      await settle()
    },
  }
}

test('what ends is started again, and it is said how it ended', async () => {
  const { stage, startPart, options, endAfter } = makeStage()
  const kept = keepRunning(await startPart(), options)
  await endAfter(1000)
  expect(stage).toMatchObject({ started: 2, said: ['the web ended (SIGKILL); it starts again in 1 s'] })
  await kept.stop()
  expect(stage.started).toBe(2)
})

test('the pause grows while it does not last, up to half a minute, and begins anew when it has lasted', async () => {
  const { stage, startPart, options, endAfter } = makeStage()
  const kept = keepRunning(await startPart(), options)
  for (let i = 0; i < 7; i++) await endAfter(100)
  await endAfter(31_000)
  expect(stage.pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 1000])
  await kept.stop()
})

test('a start that fails is tried again', async () => {
  const { stage, startPart, options, endAfter } = makeStage({ failingStarts: 2 })
  const kept = keepRunning(await startPart(), options)
  await endAfter(1000)
  expect(stage.started).toBe(2)
  expect(stage.said.slice(1)).toEqual([
    'the web did not start: the port is taken; it starts again in 2 s',
    'the web did not start: the port is taken; it starts again in 4 s',
  ])
  await kept.stop()
})

test('after a stop nothing is started, not even from within a pause', async () => {
  const { stage, startPart, options, endAfter } = makeStage()
  const { promise: paused, resolve: endPause } = Promise.withResolvers<void>()
  const kept = keepRunning(await startPart(), { ...options, pause: () => paused })
  await endAfter(1000)
  const stopped = kept.stop()
  endPause()
  await stopped
  expect(stage.started).toBe(1)
})

test('what comes up while it is asked to stop is stopped as well', async () => {
  const { stage, startPart, options, endAfter, settle } = makeStage()
  const { promise: up, resolve: comeUp } = Promise.withResolvers<void>()
  const start = () => up.then(startPart)
  const kept = keepRunning(await startPart(), { ...options, start })
  await endAfter(1000)
  const stopped = kept.stop()
  await settle()
  comeUp()
  await stopped
  expect(stage).toMatchObject({ started: 2, stopped: 2 })
})
