/** SGD on a linear model, really run, with what a training loop logs of it; and a detector that reads the log. */
import { makeGaussianSource } from './random.ts'

export const curveNames = ['loss', 'gradNorm', 'paramNorm'] as const
export type CurveName = (typeof curveNames)[number]
/** One value a step, for each of the three curves. */
export type Log = Record<CurveName, number[]>

/** Standard deviations of the inputs: the Hessian of the expected loss is the diagonal of their squares, λ_max = 1. */
const spreads = [1, 0.6, 0.45, 0.35, 0.3, 0.25, 0.2, 0.15]
const batch = 64
const labelNoise = 0.1
const float32Max = 3.4e38

/** A start, a target and a stream of batches: the same ones for the same seed. */
export interface Stream {
  start: Float32Array
  /** What the weights should become. */
  target: Float32Array
  gaussians: (size: number) => Float32Array
}

export function openStream(seed: number): Stream {
  const gaussians = makeGaussianSource(seed)
  return { start: gaussians(spreads.length), target: gaussians(spreads.length), gaussians }
}

/** Steps of the warm-up, over which the learning rate climbs evenly from `firstRate` to its peak. */
const warmUp = 200
const firstRate = 0.2

export const learningRateAt = (t: number, peak: number): number =>
  firstRate + (peak - firstRate) * Math.min(1, t / warmUp)

/**
 * Plain SGD on ½ mean (x·w − x·target − noise)², batches of 64, until float32 could not hold the loss.
 * @param peak learning rate at the end of the warm-up
 * @param steps at most
 */
export function train(stream: Stream, peak: number, steps: number): Log {
  const size = spreads.length
  const w = Float64Array.from(stream.start)
  const log: Log = { loss: [], gradNorm: [], paramNorm: [] }
  for (let t = 0; t < steps; t++) {
    const draws = stream.gaussians(batch * (size + 1))
    const gradient = new Float64Array(size)
    let loss = 0
    for (let row = 0; row < batch; row++) {
      const from = row * (size + 1)
      let error = -labelNoise * (draws[from + size] ?? 0)
      for (let i = 0; i < size; i++) {
        error += (draws[from + i] ?? 0) * (spreads[i] ?? 0) * ((w[i] ?? 0) - (stream.target[i] ?? 0))
      }
      loss += (0.5 * error * error) / batch
      for (let i = 0; i < size; i++) {
        gradient[i] = (gradient[i] ?? 0) + (error * (draws[from + i] ?? 0) * (spreads[i] ?? 0)) / batch
      }
    }
    log.loss.push(loss)
    log.gradNorm.push(Math.hypot(...gradient))
    log.paramNorm.push(Math.hypot(...w))
    if (!(loss < float32Max)) break
    const learningRate = learningRateAt(t, peak)
    for (let i = 0; i < size; i++) w[i] = (w[i] ?? 0) - learningRate * (gradient[i] ?? 0)
  }
  return log
}

/** The step at which the loss leaves float32, or undefined where it does not. */
export function overflowStep({ loss }: Log): number | undefined {
  return (loss.at(-1) ?? 0) < float32Max ? undefined : loss.length - 1
}

export interface Rule {
  window: number
  factor: number
  patience: number
}

export interface Alarm {
  curve: CurveName
  /** The first of the steps that are out. */
  step: number
}

/**
 * The first curve that lies above factor × its lowest window median so far, for `patience` steps in a row.
 * @param among the curves that are watched
 * @returns undefined for a run that stays sound
 */
export function findExplosion(log: Log, rule: Rule, among: readonly CurveName[] = curveNames): Alarm | undefined {
  const alarms = among.flatMap((curve): Alarm[] => {
    const step = firstRow(log[curve], rule)
    return step === undefined ? [] : [{ curve, step }]
  })
  return alarms.toSorted((a, b) => a.step - b.step)[0]
}

/** factor × the lowest median of all windows that end before each step; NaN before the first. */
export function thresholds(curve: readonly number[], { window, factor }: Rule): number[] {
  let low = Infinity
  return curve.map((_, t) => {
    if (t < window) return NaN
    low = Math.min(low, median(curve.slice(t - window, t)))
    return factor * low
  })
}

function firstRow(curve: readonly number[], rule: Rule): number | undefined {
  const limits = thresholds(curve, rule)
  let inRow = 0
  for (const [t, value] of curve.entries()) {
    inRow = value > (limits[t] ?? NaN) ? inRow + 1 : 0
    if (inRow === rule.patience) return t - rule.patience + 1
  }
  return undefined
}

/** Each curve divided by its first median: all three begin near 1. */
export function relativeTo(log: Log, window: number): Log {
  const scaled = (name: CurveName) => {
    const unit = median(log[name].slice(0, window))
    return log[name].map((value) => value / unit)
  }
  return { loss: scaled('loss'), gradNorm: scaled('gradNorm'), paramNorm: scaled('paramNorm') }
}

/** Of an odd number of values. */
function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) / 2] ?? NaN
}
