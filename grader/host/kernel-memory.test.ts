import { expect, test } from 'vitest'
import { KERNEL_CALLS_LIMIT } from '../cage/protocol.ts'
import { makeKernelMemory } from './kernel-memory.ts'

const call = (name: string) => ({ name, inputs: {}, attributes: {} })

test('the exercise that ran last comes first, with its newest calls alone', () => {
  const memory = makeKernelMemory()
  memory.remember('a', [call('Add')])
  memory.remember('b', [call('Mul')])
  memory.remember('a', [call('Sum'), call('Sqrt')])
  expect(memory.recall().map(({ name }) => name)).toEqual(['Sum', 'Sqrt', 'Mul'])
})

test('no more than a cage takes, and a run without kernels forgets nothing', () => {
  const memory = makeKernelMemory()
  memory.remember(
    'a',
    Array.from({ length: KERNEL_CALLS_LIMIT + 5 }, (_, i) => call(`K${i}`)),
  )
  memory.remember('a', [])
  expect(memory.recall()).toHaveLength(KERNEL_CALLS_LIMIT)
})
