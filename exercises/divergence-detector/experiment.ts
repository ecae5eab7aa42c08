import { array, defineExperiment, fn, number, record, string } from 'grader/experiments'
import type { SectionContext } from 'grader/experiments'

interface Config {
  window: number
  factor: number
  patience: number
}

interface Draw extends Config {
  seed: number
  /** Of the long traces, in which curves drift. */
  steps: number
  /** Of the short ones, which are built around single steps. */
  fewSteps: number
  /** Of the section `scale`: powers of ten by which every curve is multiplied. */
  smaller: number
  larger: number
}

interface Entry {
  loss: number
  gradNorm: number
  paramNorm: number
}

interface Learner {
  diagnose(trace: Entry[], cfg: Config): { label: string; step: number }
}

type Context = SectionContext<Draw, Learner>

/** What checks.ts calls these traces, in this order. The learner meets each section's traces in a drawn order. */
const SOUND = ['clean', 'noisy', 'rate-drop', 'converged', 'solved', 'nothing']
const SPIKES = ['spike', 'three-spikes', 'spike-at-the-end', 'one-step', 'relay', 'faint', 'faint-until-solved']
const ROWS = [
  'row-of-loss',
  'row-of-gradient',
  'row-of-parameters',
  'row-at-the-end',
  'row-of-zeros',
  'row-at-the-first-level',
  'fade-at-the-first-level',
]
const LEVELS = [
  'lost-half',
  'lost-less',
  'lost-less-digits',
  'before-the-level',
  'dips',
  'fades-from-a-rise',
  'loss-back-from-a-rise',
  'level-moves-at-the-end',
]
const ORDER = [
  'fades-then-explodes',
  'explodes-then-fades',
  'fades-then-breaks',
  'breaks-then-explodes',
  'infinite-row',
  'row-into-infinity',
  'row-around-nan',
  'row-beside-nan',
  'parameters-then-loss',
  'loss-then-parameters',
  'fades-and-breaks',
  'fades-beside-nan',
  'fades-into-infinity',
  'fades-and-explodes',
]
const BROKEN = [
  'nan-loss',
  'infinite-gradient',
  'nan-early',
  'one-after-another',
  'one-after-another-back',
  'infinite-at-zero',
  'infinite-at-the-end',
  'broken-twice-then-explodes',
]
const RISING = ['blow-up', 'gradient-jump', 'kink', 'slow', 'drift']
const FALLING = ['fading', 'dead', 'silent']
const SCALED = ['clean', 'blow-up', 'fading']

/** Each trace under settings that it just meets and just misses, whichever are drawn. */
const SETTINGS: Array<[string, Partial<Config>]> = [
  ['seven-steps', { patience: 6 }],
  ['seven-steps', { patience: 7 }],
  ['seven-steps', { patience: 8 }],
  ['six-steps', { patience: 7 }],
  ['five-times', { factor: 4 }],
  ['five-times', { factor: 8 }],
  ['lost-nine', { window: 15 }],
  ['lost-nine', { window: 17 }],
  ['lost-nine', { window: 19 }],
  ['at-the-bound', { factor: 4 }],
  ['fades-to-the-bound', { factor: 4 }],
  ['loss-at-the-bound', { factor: 4 }],
]

const LABELS = ['healthy', 'vanishing', 'exploding', 'nan']

export default defineExperiment<Draw, Learner>({
  exports: {
    diagnose: fn(
      {
        trace: array(record({ loss: number(), gradNorm: number(), paramNorm: number() })),
        cfg: record({ window: number(), factor: number(), patience: number() }),
      },
      record({ label: string(), step: number() }),
    ),
  },

  draw: (rng) => ({
    seed: rng.seed(),
    steps: rng.integer(110, 140),
    fewSteps: rng.integer(64, 80),
    window: rng.pick([15, 17, 19]),
    factor: rng.uniform(4, 8),
    patience: rng.integer(6, 8),
    smaller: -rng.uniform(18, 22),
    larger: rng.uniform(18, 22),
  }),

  sections: {
    sound: (context) => diagnoseAll(context, SOUND),
    spikes: (context) => diagnoseAll(context, SPIKES),
    rows: (context) => diagnoseAll(context, ROWS),
    levels: (context) => diagnoseAll(context, LEVELS),
    settings: (context) => {
      const found = SETTINGS.map(([kind, settings]) => diagnoseAll(context, [kind], undefined, settings))
      return { labels: found.flatMap((one) => one.labels), steps: found.flatMap((one) => one.steps) }
    },
    order: (context) => diagnoseAll(context, ORDER),
    broken: (context) => diagnoseAll(context, BROKEN),
    rising: (context) => diagnoseAll(context, RISING),
    falling: (context) => diagnoseAll(context, FALLING),
    // The same traces in three units: nothing may depend on the unit. The smallest comes again: nothing may depend on the call.
    scale: (context) => {
      const { smaller, larger } = context.draw
      const found = [smaller, 0, larger, smaller].map((power) => diagnoseAll(context, SCALED, 10 ** power))
      return { labels: found.map((one) => one.labels), steps: found.map((one) => one.steps) }
    },
  },
})

/** Label (its place in LABELS, −1 for another word), step and length, in the order of `kinds`. */
function diagnoseAll(context: Context, kinds: string[], unit?: number, settings: Partial<Config> = {}) {
  const { learner, draw, kit } = context
  const uniform = kit.uniforms(draw.seed + kinds.length)
  const order = kinds.map((kind, i) => ({ kind, i, key: uniform() })).toSorted((a, b) => a.key - b.key)
  const labels: number[] = []
  const steps: number[] = []
  const lengths: number[] = []
  for (const { kind, i } of order) {
    const trace = makeTrace(context, kind, unit)
    const { window, factor, patience } = draw
    const { label, step } = learner.diagnose(trace, { window, factor, patience, ...settings })
    labels[i] = LABELS.indexOf(label)
    steps[i] = step
    lengths[i] = trace.length
  }
  return { labels, steps, lengths }
}

/** ln of the three curves, in units of ln(factor): 1 is exactly one factor above where the run began. */
interface Point {
  loss: number
  gradNorm: number
  paramNorm: number
}

type Shape = (t: number) => Point

/**
 * One trace of a kind. Each curve is level · factor^(shape + noise), the noise uniform and bounded, so that no trace comes
 * near a wrong label by chance: what is sound stays below 0.95 (so that even single steps are never out, but for the
 * spikes), what rises passes 1.35.
 * @param unit level of all three curves; drawn for each where it is left out, over ten decades
 */
function makeTrace({ draw, kit }: Context, kind: string, unit?: number): Entry[] {
  const uniform = kit.uniforms(
    draw.seed + [...kind].reduce((sum, letter, i) => sum + (i + 3) * letter.charCodeAt(0), 0),
  )
  const between = (low: number, high: number) => low + (high - low) * uniform()
  const { factor } = draw
  const units = [0, 0, 0].map(() => unit ?? 10 ** between(-5, 5))
  // A slow rise climbs by more than its noise at every step, so that it crosses its threshold once.
  const noise = kind === 'noisy' ? 0.45 : kind === 'slow' ? 0.002 : 0.06
  const { length, shape, after } = longTrace(kind, draw, between) ?? shortTrace(kind, draw, between)
  return Array.from({ length }, (_, t) => {
    const { loss, gradNorm, paramNorm } = shape(t)
    const value = (level: number, exponent: number, amplitude: number) =>
      level * factor ** (exponent + amplitude * (2 * uniform() - 1))
    const entry = {
      loss: value(units[0] ?? NaN, loss, noise),
      gradNorm: value(units[1] ?? NaN, gradNorm, noise),
      paramNorm: value(units[2] ?? NaN, paramNorm, 0.002),
    }
    return after === undefined ? entry : after(entry, t)
  })
}

interface Plan {
  length: number
  shape: Shape
  after?: ((entry: Entry, t: number) => Entry) | undefined
}

type Between = (low: number, high: number) => number

/** What takes its time, or what can be anywhere; null for the name of a short trace. */
function longTrace(kind: string, { steps, window, patience }: Draw, between: Between): Plan | null {
  const plan = (shape: Shape, after?: Plan['after']): Plan => ({ length: steps, shape, after })
  const start = Math.round(between(0.35, 0.5) * steps)
  const spike = patience - 1
  const progress = (t: number) => Math.max(0, (t - start) / (steps - 1 - start))
  const sound: Shape = (t) => ({ loss: (-1.5 * t) / steps, gradNorm: (-0.5 * t) / steps, paramNorm: (0.3 * t) / steps })
  const flat: Shape = (t) => ({ loss: (-0.1 * t) / steps, gradNorm: 0, paramNorm: (0.1 * t) / steps })
  const height = between(1.5, 2.5)
  const inSpike = (t: number, first: number) => t >= first && t < first + spike
  const early = Math.floor(between(2, window - 4))
  switch (kind) {
    case 'clean':
      return plan(sound)
    case 'noisy':
      return plan((t) => ({ loss: 0, gradNorm: (-0.05 * t) / steps, paramNorm: 0 }))
    case 'rate-drop':
      return plan((t) => (t < start ? flat(t) : { ...flat(t), loss: -0.6, gradNorm: -0.6 }))
    // The loss falls as the square of the gradient, as near a minimum of a quadratic.
    case 'converged':
      return plan((t) => ({ ...flat(t), loss: -3.6 * progress(t), gradNorm: -1.8 * progress(t) }))
    case 'spike':
      return plan((t) => (inSpike(t, start) ? { ...sound(t), loss: height } : sound(t)))
    // Together longer than the patience, but never in one row, and never two in one window.
    case 'three-spikes': {
      const firsts = [0, 1, 2].map((i) => window + 4 + i * (window + spike + 1))
      return plan((t) => (firsts.some((first) => inSpike(t, first)) ? { ...flat(t), gradNorm: 1 + height } : flat(t)))
    }
    case 'nan-loss':
      return plan(sound, (entry, t) => (t < start ? entry : { loss: NaN, gradNorm: NaN, paramNorm: NaN }))
    // One step whose gradient overflowed; the run goes on as if nothing had been.
    case 'infinite-gradient':
      return plan(sound, (entry, t) => (t === start ? { ...entry, gradNorm: Infinity } : entry))
    case 'nan-early':
      return plan(sound, (entry, t) => (t === early ? { ...entry, paramNorm: NaN } : entry))
    // Grows by a fifth of the factor a step, and overflows when it has long been out.
    case 'blow-up': {
      const overflow = start + 5 + patience + Math.round(between(8, 14))
      return plan(
        (t) => {
          const grown = Math.max(0, 0.2 * (t - start))
          return { ...flat(t), loss: 0.8 * grown, gradNorm: grown }
        },
        (entry, t) => (t < overflow ? entry : { loss: Infinity, gradNorm: NaN, paramNorm: NaN }),
      )
    }
    case 'gradient-jump':
      return plan((t) => ({ ...flat(t), gradNorm: t < start ? 0 : 1.6 }))
    // The loss jumps, but not above where it once began.
    case 'kink':
      return plan((t) => ({ ...sound(t), loss: t < start ? (-2.6 * t) / start : -0.3 }))
    case 'slow':
      return plan((t) => ({ ...flat(t), gradNorm: (1.5 * t) / steps }))
    case 'drift':
      return plan((t) => ({ ...sound(t), paramNorm: (1.5 * t) / steps }))
    case 'fading':
      return plan((t) => ({ ...flat(t), gradNorm: -3 * progress(t) }))
    case 'dead':
      return plan(flat, (entry, t) => (t < start ? entry : { ...entry, gradNorm: 0 }))
    case 'silent':
      return plan(flat, (entry) => ({ ...entry, gradNorm: 0 }))
    default:
      return null
  }
}

/** What is built around a single step, far from every threshold but for that step. */
function shortTrace(kind: string, { fewSteps, window, patience }: Draw, between: Between): Plan {
  const start = window + 8 + Math.floor(between(0, 8))
  // Late enough for every row from `start` on to be complete.
  const later = start + 20
  const high = between(1.5, 2.5)
  const low = -high
  const level: Point = { loss: 0, gradNorm: 0, paramNorm: 0 }
  const plan = (shape: (t: number) => Partial<Point>, after?: Plan['after']): Plan => ({
    length: fewSteps,
    shape: (t) => ({ ...level, ...shape(t) }),
    after,
  })
  /** The curves leave their level for some steps, or for good. */
  const out = (point: Partial<Point>, first: number, count = Infinity) =>
    plan((t) => (t >= first && t < first + count ? point : {}))
  const broken =
    (values: Partial<Entry>, first: number, count = Infinity) =>
    (entry: Entry, t: number) =>
      t >= first && t < first + count ? { ...entry, ...values } : entry
  /** Without noise: 1, and these values from `start` on, so that a value may equal a quarter of its level, or four times. */
  const exactly = (values: Partial<Entry>): Plan => ({
    ...plan(() => ({})),
    after: (_, t) => ({ loss: 1, gradNorm: 1, paramNorm: 1, ...(t < start ? {} : values) }),
  })
  const times = (entry: Entry, multiple: number): Entry => ({ ...entry, loss: entry.loss * multiple })
  // Just the smaller part of a window: its median does not move.
  const less = (window - 1) / 2
  switch (kind) {
    // Loss and gradient are 0 from the beginning: no loss is left.
    case 'solved':
      return { ...plan(() => ({})), after: (entry) => ({ ...entry, loss: 0, gradNorm: 0 }) }
    // Neither is anything else: every level is 0, and 0 is not above it.
    case 'nothing':
      return { ...plan(() => ({})), after: () => ({ loss: 0, gradNorm: 0, paramNorm: 0 }) }
    case 'spike-at-the-end':
      return out({ loss: high, gradNorm: high, paramNorm: high }, fewSteps - patience + 1)
    case 'one-step':
      return out({ loss: high }, start, 1)
    // Each of two curves is out for one step less than the patience, the second just after the first.
    case 'relay': {
      const second = start + patience - 1
      return plan((t) => ({
        loss: t >= start && t < second ? high : 0,
        gradNorm: t >= second && t < second + patience - 1 ? high : 0,
      }))
    }
    case 'faint':
      return out({ gradNorm: low }, start, patience - 1)
    // The gradient stays small, but the loss follows one step too early for a row.
    case 'faint-until-solved':
      return plan((t) => (t < start ? {} : { gradNorm: low, loss: t < start + patience - 1 ? 0 : low }))
    case 'row-of-loss':
      return out({ loss: high }, start, patience)
    case 'row-of-gradient':
      return out({ gradNorm: high }, start, patience)
    case 'row-of-parameters':
      return out({ paramNorm: high }, start, patience)
    case 'row-at-the-end':
      return out({ loss: high }, fewSteps - patience)
    case 'row-of-zeros':
      return { ...plan(() => ({})), after: broken({ gradNorm: 0 }, start, patience) }
    // The first step that has a level is the first of a row.
    case 'row-at-the-first-level':
      return out({ loss: high }, window, patience)
    case 'fade-at-the-first-level':
      return out({ gradNorm: low }, window, patience)
    // The loss is low for just more than half of a window, and comes back.
    case 'lost-half':
      return out({ loss: low }, start, less + 1)
    case 'lost-less':
      return out({ loss: low }, start, less)
    // The same in digits: sorted as text, what is low would stand in the middle.
    case 'lost-less-digits':
      return {
        ...plan(() => ({})),
        after: (entry, t) => {
          const usual = t % 2 === 0 ? between(1.05e-6, 1.15e-6) : between(9.2e-7, 9.8e-7)
          return { ...entry, loss: t >= start && t < start + less ? between(3e-8, 6e-8) : usual }
        },
      }
    // Low at eleven steps, more than half of a window, but never more than five in one.
    case 'dips':
      return plan((t) => ({ loss: t < 44 && t % 4 === 2 ? low : 0 }))
    // The gradient rises, but not by the factor, and falls by more than the factor: its high level has gone along.
    case 'fades-from-a-rise':
      return plan((t) => ({ gradNorm: t < window ? 0 : t < 2 * window ? 0.8 : -0.35 }))
    // The loss does so, and the gradient fades: the loss has fallen with it.
    case 'loss-back-from-a-rise':
      return plan((t) => ({
        gradNorm: t < 2 * window ? 0 : low,
        loss: t < window ? 0 : t < 2 * window ? 0.8 : -0.35,
      }))
    // The gradient is low for the last steps, just enough for a row. The loss is high at every other step, just often enough for
    // its high level to rise at the very last one, whose loss lies below that: one step too few.
    case 'level-moves-at-the-end':
      return plan((t) => ({
        gradNorm: t < fewSteps - patience ? 0 : low,
        loss: t >= fewSteps - 1 - window && t < fewSteps - 1 && (fewSteps - t) % 2 === 0 ? high : 0,
      }))
    // A row of enough steps, but it begins before there is a level.
    case 'before-the-level':
      return out({ loss: high }, window - 4, patience)
    case 'seven-steps':
      return { ...plan(() => ({})), after: (entry, t) => times(entry, t >= start && t < start + 7 ? 100 : 1) }
    case 'six-steps':
      return { ...plan(() => ({})), after: (entry, t) => times(entry, t >= start && t < start + 6 ? 100 : 1) }
    // Beyond 4 times its level, but not beyond 8 times, noise included.
    case 'five-times':
      return { ...plan(() => ({})), after: (entry, t) => times(entry, t >= start ? 5.7 : 1) }
    case 'lost-nine':
      return { ...plan(() => ({})), after: (entry, t) => times(entry, t >= start && t < start + 9 ? 0.01 : 1) }
    // Four times its level is not above it, and a quarter is not below.
    case 'at-the-bound':
      return exactly({ loss: 4, gradNorm: 4, paramNorm: 4 })
    case 'fades-to-the-bound':
      return exactly({ gradNorm: 0.25 })
    case 'loss-at-the-bound':
      return exactly({ gradNorm: 0.25, loss: 0.25 })
    case 'fades-then-explodes':
      return plan((t) => (t < start ? {} : { gradNorm: low, loss: t < later ? 0 : high }))
    case 'explodes-then-fades':
      return plan((t) => (t < start ? {} : { paramNorm: high, gradNorm: t < later ? 0 : low }))
    case 'fades-then-breaks':
      return {
        ...out({ gradNorm: low }, start),
        after: broken({ loss: NaN, gradNorm: NaN, paramNorm: NaN }, later),
      }
    case 'breaks-then-explodes':
      return { ...out({ gradNorm: high }, later), after: broken({ paramNorm: NaN }, start, 1) }
    case 'infinite-row':
      return { ...plan(() => ({})), after: broken({ loss: Infinity }, start) }
    case 'row-into-infinity':
      return { ...out({ gradNorm: high }, start), after: broken({ gradNorm: Infinity }, start + 3) }
    case 'row-around-nan':
      return { ...out({ gradNorm: high }, start), after: broken({ gradNorm: NaN }, start + 2, 1) }
    case 'row-beside-nan':
      return { ...out({ gradNorm: high }, start), after: broken({ loss: NaN }, start + 1, 1) }
    // Rows of vanishing, with a number that is not finite at the same step, at the next one, and in the row itself.
    case 'fades-and-breaks':
      return { ...out({ gradNorm: low }, start), after: broken({ paramNorm: NaN }, start, 1) }
    case 'fades-beside-nan':
      return { ...out({ gradNorm: low }, start), after: broken({ paramNorm: NaN }, start + 1, 1) }
    case 'fades-into-infinity':
      return { ...out({ gradNorm: low }, start), after: broken({ loss: Infinity }, start + 2) }
    case 'fades-and-explodes':
      return out({ gradNorm: low, paramNorm: high }, start)
    case 'parameters-then-loss':
      return plan((t) => ({ paramNorm: t < start ? 0 : high, loss: t < later ? 0 : high }))
    case 'loss-then-parameters':
      return plan((t) => ({ loss: t < start ? 0 : high, paramNorm: t < later ? 0 : high }))
    case 'one-after-another':
      return {
        ...plan(() => ({})),
        after: (entry, t) => ({
          loss: t < start + 6 ? entry.loss : NaN,
          gradNorm: t < start + 3 ? entry.gradNorm : NaN,
          paramNorm: t < start ? entry.paramNorm : Infinity,
        }),
      }
    case 'one-after-another-back':
      return {
        ...plan(() => ({})),
        after: (entry, t) => ({
          loss: t < start ? entry.loss : Infinity,
          gradNorm: t < start + 3 ? entry.gradNorm : NaN,
          paramNorm: t < start + 6 ? entry.paramNorm : NaN,
        }),
      }
    case 'infinite-at-zero':
      return { ...plan(() => ({})), after: broken({ loss: Infinity }, 0, 1) }
    case 'infinite-at-the-end':
      return { ...plan(() => ({})), after: broken({ paramNorm: Infinity }, fewSteps - 1) }
    case 'broken-twice-then-explodes':
      return {
        ...out({ paramNorm: high }, start),
        after: (entry, t) => ({
          loss: t === 0 ? NaN : entry.loss,
          gradNorm: t === 3 ? Infinity : entry.gradNorm,
          paramNorm: entry.paramNorm,
        }),
      }
    default:
      throw new Error(`there is no trace called ${kind}`)
  }
}
