import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import type { ConsoleLine } from '../judge/verdict.ts'
import { makeConsole } from './console.ts'
import { consoleMethods } from './permits.ts'
import { makeRealm } from './realm.ts'

function open() {
  const lines: ConsoleLine[] = []
  const realm = makeRealm()
  const made = makeConsole(realm, 'solution.ts', (line) => lines.push(line))
  const call = (name: string, ...values: unknown[]): void => Reflect.get(made, name)(...values)
  return { realm, call, made, shown: () => lines.map(({ level, text }) => `${level}: ${text}`) }
}

test('every method of the list is there, and the object cannot be changed', () => {
  const { made } = open()
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(consoleMethods).toSorted())
  expect(Object.isFrozen(made)).toBe(true)
})

test('log, info, debug and dir print, warn and error with their level', () => {
  const { call, shown } = open()
  for (const name of ['log', 'info', 'debug', 'dir', 'warn', 'error']) call(name, 'a')
  expect(shown()).toEqual(['log: a', 'log: a', 'log: a', 'log: a', 'warn: a', 'error: a'])
})

test('a group indents what is printed inside it', () => {
  const { call, shown } = open()
  call('group', 'layer', 1)
  call('log', 'norm')
  call('groupCollapsed')
  call('warn', 'small')
  call('groupEnd')
  call('groupEnd')
  call('groupEnd')
  call('log', 'end')
  expect(shown()).toEqual(['log: layer 1', 'log:   norm', 'warn:     small', 'log: end'])
})

test('an assertion speaks only when it does not hold', () => {
  const { call, shown } = open()
  call('assert', true, 'quiet')
  call('assert', false, 'gain', 0)
  call('assert', 0)
  expect(shown()).toEqual(['error: Assertion failed: gain 0', 'error: Assertion failed'])
})

test('count counts by label', () => {
  const { call, shown } = open()
  call('count')
  call('count', 'layers')
  call('count')
  call('countReset')
  call('count')
  expect(shown()).toEqual(['log: default: 1', 'log: layers: 1', 'log: default: 2', 'log: default: 1'])
})

test('a table is one line for each row', () => {
  const { call, shown } = open()
  call('table', [
    [1, 2],
    [3, 4],
  ])
  call('table', { std: 0.5, limit: { low: 1 } })
  call('table', 7)
  expect(shown()).toEqual(['log: 0: [1, 2]', 'log: 1: [3, 4]', 'log: std: 0.5', 'log: limit: { low: 1 }', 'log: 7'])
})

test('a tensor is printed by its values, in a table too', async () => {
  await tf.setBackend('cpu')
  const { call, realm, shown } = open()
  call('table', realm.wrap(tf.tensor1d([1, 2]), true))
  expect(shown()).toEqual(['log: Tensor [2] 1, 2'])
})

test('no more lines are written than the limit, whichever method writes them', () => {
  const { call, shown } = open()
  call(
    'table',
    Array.from({ length: 150 }, (_, i) => i),
  )
  call(
    'table',
    Array.from({ length: 150 }, (_, i) => i),
  )
  call('log', 'end')
  expect(shown().length).toBeLessThanOrEqual(200)
})
