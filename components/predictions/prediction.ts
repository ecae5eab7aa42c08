/** What a lesson asks its reader to predict, and how far a prediction is from what was measured. Pure. */

export type Question =
  | { kind: 'number'; axis: Axis; measured: number }
  | { kind: 'curve'; axis: Axis; x: readonly number[]; measured: readonly number[] }
  | { kind: 'choice'; count: number; measured: number }

interface Axis {
  low: number
  high: number
  scale: 'linear' | 'log'
}

/** The properties of `<Predict>` that make a question, as they stand in a lesson. */
export interface QuestionText {
  from?: string
  to?: string
  scale?: string
  measured?: string
  /** Positions along a curve, with a space between them. */
  x?: string
}

/** @throws an Error that names what is wrong with the lesson's text */
export function readQuestion(text: QuestionText): Exclude<Question, { kind: 'choice' }> {
  const low = readNumber('from', text.from)
  const high = readNumber('to', text.to)
  const { scale = 'linear' } = text
  if (scale !== 'linear' && scale !== 'log') throw new Error(`scale is "linear" or "log", not "${scale}"`)
  if (!(low < high)) throw new Error(`from (${low}) must be below to (${high})`)
  if (scale === 'log' && low <= 0) throw new Error('a log scale begins above 0')
  const axis: Axis = { low, high, scale }
  const measured = (text.measured ?? '').split(' ').map((one) => readNumber('measured', one))
  const outside = measured.find((one) => one < low || one > high)
  if (outside !== undefined) throw new Error(`measured ${outside} lies beyond the ends of the scale`)
  if (text.x === undefined) {
    const [only = NaN, ...others] = measured
    if (others.length > 0) throw new Error('several measured numbers need as many positions x')
    return { kind: 'number', axis, measured: only }
  }
  const x = text.x.split(' ').map((one) => readNumber('x', one))
  if (x.length !== measured.length || x.length < 2)
    throw new Error(`a curve has as many measured numbers as positions x, two at least`)
  if (x.some((one, i) => i > 0 && one <= (x[i - 1] ?? 0))) throw new Error('the positions x must grow')
  return { kind: 'curve', axis, x, measured }
}

function readNumber(name: string, text = ''): number {
  const value = text === '' ? NaN : Number(text)
  if (!Number.isFinite(value)) throw new Error(`${name} must be a number, not "${text}"`)
  return value
}

/** How far one number is from another: on a log scale as a factor, else as a difference. */
export type Distance =
  | { close: true }
  | { close: false; side: 'above' | 'below'; factor: number }
  | { close: false; side: 'above' | 'below'; difference: number }

/** On a log scale this factor is close: a reader's slider cannot mean more, and a law seldom says more. */
const closeFactor = 1.5
/** On a linear scale: this share of it. */
const closeShare = 0.05

export function compare(predicted: number, measured: number, { scale, low, high }: Axis): Distance {
  const side = predicted > measured ? 'above' : 'below'
  if (scale === 'log') {
    const factor = side === 'above' ? predicted / measured : measured / predicted
    return factor <= closeFactor ? { close: true } : { close: false, side, factor }
  }
  const difference = Math.abs(predicted - measured)
  return difference <= closeShare * (high - low) ? { close: true } : { close: false, side, difference }
}

/** Where a predicted curve is farthest from the measured one, seen on its axis. */
export function farthest(predicted: readonly number[], measured: readonly number[], { scale }: Axis): number {
  const place = (value: number) => (scale === 'log' ? Math.log(value) : value)
  const gaps = measured.map((one, i) => Math.abs(place(predicted[i] ?? NaN) - place(one)))
  return gaps.indexOf(Math.max(...gaps))
}

/** A slider's steps from 0 to this, whatever its axis. */
export const steps = 200

/** Rounded to what a reader can mean: three digits, and on a linear scale a whole step. */
export function valueAtStep(step: number, { low, high, scale }: Axis): number {
  const share = step / steps
  const value = scale === 'log' ? low * (high / low) ** share : low + (high - low) * share
  return Number(value.toPrecision(3))
}

export function stepOf(value: number, { low, high, scale }: Axis): number {
  const share = scale === 'log' ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low)
  return Math.round(steps * Math.min(1, Math.max(0, share)))
}

/** What a reader committed: the number, the numbers along a curve, or the index of a choice. */
export type Prediction = number | readonly number[]

/** @returns null for what is not ours, is damaged, or answers another question than this one */
export function parsePrediction(text: string | null, question: Question): Prediction | null {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    if (question.kind === 'curve') return isCurve(value, question.x.length) ? value : null
    if (typeof value !== 'number') return null
    return question.kind === 'number' || (Number.isInteger(value) && value >= 0 && value < question.count)
      ? value
      : null
  } catch {
    return null
  }
}

const isCurve = (value: unknown, length: number): value is number[] =>
  Array.isArray(value) && value.length === length && value.every((one) => typeof one === 'number')

/**
 * Where a browser keeps a prediction.
 * @param user whose it is; null without an account
 * @param lesson "unit/lesson"
 * @param id of the question, its own in the lesson
 */
export function predictionKey(user: string | null, lesson: string, id: string): string {
  return `gradient-gym:prediction:${user ?? 'anonymous'}:${lesson}:${id}`
}

/** What the keys of all predictions of one reader begin with. */
export function predictionsOf(user: string | null): string {
  return `gradient-gym:prediction:${user ?? 'anonymous'}:`
}
