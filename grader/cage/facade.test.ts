import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { makeFacade } from './facade.ts'
import { permits } from './permits.ts'
import { isTensorMethod, refusedMethods, refusedOfTf } from './refusals.ts'
import { makeQuotas } from './quotas.ts'
import { makeRealm } from './realm.ts'

type Foreign = Record<string, (...call: unknown[]) => Foreign> & { shape: number[]; dataSync(): Float32Array }

beforeAll(() => tf.setBackend('cpu'))

function open(requested: string[] = []) {
  const quotas = makeQuotas()
  quotas.limit({ timeMs: 1, tensorBytes: 64 * 2 ** 20, kernels: 10_000 })
  const realm = makeRealm()
  const namespace = makeFacade(realm, quotas).namespace(requested)
  const call = (name: string, ...given: unknown[]): Foreign => Reflect.get(namespace, name)(...given)
  return { realm, quotas, namespace, call }
}

test('what cpu allocates by another door passes the same quota: abs, and the norms made of it', () => {
  const { call } = open()
  const t = call('tensor1d', [-3, 4])
  expect(call('abs', t).dataSync()).toEqual(Float32Array.of(3, 4))
  expect(call('norm', t).dataSync()[0]).toBeCloseTo(5, 6)
})

test('every permitted name is a function of this tfjs, and none of them is refused too', () => {
  const { namespace } = open(['customGrad'])
  const names = Object.keys(permits)
  expect(names.filter((name) => typeof Reflect.get(namespace, name) !== 'function')).toEqual([])
  expect(names.filter((name) => name in refusedOfTf)).toEqual([])
})

test('any other public name of tfjs says what to use instead', () => {
  const { call } = open()
  expect(() => call('variable')).toThrow('tf.variable is not given. Keep weights in ordinary tensors')
  expect(() => call('engine')).toThrow('tf.engine is not given')
  expect(() => call('customGrad', () => 0)).toThrow('tf.customGrad is not given')
})

test('a namespace or a class of tfjs says so as soon as it is read', () => {
  const { namespace } = open()
  expect(() => Reflect.get(namespace, 'GPGPUContext')).toThrow('tf.GPGPUContext is not given')
  expect(() => Reflect.get(namespace, 'Variable')).toThrow('tf.Variable is not given. Keep weights')
  expect(() => Reflect.get(namespace, 'linalg')).toThrow('tf.linalg is not given. Write it as a loop')
  expect(() => Reflect.get(namespace, 'initializers')).toThrow('tf.initializers is not given. Draw with gauss')
  expect(Object.keys(namespace)).not.toContain('linalg')
})

test('a method that tensors have in tfjs alone says what to use instead', () => {
  const a = open().call('scalar', 1)
  expect(() => a['print']?.()).toThrow('.print() is not given. Use console.log.')
  expect(() => a['array']?.()).toThrow('Use arraySync')
  expect(() => a['conv2d']?.()).toThrow('.conv2d() is not given')
})

test('every public name of tfjs is given, refused by name, or the name of a kernel', () => {
  const isKernel = (name: string): boolean => typeof Reflect.get(tf, name) === 'string' && !name.startsWith('version')
  const unknown = Object.keys(tf).filter(
    (name) =>
      !(name in permits) &&
      !(name in refusedOfTf) &&
      name !== 'Tensor' &&
      !['default', 'module.exports'].includes(name) &&
      !isKernel(name),
  )
  expect(unknown).toEqual([])
  const methods = Object.getOwnPropertyNames(tf.Tensor.prototype).filter(
    (name) => typeof Object.getOwnPropertyDescriptor(tf.Tensor.prototype, name)?.value === 'function',
  )
  expect(
    methods.filter(
      (name) =>
        !['constructor', 'throwIfDisposed'].includes(name) && !isTensorMethod(name) && !(name in refusedMethods),
    ),
  ).toEqual([])
  expect(Object.keys(refusedMethods).filter((name) => isTensorMethod(name) || !methods.includes(name))).toEqual([])
})

test('functions and chained methods give what tfjs gives, wrapped', () => {
  const { call, realm } = open()
  const a = call('tensor2d', [
    [1, 2],
    [3, 4],
  ])
  expect([...call('matMul', a, a).dataSync()]).toEqual([7, 10, 15, 22])
  expect([...(a.matMul?.(a).dataSync() ?? [])]).toEqual([7, 10, 15, 22])
  expect(a).not.toBeInstanceOf(tf.Tensor)
  expect(realm.reveal(a)).toBeInstanceOf(tf.Tensor)
})

test('nothing of a wrapper can be changed or read past its getters', () => {
  const { call } = open()
  const a = call('scalar', 1)
  expect(Object.isFrozen(a)).toBe(true)
  expect(Reflect.ownKeys(a)).toEqual([])
  a.shape.push(7)
  expect(a.shape).toEqual([])
  a.dataSync()[0] = 9
  expect([...a.dataSync()]).toEqual([1])
})

test('only the brand makes a tensor: proxies, descendants and look-alikes are none', () => {
  const { call, realm } = open()
  const a = call('scalar', 1)
  for (const fake of [new Proxy(a, {}), Object.create(a), { ...a, shape: [], dtype: 'float32', dataSync: () => [1] }]) {
    expect(realm.reveal(fake)).toBeUndefined()
    expect(() => call('neg', fake)).toThrow('no tensor')
  }
})

test('a tensor of another realm is no tensor here', () => {
  const theirs = open().call('scalar', 1)
  expect(() => open().call('neg', theirs)).toThrow('no tensor')
})

test('texts pass only from the closed list of the function', () => {
  const { call } = open()
  expect(() => call('step', call('scalar', 1), '0.0; } void main() {')).toThrow('takes none')
  expect(call('cast', call('scalar', 1.5), 'int32').dataSync()[0]).toBe(1)
})

test('an argument is read once, by own data, so that a getter has no say', () => {
  const { call } = open()
  const reads = { count: 0 }
  const shape: unknown[] = [2, 2]
  Object.defineProperty(shape, 0, { get: () => (reads.count += 1) })
  expect(() => call('zeros', shape)).toThrow('a size is not a number')
  expect(reads.count).toBe(0)
})

test('tensors that were passed in cannot be disposed, own ones can', () => {
  const { call, realm } = open()
  const passed = realm.wrap(tf.scalar(3), false)
  expect(() => call('dispose', passed)).toThrow('not yours')
  const own = call('scalar', 1)
  call('dispose', own)
  expect(realm.reveal(own)?.isDisposed).toBe(true)
})

test('gradients go through callbacks in both directions, to the bit', () => {
  const { call, realm } = open()
  const values = [0.5, -1.25, 2]
  const run: unknown = call('grad', (x: Foreign) => call('sum', call('tanh', x)))
  const gradient: unknown = typeof run === 'function' ? run(call('tensor1d', values)) : undefined
  const expected = tf
    .grad((x) => tf.sum(tf.tanh(x)))(tf.tensor1d(values))
    .dataSync()
  expect([...(realm.reveal(gradient)?.dataSync() ?? [])]).toEqual([...expected])
})

test('tidy frees what the callback does not return', () => {
  const { call } = open()
  const before = tf.memory().numTensors
  const kept = call('tidy', () => call('add', call('scalar', 1), call('scalar', 2)))
  expect(kept.dataSync()[0]).toBe(3)
  expect(tf.memory().numTensors - before).toBe(1)
})

// Last: a worker serves one submission, so nothing takes a tripped quota off the engine again.
test('a creator is refused before it allocates, and the quota stays tripped', () => {
  const { call, quotas } = open()
  expect(() => call('range', 0, 1e9)).toThrow('over the limit')
  expect(quotas.tripped?.kind).toBe('out-of-memory')
  expect(() => call('scalar', 1)).toThrow('a limit was passed before')
})
