import { expect, test } from 'vitest'
import { keepTrying, type KeepTrying } from './keep-trying.ts'

function recorder() {
  const pauses: number[] = []
  const failures: unknown[] = []
  const options: Omit<KeepTrying, 'signal'> = {
    onFailure: (cause) => failures.push(cause),
    wake: () => new Promise(() => undefined),
    pause: async (ms) => void pauses.push(ms),
  }
  return { pauses, failures, options }
}

test('what fails is tried again after ever longer pauses, and its result is given once it comes', async () => {
  const { pauses, failures, options } = recorder()
  let tries = 0
  const load = async () => {
    tries += 1
    if (tries < 7) throw new Error(`failure ${tries}`)
    return 'loaded'
  }
  expect(await keepTrying(load, { ...options, signal: new AbortController().signal })).toBe('loaded')
  expect(failures).toHaveLength(6)
  expect(pauses).toEqual([1_000, 4_000, 15_000, 30_000, 30_000, 30_000])
})

test('whoever is woken does not wait for the time', async () => {
  const { options } = recorder()
  let tries = 0
  const load = async () => {
    tries += 1
    if (tries === 1) throw new Error('offline')
    return tries
  }
  const never = () => new Promise<void>(() => undefined)
  const signal = new AbortController().signal
  expect(await keepTrying(load, { ...options, signal, pause: never, wake: async () => undefined })).toBe(2)
})

test('an abort ends it, also in a pause', async () => {
  const { options } = recorder()
  const ending = new AbortController()
  const load = async () => {
    throw new Error('offline')
  }
  const trying = keepTrying(load, {
    ...options,
    signal: ending.signal,
    pause: (_, signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())),
  })
  ending.abort(new Error('left'))
  await expect(trying).rejects.toThrow('left')
})
