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
  edges: { windows: number[][] }
  gap: { windows: number[][] }
  sweep: { cs: number[]; losses: number[] }
}

// float64 repeats a run to 1e-10 whatever the order of the products; a run in float32 stays within 1e-4.
const REL = 1e-3
// The task grants 3 %. In 80 draws of each kind, a scan of 6,000 thresholds found every range and gap at least 11 % wide
// (the island of the negative root is the narrowest), the gap of a far run 16 to 31 %, and nothing ragged at an edge:
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
    'lower-edge': {
      needs: ['edges'],
      weight: 2,
      judge: ({ m, draw }) =>
        allOf(draw.near.map((run, i) => near(m.edges.windows[i]?.[0] ?? NaN, lowerEdge(run), { rel: EDGE_REL }))),
    },
    'upper-edge': {
      needs: ['edges'],
      weight: 2,
      judge: ({ m, reference }) =>
        allOf(
          reference.edges.windows.map((one, i) =>
            near(m.edges.windows[i]?.[1] ?? NaN, one[1] ?? NaN, { rel: EDGE_REL }),
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
      fails: ['short', 'plateau', 'lower-edge', 'upper-edge', 'gap'],
      // A threshold for η·g is one for g in another unit.
      recognise: ({ m, draw }) =>
        draw.near.every((run, i) => isClose(m.edges?.windows[i]?.[0] ?? NaN, run.learningRate * lowerEdge(run), 0.05)),
    },
    'clips-the-loss': {
      fails: ['short', 'inside', 'lower-edge', 'upper-edge'],
      // Above its cap the loss is flat, and w stays where it started.
      recognise: ({ m, draw }) =>
        draw.near.every((run, i) =>
          (m.short?.losses[i] ?? [NaN]).every((loss) => isClose(loss, straightLoss(run, 0), 1e-6)),
        ),
    },
    'always-scales': {
      fails: ['inside'],
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
      recognise: ({ m, failed, draw }) => runsRight(failed) && !failed.includes('lower-edge') && isBeyond(m, draw),
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
      // Both edges lie inside the window, as points of a grid do.
      recognise: ({ m, reference, failed }) =>
        runsRight(failed) &&
        (reference.edges?.windows ?? [[]]).every(([low = NaN, high = NaN], i) => {
          const [from = NaN, to = NaN] = m.edges?.windows[i] ?? []
          return from > 0.97 * low && from <= to && to < 0.97 * high
        }),
    },
    'over-the-gap': {
      fails: ['gap'],
      recognise: ({ m, reference, failed }) =>
        runsRight(failed) &&
        !failed.includes('upper-edge') &&
        (reference.gap?.windows ?? [[]]).some(([, high = NaN], i) => (m.gap?.windows[i]?.[1] ?? NaN) > 1.1 * high),
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
  ['short', 'inside', 'plateau'].every((id) => !failed.includes(id))

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

const lossAt = ({ power, target }: Run, w: number): number => 0.5 * (w ** power - target) ** 2
