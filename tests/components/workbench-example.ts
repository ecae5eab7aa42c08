/** An exercise and what comes of it, small enough to be read beside a test. */
import type { WorkbenchProps } from '../../components/workbench/props.ts'
import type { GradingBundle } from '../../grader/exercise/exercise.ts'
import type { CheckResult, Verdict } from '../../grader/judge/verdict.ts'

export const starter = 'export const scale = 1'

const checks: WorkbenchProps['checks'] = {
  shape: { claim: 'The output has the shape of the input', hints: [] },
  norm: { claim: 'The norm stays near 1', hints: ['Look at fan-in.', 'Divide by its root.'] },
}

/** @param slug of its own for each test: what came of a run is kept by it while the page lives */
export function workbenchProps(slug: string, changed: Partial<WorkbenchProps> = {}): WorkbenchProps {
  return {
    view: {
      slug,
      revision: 'r1',
      meta: { minutes: 10, unit: 1, difficulty: 2, points: 5, permits: [] },
      prose: { title: 'Scale the weights' },
      starter,
      starters: [starter],
      draft: null,
      passed: false,
      solutionOpen: false,
      solutionOpensOnPass: true,
      next: null,
    },
    task: 'Choose a scale.',
    checks,
    misconceptions: {},
    plotTitles: {},
    locale: 'en',
    signedIn: false,
    ...changed,
  }
}

/** What a page needs to run: the cage that stands in looks at nothing of it. */
export const grading = {
  bundle: { experiment: '', checks: '' } as GradingBundle,
  draws: [{ seed: 1, draw: {}, reference: {} }],
}

export function check(id: string, passed: boolean): CheckResult {
  return { id, weight: 1, passed, measured: null, expected: null, layer: null, problem: null }
}

/** @param passed the outcome of each check, by its id */
export function verdict(passed: Record<string, boolean>): Verdict {
  const checks = Object.entries(passed).map(([id, one]) => check(id, one))
  const count = checks.filter((one) => one.passed).length
  return {
    kind: count === checks.length ? 'passed' : 'failed',
    score: count / checks.length,
    checks,
    misconception: null,
    problem: null,
    notes: [],
    plots: [],
    console: [],
    backend: 'webgl',
    renderer: null,
    seed: 1,
    durationMs: 0,
  }
}
