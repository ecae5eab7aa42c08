import { allOf, defineChecks, isClose, near } from 'grader/judge'
import type { Judgement } from 'grader/judge'

interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

interface Draw {
  near: Run[]
  ends: Run[]
  far: Run[]
}

/** Thresholds and final losses, one row a run. */
interface Losses {
  cs: number[][]
  losses: number[][]
}

interface Measured {
  short: Losses
  inside: Losses
  plateau: Losses
  steps: Losses
  /** One row a turn: the loss of each run. */
  turns: { losses: number[][] }
  ends: { windows: number[][] }
  edges: { windows: number[][] }
  gap: { windows: number[][] }
  sweep: { cs: number[]; losses: number[] }
}

// float64 repeats a run to 1e-10 whatever the order of the products; a run in float32 stays within 1e-4.
const REL = 1e-3
// The task grants 3 %. In scans of forty draws of each kind, the first range ends between 24 and 190 and at thirty times its
// beginning or more, the gap of a far run is 10.1 to 31 % wide, and nothing is ragged at an edge (farther up, the negative root leaves slivers of 0.2 %):
// the goal is wide enough for the lower edge to fall while every step is still clipped, where w is linear in c.
const EDGE_REL = 0.03

export default defineChecks<Measured, Draw>({
  checks: {
    short: {
      needs: ['short'],
      weight: 1,
      // Every step is clipped, so that w has a closed form.
      judge: ({ m, reference, draw }) =>
        eachRun(m.short, (loss, i, k) =>
          near(loss, straightLoss(draw.near[i], reference.short.cs[i]?.[k]), { rel: REL }),
        ),
    },
    turns: {
      needs: ['turns'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(
          m.turns.losses.flatMap((row, turn) =>
            row.map((loss, i) => near(loss, reference.turns.losses[turn]?.[i] ?? NaN, { rel: REL })),
          ),
        ),
    },
    inside: {
      needs: ['inside'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        eachRun(m.inside, (loss, i, k) =>
          near(loss, reference.inside.losses[i]?.[k] ?? NaN, { abs: (draw.near[i]?.goal ?? NaN) / 10 }),
        ),
    },
    plateau: {
      needs: ['plateau'],
      weight: 1,
      judge: ({ m, reference }) =>
        eachRun(m.plateau, (loss, i, k) => near(loss, reference.plateau.losses[i]?.[k] ?? NaN, { rel: REL })),
    },
    steps: {
      needs: ['steps'],
      weight: 1,
      judge: ({ m, reference, draw }) =>
        eachRun(m.steps, (loss, i, k) => {
          const expected = reference.steps.losses[i]?.[k] ?? NaN
          const goal = draw.near[i]?.goal ?? NaN
          return near(loss, expected, expected <= goal ? { abs: goal / 10 } : { rel: REL })
        }),
    },
    'lower-edge': {
      needs: ['edges', 'ends'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf([
          ...draw.near.map((run, i) => near(m.edges.windows[i]?.[0] ?? NaN, lowerEdge(run), { rel: EDGE_REL })),
          ...draw.ends.map((run, i) => near(m.ends.windows[i]?.[0] ?? NaN, lowerEdge(run), { rel: EDGE_REL })),
        ]),
    },
    'upper-edge': {
      needs: ['edges', 'ends'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          (['edges', 'ends'] as const).flatMap((section) =>
            reference[section].windows.map((one, i) =>
              near(m[section].windows[i]?.[1] ?? NaN, one[1] ?? NaN, { rel: EDGE_REL }),
            ),
          ),
        ),
    },
    gap: {
      needs: ['gap'],
      weight: 1,
      judge: ({ m, reference }) =>
        allOf(
          reference.gap.windows.map((one, i) => near(m.gap.windows[i]?.[1] ?? NaN, one[1] ?? NaN, { rel: EDGE_REL })),
        ),
    },
  },

  misconceptions: {
    'clips-the-update': {
      fails: ['short', 'turns', 'plateau', 'steps', 'lower-edge', 'upper-edge', 'gap'],
      // On the cliff, one step is as long as the threshold itself.
      recognise: ({ m, draw, reference }) =>
        draw.near.every((run, i) => {
          const c = reference.steps?.cs[i]?.[ONE_STEP] ?? NaN
          return isClose(m.steps?.losses[i]?.[ONE_STEP] ?? NaN, lossAt(run, run.start - c), REL)
        }),
    },
    'clips-the-loss': {
      fails: ['short', 'turns', 'inside', 'lower-edge', 'upper-edge'],
      // Above its cap the loss is flat, and w stays where it started.
      recognise: ({ m, draw }) =>
        draw.near.every((run, i) =>
          (m.short?.losses[i] ?? [NaN]).every((loss) => isClose(loss, straightLoss(run, 0), 1e-6)),
        ),
    },
    'always-scales': {
      fails: ['inside', 'steps'],
      recognise: ({ m, reference, draw }) =>
        draw.near.every((run, i) =>
          (reference.inside?.cs[i] ?? []).every((c, k) =>
            isClose(m.inside?.losses[i]?.[k] ?? NaN, alwaysScaled(run, c), REL),
          ),
        ),
    },
    'plateau-counts': {
      fails: ['lower-edge', 'upper-edge', 'gap'],
      recognise: ({ m, failed, draw }) =>
        runsRight(failed) &&
        draw.near.every((run, i) => (m.edges?.windows[i]?.[0] ?? NaN) < 0.97 * lowerEdge(run)) &&
        isBeyond(m, draw),
    },
    outermost: {
      fails: ['upper-edge', 'gap'],
      recognise: ({ m, failed, draw }) => runsRight(failed) && lowerRight(m, draw) && isBeyond(m, draw),
    },
    'largest-alone': {
      fails: ['lower-edge'],
      recognise: ({ m, failed, draw }) =>
        runsRight(failed) &&
        !failed.includes('upper-edge') &&
        draw.near.every((run, i) => (m.edges?.windows[i]?.[0] ?? NaN) < 0.5 * lowerEdge(run)),
    },
    'coarse-grid': {
      fails: ['upper-edge', 'gap'],
      // Half of the windows, which end in different places, all end at one and the same threshold inside them.
      recognise: ({ m, reference, failed }) => {
        const found = uppersOf(m)
        return (
          runsRight(failed) &&
          found.some((one) => {
            const ends = uppersOf(reference).filter((end, i) => found[i] === one && one < 0.97 * end)
            return 2 * ends.length >= found.length && Math.max(...ends) > 1.1 * Math.min(...ends)
          })
        )
      },
    },
    'over-the-gap': {
      fails: ['gap'],
      // The window begins where it should, and goes on beyond a failure to another success.
      recognise: ({ m, reference, failed, draw }) =>
        runsRight(failed) &&
        lowerRight(m, draw) &&
        draw.far.some((run, i) => {
          const upper = m.gap?.windows[i]?.[1] ?? NaN
          return upper > 1.1 * (reference.gap?.windows[i]?.[1] ?? NaN) && clippedLoss(run, 0.98 * upper) <= run.goal
        }),
    },
  },

  plots: {
    window: {
      needs: ['sweep'],
      x: 'threshold',
      y: 'loss',
      xScale: 'log',
      yScale: 'log',
      draw: ({ m, reference, draw }) => {
        const points = ({ losses }: Measured['sweep']): Array<[number, number]> =>
          reference.sweep.cs.map((c, i) => [c, Math.max(losses[i] ?? NaN, FLOOR)])
        const goal = draw.near[0]?.goal ?? NaN
        return {
          mine: points(m.sweep),
          reference: points(reference.sweep),
          band: reference.sweep.cs.map((c): [number, number, number] => [c, FLOOR, goal]),
        }
      },
    },
  },
})

/** Smaller losses are drawn here: a run that has arrived may end at exactly 0. */
const FLOOR = 1e-8

const eachRun = ({ losses }: Losses, judge: (loss: number, run: number, k: number) => Judgement): Judgement =>
  allOf(losses.flatMap((row, i) => row.map((loss, k) => judge(loss, i, k))))

const runsRight = (failed: readonly string[]): boolean =>
  ['short', 'turns', 'inside', 'plateau', 'steps'].every((id) => !failed.includes(id))

/** Place of the threshold in the section `steps` that is asked for one step from the start. */
const ONE_STEP = 5

const lowerRight = (m: Partial<Measured>, draw: Draw): boolean =>
  draw.near.every((run, i) => isClose(m.edges?.windows[i]?.[0] ?? NaN, lowerEdge(run), EDGE_REL))

const uppersOf = ({ edges, ends, gap }: Partial<Measured>): number[] =>
  [edges, ends, gap].flatMap((section) => (section?.windows ?? []).map((one) => one[1] ?? NaN))

/** At the upper edge the first step throws w over to the other side, near the negative root. */
const isBeyond = (m: Partial<Measured>, draw: Draw): boolean =>
  draw.near.every(({ power, target, start, learningRate }, i) => {
    const landing = start - learningRate * (m.edges?.windows[i]?.[1] ?? NaN)
    return landing < -0.5 * target ** (1 / power)
  })

/** Final loss if each of the steps is c·η long and none turns back: right while w stays above the root. */
function straightLoss(run: Run | undefined, c: number | undefined): number {
  if (run === undefined || c === undefined) return NaN
  return lossAt(run, run.start - run.steps * run.learningRate * c)
}

/** Where that loss is exactly the goal: start − steps · η · c = (target + √(2 goal))^(1/power). */
function lowerEdge({ power, target, start, learningRate, steps, goal }: Run): number {
  return (start - (target + Math.sqrt(2 * goal)) ** (1 / power)) / (learningRate * steps)
}

/** Final loss if every gradient is brought to length c, however short it is. */
function alwaysScaled(run: Run, c: number): number {
  let w = run.start
  for (let step = 0; step < run.steps; step++) {
    w -= run.learningRate * c * Math.sign(w ** (run.power - 1) * (w ** run.power - run.target))
  }
  return lossAt(run, w)
}

function clippedLoss(run: Run, c: number): number {
  let w = run.start
  for (let step = 0; step < run.steps; step++) {
    const gradient = run.power * w ** (run.power - 1) * (w ** run.power - run.target)
    w -= run.learningRate * Math.max(-c, Math.min(c, gradient))
  }
  return lossAt(run, w)
}

const lossAt = ({ power, target }: Run, w: number): number => 0.5 * (w ** power - target) ** 2
