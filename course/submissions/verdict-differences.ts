/** Where two verdicts on the same code differ, number by number. Times and printed lines are not compared. */
import type { Plot, Verdict } from '../../grader/judge/verdict.ts'

/** A number, text or truth value; undefined where the other verdict has nothing there. */
export type Leaf = string | number | boolean | null | undefined

export interface VerdictDifference {
  /** Where it stands, for example `checks.scaled.measured` or `plots.norms.mine.3.1`. */
  path: string
  stored: Leaf
  now: Leaf
}

export interface VerdictComparison {
  differences: VerdictDifference[]
  /** How many values were compared, so that "no difference" can be told from "nothing there". */
  compared: number
}

/**
 * Kind, score, misconception, reason and notes; every check's outcome, measurement, expectation and layer; every plot's
 * every point. Exact: no tolerance, because the same draw on the same machine must give the same bits.
 */
export function findVerdictDifferences(stored: Verdict, now: Verdict): VerdictComparison {
  const left = flatten(comparable(stored))
  const right = flatten(comparable(now))
  const paths = [...new Set([...left.keys(), ...right.keys()])]
  const differences = paths
    .filter((path) => !Object.is(left.get(path), right.get(path)))
    .map((path) => ({ path, stored: left.get(path), now: right.get(path) }))
  return { differences, compared: paths.length }
}

/** What counts, with lists under the names of what stands in them: checks arrive in a drawn order. */
function comparable(verdict: Verdict): object {
  const { kind, score, misconception, problem, checks, plots, notes } = verdict
  return {
    kind,
    score,
    misconception,
    problem,
    checks: Object.fromEntries(checks.map(({ id, ...check }) => [id, check])),
    plots: Object.fromEntries(plots.map(({ id, ...plot }) => [id, comparablePlot(plot)])),
    notes,
  }
}

function comparablePlot({ series, ...plot }: Omit<Plot, 'id'>): object {
  return { ...plot, ...Object.fromEntries(series.map(({ role, points }) => [role, points])) }
}

function flatten(value: object, prefix = '', into = new Map<string, Leaf>()): Map<string, Leaf> {
  for (const [key, inner] of Object.entries(value)) {
    const path = prefix === '' ? key : `${prefix}.${key}`
    if (typeof inner === 'object' && inner !== null) flatten(inner, path, into)
    else into.set(path, inner)
  }
  return into
}
