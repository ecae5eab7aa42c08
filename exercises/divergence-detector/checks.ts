import { allOf, defineChecks, equal, near } from 'grader/judge'
import type { Judgement } from 'grader/judge'

interface Draw {
  window: number
  patience: number
}

/** What was said of each trace of a section, in the order in which experiment.ts names them. */
interface Found {
  /** The label's place in LABELS, −1 for another word. */
  labels: number[]
  steps: number[]
  lengths: number[]
}

interface Measured {
  sound: Found
  spikes: Found
  rows: Found
  levels: Found
  /** The same trace under several settings. */
  settings: { labels: number[]; steps: number[] }
  order: Found
  broken: Found
  rising: Found
  falling: Found
  /** One row for each of three units, and one more for the first. */
  scale: { labels: number[][]; steps: number[][] }
}

const LABELS = ['healthy', 'vanishing', 'exploding', 'nan']
const [HEALTHY, VANISHING, EXPLODING, NAN] = [0, 1, 2, 3] as const

/** Places of the traces in experiment.ts. */
const [BLOW_UP, GRADIENT_JUMP, KINK, SLOW, DRIFT] = [0, 1, 2, 3, 4] as const
const [CLEAN, NOISY, RATE_DROP, CONVERGED, SOLVED, NOTHING] = [0, 1, 2, 3, 4, 5] as const
const [SCALED_CLEAN, SCALED_BLOW_UP] = [0, 1] as const
/** Rows of the section `scale`. */
const [SMALLER, USUAL, LARGER, SMALLER_AGAIN] = [0, 1, 2, 3] as const
const ONE_STEP = 3
const [NAN_LOSS, INFINITE_GRADIENT, NAN_EARLY] = [0, 1, 2] as const
/** What is right in five sections, in their order. */
const ROWS = [EXPLODING, EXPLODING, EXPLODING, EXPLODING, VANISHING, EXPLODING, VANISHING]
const LEVELS = [EXPLODING, HEALTHY, HEALTHY, HEALTHY, HEALTHY, VANISHING, HEALTHY, HEALTHY]
const SETTINGS = [
  EXPLODING,
  EXPLODING,
  HEALTHY,
  HEALTHY,
  EXPLODING,
  HEALTHY,
  EXPLODING,
  EXPLODING,
  HEALTHY,
  HEALTHY,
  VANISHING,
  HEALTHY,
]
const ORDER = [
  VANISHING,
  EXPLODING,
  VANISHING,
  NAN,
  NAN,
  EXPLODING,
  NAN,
  EXPLODING,
  EXPLODING,
  EXPLODING,
  NAN,
  VANISHING,
  VANISHING,
  EXPLODING,
]
const SCALED = [HEALTHY, EXPLODING, VANISHING]

/** The sections in which rows are looked for, or must not be found. */
const SECTIONS = ['sound', 'spikes', 'rows', 'levels', 'order', 'rising', 'falling'] as const
type Section = (typeof SECTIONS)[number] | 'broken'

// The rule in the task is exact, and noise is bounded below every threshold: all labels of the model solution are as
// constructed on 400 draws. Two steps are granted for a row that is counted from one side or the other. The nearest wrong
// idea, the end of the row for its beginning, is 5 to 7 steps off.
const STEPS = 2

interface Shown {
  m: Partial<Measured>
  reference: Partial<Measured>
  draw: Draw
}

/** Labels that change from call to call show no idea. */
const steadily =
  (recognise: (shown: Shown) => boolean) =>
  (shown: Shown): boolean => {
    const first = shown.m.scale?.labels[SMALLER] ?? []
    const again = shown.m.scale?.labels[SMALLER_AGAIN] ?? []
    return first.length > 0 && first.every((label, i) => label === again[i]) && recognise(shown)
  }

export default defineChecks<Measured, Draw>({
  checks: {
    plain: {
      needs: ['scale'],
      weight: 1,
      judge: ({ m }) => labelledAs(m.scale.labels[USUAL] ?? [], SCALED),
    },
    sound: {
      needs: ['sound'],
      weight: 2,
      judge: ({ m }) => allLabelled(m.sound.labels, HEALTHY),
    },
    spikes: {
      needs: ['spikes'],
      weight: 1,
      judge: ({ m }) => allLabelled(m.spikes.labels, HEALTHY),
    },
    rows: {
      needs: ['rows'],
      weight: 1,
      judge: ({ m }) => labelledAs(m.rows.labels, ROWS),
    },
    levels: {
      needs: ['levels'],
      weight: 1,
      judge: ({ m }) => labelledAs(m.levels.labels, LEVELS),
    },
    settings: {
      needs: ['settings'],
      weight: 1,
      judge: ({ m }) => labelledAs(m.settings.labels, SETTINGS),
    },
    'not-finite': {
      needs: ['broken'],
      weight: 1,
      judge: ({ m }) => allLabelled(m.broken.labels, NAN),
    },
    'nan-step': {
      needs: ['broken', 'order'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(
          forSteps(tracesOf(m, reference, ['broken', 'order'], [NAN])).map(({ step, expected }) =>
            equal(step, expected),
          ),
        ),
    },
    rising: {
      needs: ['rising'],
      weight: 1,
      judge: ({ m }) =>
        allOf([labelled(m.rising.labels[BLOW_UP], EXPLODING), labelled(m.rising.labels[GRADIENT_JUMP], EXPLODING)]),
    },
    kink: {
      needs: ['rising'],
      weight: 1,
      judge: ({ m }) => labelled(m.rising.labels[KINK], EXPLODING),
    },
    slow: {
      needs: ['rising'],
      weight: 1,
      judge: ({ m }) => labelled(m.rising.labels[SLOW], EXPLODING),
    },
    parameters: {
      needs: ['rising'],
      weight: 1,
      judge: ({ m }) => labelled(m.rising.labels[DRIFT], EXPLODING),
    },
    vanishing: {
      needs: ['falling'],
      weight: 1,
      judge: ({ m }) => allLabelled(m.falling.labels, VANISHING),
    },
    earliest: {
      needs: ['order'],
      weight: 1,
      judge: ({ m }) => labelledAs(m.order.labels, ORDER),
    },
    'first-step': {
      needs: ['rows', 'levels', 'order', 'rising', 'falling'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          forSteps(tracesOf(m, reference, SECTIONS, [EXPLODING, VANISHING])).map(({ step, expected }) =>
            near(step, expected, { abs: STEPS }),
          ),
        ),
    },
    'no-step': {
      needs: ['sound', 'spikes', 'levels'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(forSteps(tracesOf(m, reference, SECTIONS, [HEALTHY])).map(({ step, expected }) => equal(step, expected))),
    },
    // Against the learner's own labels in the usual unit, which `plain` judges.
    scale: {
      needs: ['scale'],
      weight: 1,
      judge: ({ m }) =>
        allOf([SMALLER, LARGER].map((row) => labelledAs(m.scale.labels[row] ?? [], m.scale.labels[USUAL] ?? []))),
    },
    // Against the learner's own first answer: with `scale` and `plain`, the second one is right too.
    again: {
      needs: ['scale'],
      weight: 1,
      judge: ({ m }) => {
        const first = answersOf(m.scale, SMALLER)
        return allOf(answersOf(m.scale, SMALLER_AGAIN).map((answer, i) => equal(answer, first[i] ?? '')))
      },
    },
  },

  misconceptions: {
    'keeps-state': {
      fails: ['nan-step', 'first-step', 'again'],
      // A trace that is asked about twice has two answers.
      recognise: ({ m: { scale } }) => {
        if (scale === undefined) return false
        const again = answersOf(scale, SMALLER_AGAIN)
        return answersOf(scale, SMALLER).some((answer, i) => answer !== again[i])
      },
    },
    'nan-only': {
      fails: ['plain', 'rows', 'levels', 'earliest', 'rising', 'kink', 'slow', 'parameters', 'vanishing', 'first-step'],
      // What breaks is found at its step, and nothing else is. An infinite gradient may have been missed as well.
      recognise: steadily(
        ({ m, reference }) =>
          [NAN_LOSS, NAN_EARLY].every((i) => foundBroken(m, reference, i)) &&
          m.rising?.labels[BLOW_UP] === NAN &&
          labelsOf(m.rows, m.rising, m.falling).every((label) => label === HEALTHY || label === NAN),
      ),
    },
    'last-value': {
      fails: ['plain', 'not-finite', 'nan-step', 'rising', 'kink', 'first-step'],
      recognise: steadily(({ m }) => {
        const found = [m.spikes, m.rising, m.falling].filter((one) => one !== undefined)
        const seen = found.flatMap(({ labels, steps, lengths }) =>
          labels.flatMap((label, i) => (label === HEALTHY ? [] : [(lengths[i] ?? NaN) - 1 - (steps[i] ?? NaN)])),
        )
        return seen.length > 3 && seen.every((fromTheEnd) => fromTheEnd === 0)
      }),
    },
    'absolute-thresholds': {
      fails: ['scale'],
      // In a small unit nothing is large enough to explode, or all is small; in a large unit all is large.
      recognise: steadily(({ m }) => {
        const small = m.scale?.labels[SMALLER] ?? []
        const large = m.scale?.labels[LARGER] ?? []
        return (
          large[SCALED_BLOW_UP] === EXPLODING &&
          (small[SCALED_BLOW_UP] !== EXPLODING ||
            (large[SCALED_CLEAN] === EXPLODING && small[SCALED_CLEAN] !== EXPLODING))
        )
      }),
    },
    'equals-nan': {
      fails: ['not-finite'],
      // Runs that end in NaN, and a single NaN, are passed over, while rows are found.
      recognise: steadily(
        ({ m }) =>
          m.sound?.labels[0] === HEALTHY &&
          m.rising?.labels[GRADIENT_JUMP] === EXPLODING &&
          [NAN_LOSS, INFINITE_GRADIENT, NAN_EARLY].every((i) => m.broken !== undefined && m.broken.labels[i] !== NAN),
      ),
    },
    'infinity-passes': {
      fails: ['not-finite'],
      recognise: steadily(
        ({ m, reference }) =>
          [NAN_LOSS, NAN_EARLY].every((i) => foundBroken(m, reference, i)) &&
          m.broken?.labels[INFINITE_GRADIENT] === HEALTHY,
      ),
    },
    'worst-first': {
      fails: ['rising', 'earliest'],
      // The rows are seen where nothing else is; where the run overflows later, it is called by that.
      recognise: steadily(({ m }) => m.rising?.labels[GRADIENT_JUMP] === EXPLODING && m.rising.labels[BLOW_UP] === NAN),
    },
    'loss-went-up': {
      fails: [
        'plain',
        'sound',
        'spikes',
        'rows',
        'levels',
        'settings',
        'not-finite',
        'vanishing',
        'earliest',
        'first-step',
      ],
      // Before there is a level, a loss that only trembles is called exploding; one that never moves is not.
      recognise: steadily(({ m, draw }) => {
        const { labels = [], steps = [] } = m.sound ?? {}
        return (
          [CLEAN, NOISY, RATE_DROP, CONVERGED].every(
            (i) => labels[i] === EXPLODING && (steps[i] ?? NaN) > 0 && (steps[i] ?? NaN) < draw.window,
          ) && [SOLVED, NOTHING].every((i) => labels[i] === HEALTHY)
        )
      }),
    },
    'no-patience': {
      fails: ['spikes'],
      // One step is enough.
      recognise: steadily(
        ({ m }) =>
          m.sound?.labels[0] === HEALTHY &&
          m.spikes?.labels[ONE_STEP] === EXPLODING &&
          m.rising?.labels[GRADIENT_JUMP] === EXPLODING,
      ),
    },
    'miscounts-the-row': {
      fails: ['rows', 'settings'],
      // Seven steps are too few for a patience of 7, though a long row is enough; or seven and six are enough for 8 and 7,
      // though one is not. A missed row of the gradient that is longer than half a window raises its high level, and what
      // comes after it looks vanishing: a missed row is one that is not called what it is.
      recognise: steadily(({ m }) => {
        const [six, seven, eight, sixOfSeven] = m.settings?.labels ?? []
        if (six !== EXPLODING || m.rising?.labels[GRADIENT_JUMP] !== EXPLODING) return false
        return (
          (seven === HEALTHY &&
            eight === HEALTHY &&
            (m.rows?.labels.every((label, i) => label !== ROWS[i]) ?? false)) ||
          (eight === EXPLODING && sixOfSeven === EXPLODING && m.spikes?.labels[ONE_STEP] === HEALTHY)
        )
      }),
    },
    'ignores-the-loss': {
      fails: ['sound'],
      recognise: steadily(({ m }) => all(m.falling, VANISHING) && m.sound?.labels[CONVERGED] === VANISHING),
    },
    'last-window': {
      fails: ['slow', 'parameters'],
      // A jump is seen, from whatever level; what rises slowly is not.
      recognise: steadily(
        ({ m }) =>
          m.rising?.labels[GRADIENT_JUMP] === EXPLODING &&
          m.rising.labels[KINK] === EXPLODING &&
          m.rising.labels[SLOW] === HEALTHY &&
          m.rising.labels[DRIFT] === HEALTHY,
      ),
    },
    'first-window': {
      fails: ['levels', 'kink'],
      // What leaves the first level is seen, fast or slow; what leaves only a lower one is not.
      recognise: steadily(
        ({ m }) =>
          [GRADIENT_JUMP, SLOW, DRIFT].every((i) => m.rising?.labels[i] === EXPLODING) &&
          m.rising?.labels[KINK] === HEALTHY,
      ),
    },
    'ignores-parameters': {
      fails: ['parameters'],
      recognise: steadily(
        ({ m }) =>
          [GRADIENT_JUMP, KINK, SLOW].every((i) => m.rising?.labels[i] === EXPLODING) &&
          m.rising?.labels[DRIFT] === HEALTHY,
      ),
    },
    'reports-the-alarm': {
      fails: ['first-step'],
      recognise: steadily(({ m, reference, draw }) => {
        const late = tracesOf(m, reference, SECTIONS, [EXPLODING, VANISHING])
          .filter(isRight)
          .map(({ step, expected }) => step - expected)
        return late.length > 3 && late.every((steps) => Math.abs(steps - (draw.patience - 1)) <= 1)
      }),
    },
    'healthy-from-zero': {
      fails: ['no-step'],
      recognise: steadily(
        ({ m }) => m.sound?.labels.every((label, i) => label === HEALTHY && m.sound?.steps[i] === 0) ?? false,
      ),
    },
  },

  plots: {
    steps: {
      needs: ['rising', 'falling'],
      x: 'step',
      y: 'reported-step',
      marks: 'points',
      draw: ({ m, reference }) => {
        const expected = stepsOf(reference)
        const sorted = expected.toSorted((a, b) => a - b)
        return {
          mine: stepsOf(m).map((step, i): [number, number] => [expected[i] ?? NaN, step]),
          reference: sorted.map((step): [number, number] => [step, step]),
          band: sorted.map((step): [number, number, number] => [step, step - STEPS, step + STEPS]),
        }
      },
    },
  },
})

const stepsOf = ({ rising, falling }: Measured): number[] => [...rising.steps, ...falling.steps]

const nameOf = (label: number | undefined): string => LABELS[label ?? -1] ?? 'another word'

const labelled = (label: number | undefined, expected: number): Judgement => equal(nameOf(label), nameOf(expected))

const allLabelled = (labels: readonly number[], expected: number): Judgement =>
  allOf(labels.map((label) => labelled(label, expected)))

const labelledAs = (labels: readonly number[], expected: readonly number[]): Judgement =>
  allOf(expected.map((one, i) => labelled(labels[i], one)))

const all = (found: Found | undefined, label: number): boolean => found?.labels.every((one) => one === label) ?? false

interface Trace {
  /** The label that was given, and the one that is right. */
  label: number
  right: number
  step: number
  expected: number
}

/** The traces of these sections whose right label is one of these. */
function tracesOf(
  m: Partial<Measured>,
  reference: Partial<Measured>,
  sections: readonly Section[],
  labels: readonly number[],
): Trace[] {
  return sections
    .flatMap((section) =>
      (m[section]?.labels ?? []).map((label, i) => ({
        label,
        right: reference[section]?.labels[i] ?? NaN,
        step: m[section]?.steps[i] ?? NaN,
        expected: reference[section]?.steps[i] ?? NaN,
      })),
    )
    .filter(({ right }) => labels.includes(right))
}

const isRight = ({ label, right }: Trace): boolean => label === right

/** Steps are judged where the label is right: a wrong one has failed a check of its own. All are where none is right. */
function forSteps(traces: readonly Trace[]): readonly Trace[] {
  const labelledRightly = traces.filter(isRight)
  return labelledRightly.length > 0 ? labelledRightly : traces
}

/** Label and step as one text, for each trace in a row of the section `scale`. */
const answersOf = ({ labels, steps }: Measured['scale'], row: number): string[] =>
  (labels[row] ?? []).map((label, i) => `${nameOf(label)}, ${steps[row]?.[i] ?? NaN}`)

const foundBroken = (m: Partial<Measured>, reference: Partial<Measured>, i: number): boolean =>
  m.broken?.labels[i] === NAN && m.broken.steps[i] === reference.broken?.steps[i]

const labelsOf = (...found: Array<Found | undefined>): number[] => found.flatMap((one) => one?.labels ?? [NaN])
