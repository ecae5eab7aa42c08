import { array, defineExperiment, fn, number, record, string } from 'grader/experiments'
import type { SectionContext } from 'grader/experiments'

interface Config {
  window: number
  factor: number
  patience: number
}

interface Draw extends Config {
  seed: number
  steps: number
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
const SOUND = ['clean', 'noisy', 'rate-drop', 'converged']
const SPIKES = ['spike', 'three-spikes', 'spike-at-the-end']
const BROKEN = ['nan-loss', 'infinite-gradient', 'nan-early']
const RISING = ['blow-up', 'gradient-jump', 'kink', 'slow', 'drift']
const FALLING = ['fading', 'dead', 'silent']
const SCALED = ['clean', 'blow-up', 'fading']

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
    window: rng.pick([15, 17, 19]),
    factor: rng.uniform(4, 8),
    patience: rng.integer(6, 8),
    smaller: -rng.uniform(6, 9),
    larger: rng.uniform(6, 9),
  }),

  sections: {
    sound: (context) => diagnoseAll(context, SOUND),
    spikes: (context) => diagnoseAll(context, SPIKES),
    broken: (context) => diagnoseAll(context, BROKEN),
    rising: (context) => diagnoseAll(context, RISING),
    falling: (context) => diagnoseAll(context, FALLING),
    // The same traces in three units: nothing may depend on the unit.
    scale: (context) => {
      const { smaller, larger } = context.draw
      const found = [smaller, 0, larger].map((power) => diagnoseAll(context, SCALED, 10 ** power))
      return { labels: found.map((one) => one.labels), steps: found.map((one) => one.steps) }
    },
  },
})

const settings = ({ window, factor, patience }: Draw): Config => ({ window, factor, patience })

/** Label (its place in LABELS, −1 for another word), step and length, in the order of `kinds`. */
function diagnoseAll(context: Context, kinds: string[], unit?: number) {
  const { learner, draw, kit } = context
  const uniform = kit.uniforms(draw.seed + kinds.length)
  const order = kinds.map((kind, i) => ({ kind, i, key: uniform() })).toSorted((a, b) => a.key - b.key)
  const labels: number[] = []
  const steps: number[] = []
  const lengths: number[] = []
  for (const { kind, i } of order) {
    const trace = makeTrace(context, kind, unit)
    const { label, step } = learner.diagnose(trace, settings(draw))
    labels[i] = LABELS.indexOf(label)
    steps[i] = step
    lengths[i] = trace.length
  }
  return { labels, steps, lengths }
}

/** ln of the three curves, in units of ln(factor): 1 is exactly one factor above where the run began. */
type Shape = (t: number) => { loss: number; gradNorm: number; paramNorm: number }

/**
 * One trace of a kind. Each curve is level · factor^(shape + noise), the noise uniform and bounded, so that no trace comes
 * near a wrong label by chance: what is sound stays below 0.95 (so that even single steps are never out, but for the
 * spikes), what rises passes 1.35.
 * @param unit level of all three curves; drawn for each where it is left out, over ten decades
 */
function makeTrace({ draw, kit }: Context, kind: string, unit?: number): Entry[] {
  const uniform = kit.uniforms(draw.seed + 97 * kind.length + kind.charCodeAt(0))
  const between = (low: number, high: number) => low + (high - low) * uniform()
  const { steps, window, factor, patience } = draw
  const units = [0, 0, 0].map(() => unit ?? 10 ** between(-5, 5))
  const start = Math.round(between(0.35, 0.5) * steps)
  const spike = patience - 2
  // A slow rise climbs by more than its noise at every step, so that it crosses its threshold once.
  const noise = kind === 'noisy' ? 0.45 : kind === 'slow' ? 0.002 : 0.06
  const { shape, after } = shapeOf(kind, { steps, window, patience, start, spike, between })
  return Array.from({ length: steps }, (_, t) => {
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

interface Place {
  steps: number
  window: number
  patience: number
  start: number
  spike: number
  between(low: number, high: number): number
}

function shapeOf(kind: string, place: Place): { shape: Shape; after?: (entry: Entry, t: number) => Entry } {
  const { steps, window, patience, start, spike, between } = place
  const progress = (t: number) => Math.max(0, (t - start) / (steps - 1 - start))
  const sound: Shape = (t) => ({ loss: (-1.5 * t) / steps, gradNorm: (-0.5 * t) / steps, paramNorm: (0.3 * t) / steps })
  const flat: Shape = (t) => ({ loss: (-0.1 * t) / steps, gradNorm: 0, paramNorm: (0.1 * t) / steps })
  const height = between(1.5, 2.5)
  const inSpike = (t: number, first: number) => t >= first && t < first + spike
  const early = Math.floor(between(2, window - 4))
  switch (kind) {
    case 'clean':
      return { shape: sound }
    case 'noisy':
      return { shape: (t) => ({ loss: 0, gradNorm: (-0.05 * t) / steps, paramNorm: 0 }) }
    case 'rate-drop':
      return { shape: (t) => (t < start ? flat(t) : { ...flat(t), loss: -0.6, gradNorm: -0.6 }) }
    // The loss falls as the square of the gradient, as near a minimum of a quadratic.
    case 'converged':
      return { shape: (t) => ({ ...flat(t), loss: -3.6 * progress(t), gradNorm: -1.8 * progress(t) }) }
    case 'spike':
      return { shape: (t) => (inSpike(t, start) ? { ...sound(t), loss: height } : sound(t)) }
    // Together longer than the patience, but never in one row, and never two in one window.
    case 'three-spikes': {
      const firsts = [0, 1, 2].map((i) => window + 4 + i * (window + spike + 1))
      return {
        shape: (t) => (firsts.some((first) => inSpike(t, first)) ? { ...flat(t), gradNorm: 1 + height } : flat(t)),
      }
    }
    case 'spike-at-the-end':
      return { shape: (t) => (t >= steps - spike ? { ...sound(t), loss: height, gradNorm: height } : sound(t)) }
    case 'nan-loss':
      return { shape: sound, after: (entry, t) => (t < start ? entry : { loss: NaN, gradNorm: NaN, paramNorm: NaN }) }
    // One step whose gradient overflowed; the run goes on as if nothing had been.
    case 'infinite-gradient':
      return { shape: sound, after: (entry, t) => (t === start ? { ...entry, gradNorm: Infinity } : entry) }
    case 'nan-early':
      return { shape: sound, after: (entry, t) => (t === early ? { ...entry, paramNorm: NaN } : entry) }
    // Grows by a fifth of the factor a step, and overflows when it has long been out.
    case 'blow-up': {
      const overflow = start + 5 + patience + Math.round(between(8, 14))
      return {
        shape: (t) => {
          const grown = Math.max(0, 0.2 * (t - start))
          return { ...flat(t), loss: 0.8 * grown, gradNorm: grown }
        },
        after: (entry, t) => (t < overflow ? entry : { loss: Infinity, gradNorm: NaN, paramNorm: NaN }),
      }
    }
    case 'gradient-jump':
      return { shape: (t) => ({ ...flat(t), gradNorm: t < start ? 0 : 1.6 }) }
    // The loss jumps, but not above where it once began.
    case 'kink':
      return { shape: (t) => ({ ...sound(t), loss: t < start ? (-2.6 * t) / start : -0.3 }) }
    case 'slow':
      return { shape: (t) => ({ ...flat(t), gradNorm: (1.5 * t) / steps }) }
    case 'drift':
      return { shape: (t) => ({ ...sound(t), paramNorm: (1.5 * t) / steps }) }
    case 'fading':
      return { shape: (t) => ({ ...flat(t), gradNorm: -3 * progress(t) }) }
    case 'dead':
      return { shape: flat, after: (entry, t) => (t < start ? entry : { ...entry, gradNorm: 0 }) }
    case 'silent':
      return { shape: flat, after: (entry) => ({ ...entry, gradNorm: 0 }) }
    default:
      throw new Error(`there is no trace called ${kind}`)
  }
}
