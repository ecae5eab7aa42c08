/**
 * A realm's tensors: frozen wrappers, branded by a private field, around tensors of tfjs.
 *
 * Invariant: foreign code never holds a tensor of tfjs. Its fields (`shape`, `dataId`, `dtype`) are writable and its
 * methods pass by every permit. The brand cannot be forged: `#tensor in value` is true for objects that this class
 * made, and false for a Proxy of one.
 */
import type { Tensor } from '@tensorflow/tfjs-core'
import { apply, defineProperty, freeze, isObject, requireStack } from './primitives.ts'

export interface Realm {
  wrap(tensor: Tensor, own: boolean): object
  reveal(value: unknown): Tensor | undefined
  /** Throws unless the value is a tensor that this realm's code made itself. */
  dispose(value: unknown): void
  /** The class that foreign code knows as tf.Tensor. */
  wrapperClass: object
  /** Adds a chained method to every wrapper of this realm. */
  chain(name: string, call: (self: Tensor, call: unknown[]) => unknown): void
}

export function makeRealm(): Realm {
  const key = {}
  const wrappers = new WeakMap<Tensor, Wrapper>()

  class Wrapper {
    readonly #tensor: Tensor
    readonly #own: boolean

    constructor(given: unknown, tensor: Tensor, own: boolean) {
      if (given !== key) throw new TypeError('make tensors with tf.tensor')
      this.#tensor = tensor
      this.#own = own
      freeze(this)
    }
    static reveal(value: unknown): Tensor | undefined {
      return isObject(value) && #tensor in value ? value.#tensor : undefined
    }
    get shape(): number[] {
      return [...this.#tensor.shape]
    }
    get dtype(): string {
      return this.#tensor.dtype
    }
    get size(): number {
      return this.#tensor.size
    }
    get rank(): number {
      return this.#tensor.rank
    }
    get isDisposed(): boolean {
      return this.#tensor.isDisposed
    }
    dataSync(): unknown {
      requireStack()
      return this.#tensor.dataSync().slice()
    }
    arraySync(): unknown {
      requireStack()
      return this.#tensor.arraySync()
    }
    dispose(): void {
      requireStack()
      if (!this.#own) throw new TypeError('this tensor was passed to you: it is not yours to dispose')
      this.#tensor.dispose()
    }
    toString(): string {
      return `Tensor [${this.#tensor.shape.join(', ')}] ${this.#tensor.dtype}`
    }
  }
  const { reveal } = Wrapper
  const disposeMethod = Wrapper.prototype.dispose
  // Foreign code reaches the class as tf.Tensor: revealing must not be one of its properties.
  Reflect.deleteProperty(Wrapper, 'reveal')

  return {
    wrap(tensor, own) {
      const known = wrappers.get(tensor)
      if (known !== undefined) return known
      const wrapper = new Wrapper(key, tensor, own)
      wrappers.set(tensor, wrapper)
      return wrapper
    },
    reveal,
    dispose(value) {
      if (reveal(value) === undefined) throw new TypeError('only tensors can be disposed')
      apply(disposeMethod, value, [])
    },
    wrapperClass: Wrapper,
    chain(name, call) {
      const method = {
        [name](this: unknown, ...rest: unknown[]) {
          requireStack()
          const self = reveal(this)
          if (self === undefined) throw new TypeError(`${name} was called on something that is no tensor`)
          return call(self, rest)
        },
      }[name]
      defineProperty(Wrapper.prototype, name, { value: method, configurable: true })
    },
  }
}
