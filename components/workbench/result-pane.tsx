'use client'
/** What came of it: checks, plot, console, history. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { PlotView } from '../plots/plot-view.tsx'
import { CheckList } from '../verdict/check-list.tsx'
import type { Standing } from '../verdict/verdict-line.tsx'
import { VerdictHead, VerdictPanel } from '../verdict/verdict-panel.tsx'
import { NotCountingList, type NotCounting } from './assignment-strip.tsx'
import { ConsoleTab } from './console-tab.tsx'
import { HistoryTab, type HistoryTabProps } from './history-tab.tsx'
import { Card, DisagreementCard, Progress, SubmissionRefused } from './notices.tsx'
import { PassedCard, type PassedCardProps } from './passed-card.tsx'
import type { LessonLink, RenderedEntry } from '../verdict/props.ts'
import type { RunState } from './run-state.ts'
import { TabList } from '../ui/tab-list.tsx'
import type { SubmissionStanding } from './use-submission.ts'

export const resultTabs = ['checks', 'plot', 'console', 'history'] as const
export type ResultTab = (typeof resultTabs)[number]

export interface ResultPaneProps {
  tab: ResultTab
  onTab: (tab: ResultTab) => void
  run: RunState
  submission: SubmissionStanding | null
  /** The editor's text is no longer the one that this result speaks of. */
  changedSince: boolean
  checks: Record<string, RenderedEntry>
  misconceptions: Record<string, RenderedEntry>
  plotTitles: Record<string, ReactNode>
  lesson: LessonLink | null
  /** Shown beside a pass. */
  passed: Omit<PassedCardProps, 'onSubmit'>
  /** The classes in which the last submission does not count. */
  notCounting: readonly NotCounting[]
  /** Sends what is in the editor for the grade. */
  onSubmit: () => void
  onLine: (line: number, column: number) => void
  history: HistoryTabProps
}

export function ResultPane(props: ResultPaneProps) {
  const { tab, onTab, run, onLine } = props
  const t = useTranslations('workbench')
  const shown = shownVerdict(run, props.submission)
  const plots = shown ? shown.verdict.plots : run.plots
  const lines = shown ? shown.verdict.console : run.console
  return (
    <div className="flex h-full min-h-0 flex-col">
      <TabList
        name="result"
        label={t('tabs.label')}
        tabs={resultTabs.map((id) => ({
          id,
          label: t(`tabs.${id}`),
          badge: id === 'console' && lines.length > 0 ? String(lines.length) : undefined,
        }))}
        current={tab}
        onChange={onTab}
      />
      <div
        role="tabpanel"
        id={`result-panel-${tab}`}
        aria-labelledby={`result-tab-${tab}`}
        tabIndex={-1}
        className="min-h-0 flex-1 overflow-y-auto outline-none"
      >
        <Progress run={run} submission={props.submission} shown={shown} />
        {shown && tab !== 'checks' ? (
          <>
            <VerdictHead verdict={shown.verdict} standing={shown.standing} onLine={onLine} />
            <AfterVerdict {...props} shown={shown} />
          </>
        ) : null}
        {tab === 'checks' ? <ChecksTab {...props} shown={shown} /> : null}
        {tab === 'plot' ? (
          <div className="flex flex-col gap-8 px-4 py-4">
            {plots.map((plot) => (
              <PlotView key={plot.id} plot={plot} title={props.plotTitles[plot.id]} />
            ))}
            {plots.length === 0 ? <p className="m-0 py-2 text-sm text-soft">{t('plot.empty')}</p> : null}
          </div>
        ) : null}
        {tab === 'console' ? <ConsoleTab lines={lines} onLine={onLine} /> : null}
        {tab === 'history' ? <HistoryTab {...props.history} /> : null}
      </div>
    </div>
  )
}

export interface Shown {
  verdict: Verdict
  standing: Standing
  source: string
}

/** The verdict that counts most of those on the text that was looked at last: the server's before the browser's. */
export function shownVerdict(run: RunState, submission: SubmissionStanding | null): Shown | null {
  if (run.step) return null
  const aboutSubmission = run.source === null || run.source === submission?.source
  if (submission?.phase === 'graded' && aboutSubmission)
    return { verdict: submission.server, standing: 'verified', source: submission.source }
  if (!run.verdict || run.source === null) return null
  return { verdict: run.verdict, standing: 'provisional', source: run.source }
}

/** The text of this verdict counts already, or waits to. */
function isSent(shown: Shown, submission: SubmissionStanding | null): boolean {
  if (shown.standing === 'verified') return true
  return submission !== null && submission.phase !== 'refused' && submission.source === shown.source
}

/** What there is to say about a verdict at once, whichever tab is open. */
function AfterVerdict(props: ResultPaneProps & { shown: Shown }) {
  const { shown, submission, changedSince, notCounting, passed, onSubmit } = props
  const t = useTranslations('workbench')
  return (
    <>
      {changedSince ? <ChangedSince /> : null}
      {shown.standing === 'verified' && notCounting.length > 0 ? (
        <Card title={t('assignment.doesNotCount')} tone="warning">
          <NotCountingList classes={notCounting} />
        </Card>
      ) : null}
      {shown.verdict.kind === 'passed' && !changedSince ? (
        <PassedCard {...passed} onSubmit={isSent(shown, submission) ? null : onSubmit} />
      ) : null}
    </>
  )
}

function ChangedSince() {
  const t = useTranslations('workbench')
  return <p className="m-0 px-4 pb-2 text-sm text-soft">{t('changedSince')}</p>
}

function ChecksTab(props: ResultPaneProps & { shown: Shown | null }) {
  const { run, submission, checks, misconceptions, lesson, onLine, shown } = props
  const t = useTranslations('workbench')
  const running = run.step !== null
  const [plot] = shown ? shown.verdict.plots : run.plots
  const picture = plot ? (
    <div className="px-4 pb-3">
      <PlotView plot={plot} title={props.plotTitles[plot.id]} />
    </div>
  ) : null
  return (
    <>
      {submission?.phase === 'refused' ? <SubmissionRefused code={submission.code} /> : null}
      {run.notice ? <p className="m-0 px-4 pt-2 text-sm text-soft">{t(`fallback.${run.notice}`)}</p> : null}
      {shown ? (
        <VerdictPanel
          verdict={shown.verdict}
          standing={shown.standing}
          checks={checks}
          misconceptions={misconceptions}
          lesson={lesson}
          onLine={onLine}
        >
          <AfterVerdict {...props} shown={shown} />
          {shown.standing === 'verified' && submission?.phase === 'graded' && submission.local ? (
            <DisagreementCard local={submission.local} server={submission.server} checks={checks} />
          ) : null}
          {picture}
        </VerdictPanel>
      ) : (
        <>
          {running || run.stopped ? null : (
            <div className="px-4 pt-4 pb-3">
              <p className="m-0 text-[17px] font-[650]">{t('before.title')}</p>
              <p className="m-0 text-sm text-soft">{t('before.text')}</p>
            </div>
          )}
          {picture}
          <CheckList
            entries={checks}
            results={run.checks}
            phase={running ? 'running' : run.stopped ? 'after' : 'before'}
            onLine={onLine}
          />
        </>
      )}
    </>
  )
}
