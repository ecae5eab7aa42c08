import { array, defineExperiment, fn, number, record } from 'grader/experiments'
import type { DrawRng, SectionContext } from 'grader/experiments'

interface Run {
  power: number
  target: number
  start: number
  learningRate: number
  steps: number
  goal: number
}

interface Draw {
  /** Their thresholds arrive in one solid range, and once more far above it, on the negative root. */
  near: Run[]
  /** Lower edges near both ends of what the task names: a short way in many steps, a long one in few. An upper edge near 200. */
  ends: Run[]
  /** They start farther out: a gap divides the thresholds that arrive. Then those of `drawNarrowGaps`. */
  far: Run[]
  /** Where the first step of the section `plateau` lands. */
  landing: number
}

interface Learner {
  runClipped(c: number, run: Run): number
  safeWindow(run: Run): readonly number[]
}

type Context = SectionContext<Draw, Learner>

const run = record({
  power: number(),
  target: number(),
  start: number(),
  learningRate: number(),
  steps: number(),
  goal: number(),
})

export default defineExperiment<Draw, Learner>({
  exports: {
    runClipped: fn({ c: number(), run }, number()),
    safeWindow: fn({ run }, array(number(), 2)),
  },

  draw: (rng) => ({
    near: [0, 1].map(() => drawRun(rng, { powers: [16, 18, 20, 22, 24], start: [1.15, 1.22], steps: [200, 300] })),
    ends: [
      // The goal is so wide that the lower edge moves by 3.6 % and more when a factor beside it is wrong.
      startAbove(
        { ...drawRun(rng, { powers: [16], start: [1.1, 1.1], steps: [290, 300] }), goal: rng.uniform(0.025, 0.03) },
        rng.uniform(0.021, 0.024),
      ),
      hurried(drawRun(rng, { powers: [22, 24], start: [1.13, 1.15], steps: [30, 30] }), 0.98),
      slowed(drawRun(rng, { powers: [24], start: [1.15, 1.22], steps: [300, 300] }), rng.uniform(180, 190)),
    ],
    // Six, because a grid as coarse as the powers of two meets one gap in four by chance.
    far: [
      ...[20, 22, 24, 20, 22, 24].map((power) =>
        drawRun(rng, { powers: [power], start: [1.44, 1.5], steps: [200, 260] }),
      ),
      ...drawNarrowGaps(rng),
    ],
    landing: rng.uniform(0.25, 0.45),
  }),

  sections: {
    // Thresholds too small to get there: every step is clipped.
    short: (context) => losses(context, (one) => [0.3, 0.6, 0.85].map((share) => share * lowerEdge(one))),
    // Thresholds that arrive: clipped at first, and let go near the minimum.
    inside: (context) => losses(context, (one) => [1.5, 10, 60].map((share) => share * lowerEdge(one))),
    // The first step throws w to where w^power has no slope left.
    plateau: (context) => losses(context, (one) => [(one.start - context.draw.landing) / one.learningRate]),
    // One to four steps: gradients just above and just below the threshold, and landings beyond the negative root.
    steps: (context) => {
      const asked = context.draw.near.map((one) => fewSteps(one))
      return {
        cs: asked.map((row) => row.map(({ c }) => c)),
        losses: asked.map((row) => row.map(({ c, run: one }) => context.learner.runClipped(c, one))),
      }
    },
    // The same threshold for two runs, in turn.
    turns: ({ learner, draw }) => {
      const c = 2 * Math.max(...draw.near.map(lowerEdge))
      return {
        losses: [0, 1].map(() =>
          draw.near.map(({ ...one }) => learner.runClipped(c, { ...one, steps: Math.floor(one.steps / 8) })),
        ),
      }
    },
    ends: ({ learner, draw }) => ({ windows: draw.ends.map((one) => Array.from(learner.safeWindow(one))) }),
    edges: ({ learner, draw }) => ({ windows: draw.near.map((one) => Array.from(learner.safeWindow(one))) }),
    gap: ({ learner, draw }) => ({ windows: draw.far.map((one) => Array.from(learner.safeWindow(one))) }),
    // For the plot: from a third of the lower edge to beyond the negative root.
    sweep: (context) => {
      const { near } = context.draw
      const found = near.slice(0, 1).map((one) => {
        const low = lowerEdge(one) / 3
        const high = (3 * (one.start + root(one))) / one.learningRate
        const cs = Array.from({ length: 90 }, (_, i) => low * (high / low) ** (i / 89))
        return { cs, losses: cs.map((c) => context.learner.runClipped(c, one)) }
      })
      return found[0] ?? { cs: [], losses: [] }
    },
  },
})

function drawRun(rng: DrawRng, from: { powers: number[]; start: [number, number]; steps: [number, number] }): Run {
  const power = rng.pick(from.powers)
  const target = rng.uniform(0.45, 0.55)
  return {
    power,
    target,
    start: rng.uniform(...from.start),
    // With η near 1/curvature the last stretch takes a few steps.
    learningRate: rng.uniform(0.9, 1.1) / curvature({ power, target }),
    steps: rng.integer(...from.steps),
    goal: rng.uniform(1e-3, 3e-3),
  }
}

/** The second derivative at the minimum. */
const curvature = ({ power, target }: { power: number; target: number }): number =>
  (power * target ** (1 - 1 / power)) ** 2

/** The same run from where its lower edge is this one. */
const startAbove = (one: Run, lower: number): Run => ({
  ...one,
  start: farEnd(one) + one.steps * one.learningRate * lower,
})

/** The same run in so few steps that its lower edge lies as near below this one as it can. */
const hurried = (one: Run, lower: number): Run => ({
  ...one,
  steps: Math.ceil((one.start - farEnd(one)) / (one.learningRate * lower)),
})

/** The same run so slow that the window ends near this threshold: a first step to 0.786 still comes back in 300. */
const slowed = (one: Run, upper: number): Run => ({ ...one, learningRate: (one.start - 0.786) / upper })

/**
 * Twelve runs that differ in the learning rate alone, by 1.1 % from one to the next. The gap of each is 10.1 to 10.8 % wide, and
 * the first begins more than that above where the last one does. So thresholds that grow by 12 % or more from one to the next, wherever they
 * begin, jump over one of the gaps.
 */
function drawNarrowGaps(rng: DrawRng): Run[] {
  const power = 20
  const target = rng.uniform(0.495, 0.505)
  const goal = rng.uniform(1e-3, 3e-3)
  return Array.from({ length: 12 }, (_, i) => ({
    power,
    target,
    start: 1.345,
    learningRate: (0.95 * 1.011 ** i) / curvature({ power, target }),
    steps: 100,
    goal,
  }))
}

/** Where the run starts, how long the gradient is there, and which thresholds are asked. */
function fewSteps(one: Run): Array<{ c: number; run: Run }> {
  const slope = (w: number) => one.power * w ** (one.power - 1) * (w ** one.power - one.target)
  const beside = { ...one, start: 1.04 * root(one), steps: 1 }
  const length = slope(beside.start)
  const landing = (share: number) => (one.start + share * root(one)) / one.learningRate
  return [
    { c: length / 4, run: beside },
    { c: length / 1.05, run: beside },
    { c: length * 1.05, run: beside },
    { c: length * 4, run: beside },
    { c: length / 1.05, run: { ...beside, steps: 3 } },
    // From the start, in the unit of w: what clips the step takes a step this long.
    { c: 0.02, run: { ...one, steps: 1 } },
    { c: 0.05, run: { ...one, steps: 2 } },
    // On the negative side: inside the root, just beyond it, and so far beyond that the way back is clipped too.
    { c: landing(0.9), run: { ...one, steps: 2 } },
    { c: landing(0.9), run: { ...one, steps: 4 } },
    { c: landing(1.03), run: { ...one, steps: 2 } },
    { c: landing(1.2), run: { ...one, steps: 2 } },
    // Both ends of the thresholds that are allowed, and a landing at exactly 0, where the gradient has no length.
    { c: 0.005, run: { ...one, steps: 2 } },
    { c: 1000, run: { ...one, steps: 2 } },
    { c: 160, run: { ...one, start: 1.25, learningRate: 1 / 128, steps: 2 } },
  ]
}

const root = ({ power, target }: Run): number => target ** (1 / power)

/** The largest w that counts as arrived. */
const farEnd = ({ power, target, goal }: Run): number => (target + Math.sqrt(2 * goal)) ** (1 / power)

/** Where `steps` clipped steps just reach the goal: start − steps · η · c = farEnd. */
function lowerEdge(one: Run): number {
  return (one.start - farEnd(one)) / (one.learningRate * one.steps)
}

/** Thresholds and final losses, run by run. */
function losses({ learner, draw }: Context, thresholds: (one: Run) => number[]) {
  const cs = draw.near.map(thresholds)
  return { cs, losses: draw.near.map((one, i) => (cs[i] ?? []).map((c) => learner.runClipped(c, one))) }
}
