/**
 * How an experiment declares itself: what a learner must export, which variant is drawn, what is measured.
 * Author's code: it runs in a Compartment beside the learner's module and holds no privilege of its own.
 */
import type * as Tf from '@tensorflow/tfjs'
import type * as Kit from 'kit'

/** Dimension: a number, a name that must be the same wherever it stands in one call, or null for any number. */
export type Dimension = number | string | null

export type Shape =
  | { kind: 'tensor'; shape: Dimension[] | null; dtype: 'float32' | 'int32' | 'bool'; live: boolean }
  | { kind: 'number' }
  | { kind: 'string' }
  | { kind: 'boolean' }
  | { kind: 'array'; of: Shape; length: Dimension }
  | { kind: 'record'; fields: Record<string, Shape> }
  | { kind: 'like'; parameter: string }
  | { kind: 'callback'; parameters: Record<string, Shape>; returns: Shape }

/**
 * Any shape when left out; [] is a scalar; ['batch', 3] binds `batch` at its first appearance in a call.
 * [null, 3] has any number of rows: what a callback takes that may be called with batches of different sizes.
 */
export const tensor = (shape: Dimension[] | null = null, dtype: 'float32' | 'int32' | 'bool' = 'float32'): Shape => ({
  kind: 'tensor',
  shape,
  dtype,
  live: false,
})
/** A returned tensor that stays a tensor, so that a section can differentiate through the call. */
export const live = (shape: Dimension[] | null = null, dtype: 'float32' | 'int32' | 'bool' = 'float32'): Shape => ({
  kind: 'tensor',
  shape,
  dtype,
  live: true,
})
export const number = (): Shape => ({ kind: 'number' })
export const string = (): Shape => ({ kind: 'string' })
export const boolean = (): Shape => ({ kind: 'boolean' })
export const array = (of: Shape, length: Dimension = null): Shape => ({ kind: 'array', of, length })
export const record = (fields: Record<string, Shape>): Shape => ({ kind: 'record', fields })
/** Same structure, shapes and lengths as what was passed for that parameter. */
export const like = (parameter: string): Shape => ({ kind: 'like', parameter })
/** A function that the experiment passes in and the learner calls. */
export const callback = (parameters: Record<string, Shape>, returns: Shape): Shape => ({
  kind: 'callback',
  parameters,
  returns,
})

export interface ExportDeclaration {
  parameters: Record<string, Shape>
  returns: Shape
}
/** Parameters by name, in the order in which they are passed. */
export const fn = (parameters: Record<string, Shape>, returns: Shape): ExportDeclaration => ({ parameters, returns })

/** A returned tensor that is not live, copied once into plain data. */
export interface Evidence {
  shape: readonly number[]
  dtype: string
  /** Row-major. */
  values: readonly number[]
}

/** Draws one variant: sizes, constants and seeds. */
export interface DrawRng {
  /** A positive 31-bit seed for kit.gauss and its like. */
  seed(): number
  /** Uniform on [low, high). */
  uniform(low: number, high: number): number
  /** Uniform on low..high, both included. */
  integer(low: number, high: number): number
  pick<T>(from: readonly T[]): T
}

export type Measurement = number | string | readonly number[] | readonly (readonly number[])[]

/** The learner's exports as an experiment sees them, unless it says more precisely what its declared shapes let through. */
export type AnyLearner = Record<string, (...args: never[]) => unknown>

export interface SectionContext<Draw, Learner = AnyLearner> {
  /** The learner's exports behind the wall: tensors that are not live come back as Evidence. */
  // The declared shapes decide what goes in and out, which TypeScript cannot follow: the author writes Learner to match.
  learner: Learner
  draw: Draw
  tf: typeof Tf
  kit: typeof Kit
  /** data.json, or null. */
  data: unknown
}

export interface Experiment<Draw, Learner = AnyLearner> {
  exports: Record<string, ExportDeclaration>
  draw(rng: DrawRng): Draw
  sections: Record<string, (context: SectionContext<Draw, Learner>) => Record<string, Measurement>>
}

export const defineExperiment = <Draw, Learner = AnyLearner>(
  experiment: Experiment<Draw, Learner>,
): Experiment<Draw, Learner> => experiment
