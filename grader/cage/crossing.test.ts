import '@tensorflow/tfjs-backend-cpu'
import { expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs-core'
import { array, callback, fn, live, number, tensor } from '../experiments/declare.ts'
import type { Shape } from '../experiments/declare.ts'
import { argumentsToLearner, fromLearner, makeCrossing } from './crossing.ts'
import { problem, problemOf } from './mistakes.ts'
import { makeRealm } from './realm.ts'

/** @returns what crossed, or the code of the reason why nothing did */
function cross(value: unknown, shape: Shape): unknown {
  const crossing = makeCrossing({ learner: makeRealm(), experiment: makeRealm() }, 'f')
  try {
    return fromLearner(value, shape, crossing, 'return')
  } catch (error) {
    return problemOf(error)?.code
  }
}

/** Says one length after another, then the last for good. */
function arrayOfLengths(elements: unknown[], lengths: unknown[]): unknown[] {
  let reading = 0
  return new Proxy(elements, {
    getOwnPropertyDescriptor: (list, key) =>
      key === 'length'
        ? {
            value: lengths[Math.min(reading++, lengths.length - 1)],
            writable: true,
            enumerable: false,
            configurable: false,
          }
        : Reflect.getOwnPropertyDescriptor(list, key),
  })
}

test('the length that is checked is the length that is copied', () => {
  expect(cross([1, 2, 3], array(number(), 3))).toEqual([1, 2, 3])
  expect(cross(arrayOfLengths([1, 2, 3, 4, 5], [5, 3]), array(number(), 3))).toBe('wrong-length')
  expect(cross(arrayOfLengths([1, 2, 3], [3, 1]), array(number(), 3))).toEqual([1, 2, 3])
})

test.each([[NaN], [-1], [1.5], [Infinity], ['3'], [undefined]])('%s is no length', (length) => {
  expect(cross(arrayOfLengths([1, 2, 3], [length]), array(number()))).toBe('too-large')
})

test('what crosses is a copy: nothing that the learner keeps a hand on', () => {
  const own = [1, 2]
  const copy = cross(own, array(number()))
  own[0] = 7
  expect(copy).toEqual([1, 2])
  expect(Object.isFrozen(copy)).toBe(true)
})

test('a problem carries numbers that JSON has no word for as text, and long texts cut', () => {
  const { params } = problem('wrong-length', { actual: NaN, expected: 3, where: 'x'.repeat(500) })
  expect(params).toMatchObject({ actual: 'NaN', expected: 3 })
  expect(String(params['where'])).toHaveLength(301)
})

test('a callback may be called with batches of any size, and still binds the names in its shapes', () => {
  const crossing = makeCrossing({ learner: makeRealm(), experiment: makeRealm() }, 'f')
  const f = callback({ x: live([null, 'n']) }, live([null, 'm']))
  const declared = fn({ f, x: tensor(['n']) }, tensor(['m', 'n']))
  const narrow = (x: unknown) =>
    crossing.experiment.wrap(tf.zeros([crossing.experiment.reveal(x)?.shape[0] ?? 0, 2]), true)
  const [given] = argumentsToLearner([narrow, crossing.experiment.wrap(tf.zeros([3]), true)], declared, crossing)
  const call = (shape: [number, number]): unknown => {
    if (typeof given !== 'function') throw new Error('nothing was passed')
    try {
      return crossing.learner.reveal(Reflect.apply(given, undefined, [crossing.learner.wrap(tf.zeros(shape), true)]))
        ?.shape
    } catch (error) {
      return problemOf(error)?.params
    }
  }
  expect([call([1, 3]), call([5, 3])]).toEqual([
    [1, 2],
    [5, 2],
  ])
  expect(call([5, 4])).toMatchObject({ expected: '[*, 3]', actual: '[5, 4]' })
  expect(crossing.dimensions.get('m')).toBe(2)
})

test('what a callback made may be disposed of, what the experiment had before may not', () => {
  const crossing = makeCrossing({ learner: makeRealm(), experiment: makeRealm() }, 'f')
  const kept = crossing.experiment.wrap(tf.tensor1d([1, 2]), true)
  const declared = fn({ f: callback({ which: number() }, live([null])) }, number())
  const f = (which: unknown) => (which === 0 ? kept : crossing.experiment.wrap(tf.tensor1d([3, 4]), true))
  const [given] = argumentsToLearner([f], declared, crossing)
  if (typeof given !== 'function') throw new Error('nothing was passed')
  const made: unknown = Reflect.apply(given, undefined, [1])
  crossing.learner.dispose(made)
  expect(crossing.learner.reveal(made)?.isDisposed).toBe(true)
  const old: unknown = Reflect.apply(given, undefined, [0])
  expect(() => crossing.learner.dispose(old)).toThrow('not yours to dispose')
  expect(crossing.experiment.reveal(kept)?.isDisposed).toBe(false)
})
