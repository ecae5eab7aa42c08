import { allOf, defineChecks, equal, near } from 'grader/judge'
import type { Judgement } from 'grader/judge'

interface Draw {
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
  broken: Found
  rising: Found
  falling: Found
  /** One row for each of three units. */
  scale: { labels: number[][]; steps: number[][] }
}

const LABELS = ['healthy', 'vanishing', 'exploding', 'nan']
const [HEALTHY, VANISHING, EXPLODING, NAN] = [0, 1, 2, 3] as const

/** Places of the traces in experiment.ts. */
const [BLOW_UP, GRADIENT_JUMP, KINK, SLOW, DRIFT] = [0, 1, 2, 3, 4] as const
const CONVERGED = 3

// The rule in the task is exact, and noise is bounded below every threshold: all labels of the model solution are as
// constructed on 400 draws. Two steps are granted for ≥ in place of >, or a window that ends one step later. The nearest
// wrong idea, the end of the row for its beginning, is 5 to 7 steps off.
const STEPS = 2

export default defineChecks<Measured, Draw>({
  checks: {
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
    'not-finite': {
      needs: ['broken'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf([
          allLabelled(m.broken.labels, NAN),
          ...m.broken.steps.map((step, i) => equal(step, reference.broken.steps[i] ?? NaN)),
        ]),
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
    'first-step': {
      needs: ['rising', 'falling'],
      weight: 2,
      judge: ({ m, reference }) => {
        const expected = stepsOf(reference)
        return allOf(stepsOf(m).map((step, i) => near(step, expected[i] ?? NaN, { abs: STEPS })))
      },
    },
    scale: {
      needs: ['scale'],
      weight: 2,
      judge: ({ m }) => allOf(m.scale.labels.map((labels) => labelledAs(labels, [HEALTHY, EXPLODING, VANISHING]))),
    },
  },

  misconceptions: {
    'nan-only': {
      fails: ['rising', 'kink', 'slow', 'parameters', 'vanishing', 'first-step', 'scale'],
      // An infinite gradient may have been missed as well.
      recognise: ({ m }) =>
        m.broken?.labels[0] === NAN &&
        m.broken.labels[2] === NAN &&
        labelsOf(m.rising, m.falling).every((label) => label === HEALTHY || label === NAN),
    },
    'absolute-thresholds': {
      fails: ['scale'],
      recognise: ({ m }) => {
        const [small = [], , large = []] = m.scale?.labels ?? []
        return small.some((label, i) => label !== large[i])
      },
    },
    'last-value': {
      fails: ['spikes', 'not-finite', 'rising', 'kink', 'first-step', 'scale'],
      recognise: ({ m }) => {
        const found = [m.spikes, m.rising, m.falling].filter((one) => one !== undefined)
        const seen = found.flatMap(({ labels, steps, lengths }) =>
          labels.flatMap((label, i) => (label === HEALTHY ? [] : [(lengths[i] ?? NaN) - 1 - (steps[i] ?? NaN)])),
        )
        return seen.length > 3 && seen.every((fromTheEnd) => fromTheEnd === 0)
      },
    },
    'equals-nan': {
      fails: ['not-finite'],
      recognise: ({ m, failed }) =>
        ['sound', 'rising', 'vanishing'].every((id) => !failed.includes(id)) &&
        m.broken?.labels[0] !== NAN &&
        m.broken?.labels[2] !== NAN,
    },
    'no-patience': {
      fails: ['spikes'],
      recognise: ({ m, failed }) => !failed.includes('sound') && !failed.includes('rising') && all(m.spikes, EXPLODING),
    },
    'ignores-the-loss': {
      fails: ['sound'],
      recognise: ({ m, failed }) => !failed.includes('vanishing') && m.sound?.labels[CONVERGED] === VANISHING,
    },
    'last-window': {
      fails: ['slow', 'parameters', 'first-step'],
      recognise: ({ m, failed }) =>
        !failed.includes('rising') && m.rising?.labels[SLOW] === HEALTHY && m.rising.labels[DRIFT] === HEALTHY,
    },
    'first-window': {
      fails: ['kink', 'first-step'],
      recognise: ({ m, failed }) =>
        !failed.includes('rising') && !failed.includes('slow') && m.rising?.labels[KINK] === HEALTHY,
    },
    'ignores-parameters': {
      fails: ['parameters', 'first-step'],
      recognise: ({ m, failed }) =>
        !failed.includes('rising') && !failed.includes('slow') && m.rising?.labels[DRIFT] === HEALTHY,
    },
    'reports-the-alarm': {
      fails: ['first-step'],
      recognise: ({ m, reference, draw }) => {
        const late = [m.rising, m.falling].flatMap((found, k) => {
          const expected = k === 0 ? reference.rising : reference.falling
          return (found?.steps ?? []).map((step, i) => step - (expected?.steps[i] ?? NaN))
        })
        return late.length > 0 && late.every((steps) => Math.abs(steps - (draw.patience - 1)) <= 1)
      },
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

function labelled(label: number | undefined, expected: number): Judgement {
  return equal(LABELS[label ?? -1] ?? 'another word', LABELS[expected] ?? '')
}

const allLabelled = (labels: readonly number[], expected: number): Judgement =>
  allOf(labels.map((label) => labelled(label, expected)))

const labelledAs = (labels: readonly number[], expected: readonly number[]): Judgement =>
  allOf(expected.map((one, i) => labelled(labels[i], one)))

const all = (found: Found | undefined, label: number): boolean => found?.labels.every((one) => one === label) ?? false

const labelsOf = (...found: Array<Found | undefined>): number[] => found.flatMap((one) => one?.labels ?? [NaN])
