'use client'
/**
 * Every claim with what was measured and what was expected. Before the first run it lists what will be checked, so
 * that the panel says something from the start and rows do not jump in later.
 */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { CheckResult } from '../../grader/judge/verdict.ts'
import type { RenderedEntry } from './props.ts'
import { HintLadder } from './hint-ladder.tsx'
import { MarkFailed, MarkPassed, MarkSkipped, MarkWaiting } from './icons.tsx'
import { PlaceholderContext, type PlaceholderValues } from '../prose/placeholder.tsx'
import { measuredText, ProblemText, useExpectation } from './words.tsx'

const builtins = ['repeatable', 'tidy'] as const

export interface CheckListProps {
  entries: Record<string, RenderedEntry>
  results: CheckResult[]
  /** Before a run, during it, or after it: what a claim without a result means. */
  phase: 'before' | 'running' | 'after'
  onLine?: ((line: number, column: number) => void) | undefined
}

export function CheckList({ entries, results, phase, onLine }: CheckListProps) {
  const t = useTranslations('verdict')
  const byId = new Map(results.map((result) => [result.id, result]))
  const given = [...new Set([...Object.keys(entries), ...results.map(({ id }) => id)])]
  const rankOf = (id: string): number => ranks[stateOf(byId.get(id), phase)]
  // What there is to do stands first, once nothing moves any more.
  const ids = phase === 'after' ? given.toSorted((a, b) => rankOf(a) - rankOf(b)) : given
  if (ids.length === 0) return <p className="px-4 py-6 text-soft">{t('noChecks')}</p>
  return (
    <ul aria-label={t('checks')} className="m-0 list-none p-0">
      {ids.map((id) => {
        const result = byId.get(id)
        return (
          <li
            key={id}
            data-check={id}
            data-state={stateOf(result, phase)}
            className="border-t border-hair px-4 py-2.5 first:border-t-0"
          >
            <Row id={id} entry={entries[id]} result={result} phase={phase} onLine={onLine} />
          </li>
        )
      })}
    </ul>
  )
}

type State = 'passed' | 'failed' | 'not-measured' | 'waiting'

const ranks: Record<State, number> = { failed: 0, waiting: 1, 'not-measured': 2, passed: 3 }

function stateOf(result: CheckResult | undefined, phase: CheckListProps['phase']): State {
  if (!result) return phase === 'after' ? 'not-measured' : 'waiting'
  if (result.passed) return 'passed'
  return result.problem?.code === 'not-measured' ? 'not-measured' : 'failed'
}

interface RowProps {
  id: string
  entry: RenderedEntry | undefined
  result: CheckResult | undefined
  phase: CheckListProps['phase']
  onLine: CheckListProps['onLine']
}

function Row({ id, entry, result, phase, onLine }: RowProps) {
  const t = useTranslations('verdict')
  const state = stateOf(result, phase)
  const { claim, figures, hints } = useEntry(id, entry, result)
  return (
    <div className="grid grid-cols-[1.125rem_1fr] gap-x-2.5">
      <span className="pt-0.5">
        <Mark state={state} running={phase === 'running'} />
        <span className="sr-only">{t(`check.${state === 'not-measured' ? 'notMeasured' : state}`)}</span>
      </span>
      <div className="min-w-0 text-sm">
        <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-0.5">
          <div className={`min-w-0 flex-[1_1_17rem] [&_p]:m-0 ${result || phase === 'running' ? '' : 'text-soft'}`}>
            {claim}
            {figures === null ? null : (
              <div className="text-soft">
                {figures}
                {result ? <AtLayer result={result} /> : null}
              </div>
            )}
          </div>
          {result && figures === null ? <Figures result={result} /> : null}
        </div>
        {result?.problem ? (
          <div className="mt-0.5 break-words text-soft">
            <ProblemText problem={result.problem} onLine={onLine} />
          </div>
        ) : null}
        {state === 'failed' ? <HintLadder id={id} hints={hints} /> : null}
      </div>
    </div>
  )
}

function Mark({ state, running }: { state: State; running: boolean }) {
  if (state === 'passed') return <MarkPassed />
  if (state === 'failed') return <MarkFailed />
  return state === 'not-measured' ? <MarkSkipped /> : <MarkWaiting busy={running} />
}

/** The numbers, set apart in a typeface whose digits line up. */
function Figures({ result }: { result: CheckResult }) {
  const t = useTranslations('verdict.check')
  const expectation = useExpectation()
  const { measured } = result
  const expected = result.expected ? expectation(result.expected) : null
  const seen = measured === null ? null : measuredText(measured, result.expected)
  if (seen === null && expected === null) return null
  return (
    <span className="font-mono text-xs leading-relaxed tabular-nums text-soft">
      {seen === null ? t('expectedOnly', { expected: expected ?? '' }) : null}
      {seen !== null && expected === null ? t('measuredOnly', { measured: seen }) : null}
      {seen !== null && expected !== null ? t('measuredExpected', { measured: seen, expected }) : null}
      <AtLayer result={result} />
    </span>
  )
}

function AtLayer({ result: { layer } }: { result: CheckResult }) {
  const t = useTranslations('verdict.check')
  return layer === null ? null : ` · ${t('layer', { layer })}`
}

/** What a check claims, with the numbers of this result where the sentence speaks of them. */
export function CheckClaim(props: { id: string; entry: RenderedEntry | undefined; result: CheckResult | undefined }) {
  const { claim, figures } = useEntry(props.id, props.entry, props.result)
  return (
    <>
      {claim}
      {figures === null ? null : <div className="text-soft">{figures}</div>}
    </>
  )
}

interface ShownEntry extends RenderedEntry {
  /** Null where the author wrote none, or nothing was measured to fill in. */
  figures: ReactNode
}

/** The author's words, or ours for the checks that every exercise has. */
function useEntry(id: string, entry: RenderedEntry | undefined, result: CheckResult | undefined): ShownEntry {
  const t = useTranslations('verdict')
  const expectation = useExpectation()
  const builtin = builtins.find((one) => one === id)
  if (!entry && builtin) {
    return {
      claim: t(`builtin.${builtin}.claim`),
      figures: null,
      hints: [t(`builtin.${builtin}.hints.first`), t(`builtin.${builtin}.hints.second`)],
    }
  }
  if (!entry) return { claim: id, figures: null, hints: [] }
  const values: PlaceholderValues = {}
  if (result && result.measured !== null) values.measured = measuredText(result.measured, result.expected)
  if (result?.expected) values.expected = expectation(result.expected)
  if (result && result.layer !== null) values.layer = String(result.layer)
  const fill = (node: ReactNode) => <PlaceholderContext value={values}>{node}</PlaceholderContext>
  return {
    claim: fill(entry.claim),
    figures: values.measured === undefined || entry.figures === undefined ? null : fill(entry.figures),
    hints: entry.hints.map(fill),
  }
}
