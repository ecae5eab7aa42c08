/** What a run has told so far. Pure: the events come from the cage's host. */
import type { GradingEvent } from '../../grader/host/host.ts'
import type { BackendName, CheckResult, ConsoleLine, Plot, Verdict } from '../../grader/judge/verdict.ts'

export type RunStep =
  | { kind: 'loading' }
  | { kind: 'warming'; backend: BackendName }
  | { kind: 'starting' }
  | { kind: 'section'; name: string }

export type RunNotice = 'noWebgl' | 'cageFailed'

export interface RunState {
  /** The text that was run, or null before the first run. */
  source: string | null
  step: RunStep | null
  checks: CheckResult[]
  plots: Plot[]
  console: ConsoleLine[]
  verdict: Verdict | null
  stopped: boolean
  notice: RunNotice | null
}

export const noRun: RunState = {
  source: null,
  step: null,
  checks: [],
  plots: [],
  console: [],
  verdict: null,
  stopped: false,
  notice: null,
}

export type RunAction =
  | { type: 'begin'; source: string; notice: RunNotice | null }
  | { type: 'step'; step: RunStep }
  | { type: 'event'; event: GradingEvent }
  | { type: 'notice'; notice: RunNotice }
  | { type: 'end'; verdict: Verdict }
  | { type: 'stopped' }

export function reduceRun(state: RunState, action: RunAction): RunState {
  switch (action.type) {
    case 'begin':
      return { ...noRun, source: action.source, notice: action.notice, step: { kind: 'loading' } }
    case 'step':
      return { ...state, step: action.step }
    case 'event':
      return reduceEvent(state, action.event)
    case 'notice':
      return { ...state, notice: action.notice, checks: [], plots: [], console: [] }
    case 'end': {
      const { verdict } = action
      return { ...state, step: null, verdict, checks: verdict.checks, plots: verdict.plots, console: verdict.console }
    }
    case 'stopped':
      return { ...state, step: null, stopped: true }
  }
}

function reduceEvent(state: RunState, event: GradingEvent): RunState {
  switch (event.type) {
    case 'started':
      return { ...state, step: { kind: 'starting' } }
    case 'section':
      return { ...state, step: { kind: 'section', name: event.name } }
    case 'check':
      return { ...state, checks: [...state.checks.filter(({ id }) => id !== event.check.id), event.check] }
    case 'plot':
      return { ...state, plots: [...state.plots.filter(({ id }) => id !== event.plot.id), event.plot] }
    case 'console':
      return { ...state, console: [...state.console, event.line] }
  }
}
