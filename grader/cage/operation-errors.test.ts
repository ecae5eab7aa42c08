import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { makeFacade } from './facade.ts'
import { problemOf } from './mistakes.ts'
import { makeQuotas } from './quotas.ts'
import { makeRealm } from './realm.ts'

/** Of the facade, whose types foreign code does not see. */
type Anything = Record<string, (...given: unknown[]) => never>
let names: Anything
beforeAll(async () => {
  await tf.setBackend('cpu')
  const namespace = makeFacade(makeRealm(), makeQuotas()).namespace([])
  names = Object.fromEntries(Object.entries(namespace))
})

const make = (...shape: number[]): Anything => names['ones']?.(shape) as never

const cases: Array<[string, () => unknown, string, Record<string, string | number>]> = [
  [
    'inner dimensions',
    () => names['matMul']?.(make(2, 3), make(4, 5)),
    'product-shapes',
    { operation: 'matMul', left: '[2, 3]', right: '[4, 5]', innerLeft: 3, innerRight: 4 },
  ],
  [
    'inner dimensions after a transpose',
    () => make(2, 3)['matMul']?.(make(4, 5), true, false),
    'product-shapes',
    { operation: 'matMul', left: '[2, 3]', right: '[4, 5]', innerLeft: 2, innerRight: 4 },
  ],
  [
    'batches of products',
    () => names['matMul']?.(make(3, 2, 2), make(2, 2, 2)),
    'product-batches',
    { operation: 'matMul', left: '[3, 2, 2]', right: '[2, 2, 2]' },
  ],
  [
    'a comparison inside a gradient',
    () => {
      const gradient: unknown = names['grad']?.((x: Anything) => names['where']?.(x['greater']?.(0), x, make(2)))
      return typeof gradient === 'function' ? Reflect.apply(gradient, undefined, [make(2)]) : undefined
    },
    'no-gradient',
    { operation: 'greater' },
  ],
  [
    'a sum that does not broadcast',
    () => make(2, 3)['add']?.(make(2)),
    'broadcast-shapes',
    { operation: 'add', left: '[2, 3]', right: '[2]' },
  ],
  [
    'a choice that does not broadcast',
    () => names['where']?.(names['cast']?.(make(2), 'bool'), make(2), make(3)),
    'broadcast-shapes',
    { operation: 'where', left: '[2]', right: '[3]' },
  ],
  [
    'joined tensors',
    () => names['concat']?.([make(2, 3), make(4, 4)], 1),
    'join-shapes',
    { operation: 'concat', axis: 1, left: '[2, 3]', right: '[4, 4]' },
  ],
  [
    'stacked tensors',
    () => names['stack']?.([make(2), make(3)]),
    'join-shapes',
    { operation: 'stack', axis: 0, left: '[2]', right: '[3]' },
  ],
  [
    'a new shape',
    () => make(2, 3)['reshape']?.([4, 2]),
    'reshape-size',
    { actual: '[2, 3]', size: 6, expected: '[4, 2]', wanted: 8 },
  ],
  [
    'a new shape with a free dimension',
    () => make(2, 3)['reshape']?.([4, -1]),
    'reshape-size',
    { actual: '[2, 3]', size: 6, expected: '[4, -1]', wanted: 4 },
  ],
  [
    'a part outside',
    () => make(2, 3)['slice']?.([0, 2], [2, 2]),
    'slice-range',
    { actual: '[2, 3]', begin: '[0, 2]', size: '[2, 2]' },
  ],
  [
    'an index that there is not',
    () => make(2, 3)['gather']?.(names['tensor1d']?.([0, 9], 'int32'), 1),
    'gather-range',
    { actual: '[2, 3]', index: '9' },
  ],
  ['no tensor at all', () => make(2)['add']?.(null), 'no-tensor-given', { operation: 'add', actual: 'null' }],
  [
    'anything else',
    () => make(2, 3)['softmax']?.(0),
    'operation-failed',
    { operation: 'softmax', message: expect.stringContaining('non-last dimension') },
  ],
]

test.each(cases)('%s: told with the shapes', (_, run, code, params) => {
  let thrown: unknown
  try {
    run()
  } catch (error) {
    thrown = error
  }
  expect(problemOf(thrown)).toMatchObject({ code, params })
  expect(thrown).toBeInstanceOf(Error)
})

test('a limit keeps its own words', () => {
  const quotas = makeQuotas()
  const namespace: Anything = Object.fromEntries(Object.entries(makeFacade(makeRealm(), quotas).namespace([])))
  quotas.limit({ timeMs: 1_000, tensorBytes: 100, kernels: 10 })
  let thrown: unknown
  try {
    namespace['ones']?.([1_000])
  } catch (error) {
    thrown = error
  }
  expect(problemOf(thrown)?.code).toBe('tensor-limit')
})
