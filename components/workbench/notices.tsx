'use client'
/** The small things that are said above a result: what happens now, what was different this time. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { MarkWaiting } from '../verdict/icons.tsx'
import type { RenderedEntry } from '../verdict/props.ts'
import { compareVerdicts } from './compare-verdicts.ts'
import type { RunState, RunStep } from './run-state.ts'
import type { SubmissionStanding } from './use-submission.ts'

/** Says what happens now; screen readers hear it. It keeps its height, so that nothing below jumps. */
export function Progress({
  run,
  submission,
  shown,
}: {
  run: RunState
  submission: SubmissionStanding | null
  /** What came of it: heard as well, where nothing happens any more. */
  shown: { verdict: Verdict; standing: 'provisional' | 'verified' | 'queued' } | null
}) {
  const t = useTranslations('workbench.progress')
  const words = useTranslations('verdict')
  const stepText = (step: RunStep): string => {
    if (step.kind === 'warming') return t('warming', { backend: step.backend })
    return step.kind === 'section' ? t('section', { name: step.name }) : t(step.kind)
  }
  const waiting =
    submission?.phase === 'sending' ? t('submitting') : submission?.phase === 'queued' ? t('waiting') : null
  const text = run.step ? stepText(run.step) : (waiting ?? (run.stopped ? t('stopped') : null))
  const busy = run.step !== null || waiting !== null
  return (
    <div
      role="status"
      data-progress={busy}
      className={text === null ? 'sr-only' : 'flex h-9 items-center gap-2 px-4 text-sm text-soft'}
    >
      {busy ? <MarkWaiting busy /> : null}
      {text ??
        (shown
          ? t('outcome', { outcome: outcomeOf(shown.verdict, words), standing: words(`tag.${shown.standing}`) })
          : null)}
    </div>
  )
}

function outcomeOf(verdict: Verdict, words: ReturnType<typeof useTranslations<'verdict'>>): string {
  const passed = verdict.checks.filter((check) => check.passed).length
  return words(`kinds.${verdict.kind}`, { passed, total: verdict.checks.length })
}

/** A quiet box with a title and a text. */
export function Card({
  title,
  children,
  tone = 'plain',
}: {
  title: string
  children: ReactNode
  tone?: 'plain' | 'warning'
}) {
  return (
    <div
      className={`mx-4 my-2 rounded-md border border-l-3 border-hair bg-raised px-3 py-2 text-sm ${tone === 'warning' ? 'border-l-bad' : 'border-l-accent'}`}
    >
      <div className="font-[550]">{title}</div>
      {children}
    </div>
  )
}

/** Both verdicts on the same text, where they are not the same. */
export function DisagreementCard({
  local,
  server,
  checks,
}: {
  local: Verdict
  server: Verdict
  checks: Record<string, RenderedEntry>
}) {
  const t = useTranslations('workbench.disagreement')
  const words = useTranslations('verdict')
  const found = compareVerdicts(local, server)
  if (!found) return null
  const outcome = (verdict: Verdict) => outcomeOf(verdict, words)
  return (
    <div data-disagreement={found.server}>
      <Card title={t('title')} tone="warning">
        <p className="m-0 text-soft">
          {t('text', { local: outcome(local), server: outcome(server) })}{' '}
          {found.server === 'stricter' ? t('serverStricter') : t('serverKinder')}
        </p>
        {found.checks.length > 0 ? (
          <ul className="m-0 mt-1 list-disc pl-5 text-soft">
            {found.checks.map((id) => (
              <li key={id}>{checks[id]?.claim ?? id}</li>
            ))}
          </ul>
        ) : null}
      </Card>
    </div>
  )
}

const refusals = ['offline', 'too-many-requests', 'source-too-large', 'source-empty', 'not-signed-in'] as const

export function SubmissionRefused({ code }: { code: string }) {
  const t = useTranslations('workbench.submitFailed')
  return (
    <p
      role="alert"
      className="mx-4 my-2 rounded-md border border-l-3 border-hair border-l-bad bg-raised px-3 py-2 text-sm"
    >
      {t(refusals.find((one) => one === code) ?? 'other')}
    </p>
  )
}
