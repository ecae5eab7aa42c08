'use client'
/** Grades the submitted code on its own draw in the reader's browser, and lays both verdicts side by side. */
import { useTranslations } from 'next-intl'
import { useCallback, useId } from 'react'
import type { CheckResult, Verdict } from '../../grader/judge/verdict.ts'
import { CheckClaim } from '../verdict/check-list.tsx'
import { formatNumber } from '../verdict/format-number.ts'
import { MarkFailed, MarkPassed, MarkSkipped } from '../verdict/icons.tsx'
import { measuredText, ProblemText } from '../verdict/words.tsx'
import { fetchDrawToRun } from './api.ts'
import { compareChecks, type ComparedCheck } from './compare-checks.ts'
import { compareVerdicts } from './compare-verdicts.ts'
import { Card, Progress } from './notices.tsx'
import type { RenderedEntry } from '../verdict/props.ts'
import { useRun } from './use-run.ts'

interface DrawRunProps {
  submissionId: string
  source: string
  /** The server's. */
  stored: Verdict
  checks: Record<string, RenderedEntry>
  /** What it is called for a reader who did not write the code. */
  words?: { run: string; again: string; text: string } | undefined
}

export function DrawRun({ submissionId, source, stored, checks, words }: DrawRunProps) {
  const t = useTranslations('workbench')
  const { state, start, stop } = useRun(useCallback(() => fetchDrawToRun(submissionId), [submissionId]))
  const running = state.step !== null
  return (
    <div className="border-t border-hair pb-1">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
        {running ? (
          <button type="button" className="btn" onClick={stop}>
            {t('stop')}
          </button>
        ) : (
          <button type="button" className="btn" onClick={() => void start(source)}>
            {state.verdict ? (words?.again ?? t('draw.again')) : (words?.run ?? t('draw.run'))}
          </button>
        )}
        <p className="m-0 min-w-0 flex-[1_1_16rem] text-sm text-soft">{words?.text ?? t('draw.runText')}</p>
      </div>
      <Progress run={state} submission={null} shown={null} />
      {state.notice ? <p className="m-0 px-4 pb-2 text-sm text-soft">{t(`fallback.${state.notice}`)}</p> : null}
      {state.verdict && !running ? <Comparison stored={stored} here={state.verdict} checks={checks} /> : null}
    </div>
  )
}

function Comparison({ stored, here, checks }: { stored: Verdict; here: Verdict; checks: DrawRunProps['checks'] }) {
  const t = useTranslations('workbench.draw.compare')
  const title = useId()
  const rows = compareChecks(stored, here)
  if (here.kind === 'broken') {
    return (
      <Card title={t('broken')} tone="warning">
        {here.problem ? <ProblemText problem={here.problem} /> : null}
      </Card>
    )
  }
  return (
    <section aria-labelledby={title} data-comparison={compareVerdicts(here, stored) === null ? 'agree' : 'disagree'}>
      <h3 id={title} className="m-0 px-4 pt-1 text-sm">
        {t('title')}
      </h3>
      <Summary stored={stored} here={here} rows={rows} />
      <ul className="m-0 mt-2 list-none p-0">
        {rows.map((row) => (
          <li
            key={row.id}
            data-compared={row.id}
            data-agreement={row.agreement}
            className="border-t border-hair px-4 py-2.5"
          >
            <Row row={row} entry={checks[row.id]} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** One sentence on the outcome, one on the numbers. */
function Summary({ stored, here, rows }: { stored: Verdict; here: Verdict; rows: ComparedCheck[] }) {
  const t = useTranslations('workbench.draw.compare')
  const words = useTranslations('verdict')
  const outcome = (verdict: Verdict) =>
    words(`kinds.${verdict.kind}`, {
      passed: verdict.checks.filter((check) => check.passed).length,
      total: verdict.checks.length,
    })
  const differences = rows.flatMap(({ relativeDifference }) => relativeDifference ?? [])
  const largest = Math.max(0, ...differences)
  const exact = rows.every(({ agreement }) => agreement === 'same')
  if (compareVerdicts(here, stored) === null) {
    return (
      <div className="px-4 pt-1 text-sm">
        <p className="m-0">{t('agree', { outcome: outcome(stored) })}</p>
        {exact ? <p className="m-0 text-soft">{t('exact')}</p> : null}
        {largest > 0 ? <p className="m-0 text-soft">{t('rounded', { difference: formatNumber(largest, 2) })}</p> : null}
      </div>
    )
  }
  return (
    <Card title={t('disagree')} tone="warning">
      <p className="m-0 text-soft">{t('outcomes', { server: outcome(stored), here: outcome(here) })}</p>
      <p className="m-0 text-soft">{t('whyDisagree')}</p>
    </Card>
  )
}

function Row({ row, entry }: { row: ComparedCheck; entry: RenderedEntry | undefined }) {
  const t = useTranslations('workbench.draw.compare')
  const { id, stored, here, agreement, relativeDifference } = row
  return (
    <div className="grid gap-x-6 gap-y-1.5 text-sm min-[720px]:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <div className="min-w-0 [&_p]:m-0">
        <CheckClaim id={id} entry={entry} result={stored ?? undefined} />
      </div>
      <div className="min-w-0">
        <dl className="m-0 grid grid-cols-2 gap-x-4">
          <Side name={t('server')} check={stored} />
          <Side name={t('here')} check={here} />
        </dl>
        {agreement === 'same' ? null : (
          <p className={`m-0 mt-1 text-xs ${agreement === 'rounded' ? 'text-soft' : 'text-bad'}`}>
            {agreement === 'rounded' && relativeDifference !== null
              ? t('difference', { difference: formatNumber(relativeDifference, 2) })
              : t(`agreement.${agreement}`)}
          </p>
        )}
      </div>
    </div>
  )
}

function Side({ name, check }: { name: string; check: CheckResult | null }) {
  const t = useTranslations('verdict.check')
  return (
    <div className="min-w-0">
      <dt className="text-xs text-soft">{name}</dt>
      <dd className="m-0 flex items-start gap-1.5">
        <span className="pt-0.5">
          {check === null ? <MarkSkipped /> : check.passed ? <MarkPassed /> : <MarkFailed />}
          <span className="sr-only">{t(check === null ? 'notMeasured' : check.passed ? 'passed' : 'failed')}</span>
        </span>
        <span className="min-w-0 font-mono text-xs leading-relaxed break-words tabular-nums">
          {check === null || check.measured === null ? '–' : measuredText(check.measured, check.expected)}
        </span>
      </dd>
    </div>
  )
}
