'use client'
/** The outcome in one line: what it is, how much of it holds, who says so, how long it took. */
import { useTranslations } from 'next-intl'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { MarkFailed, MarkPassed } from './icons.tsx'
import { formatNumber } from './format-number.ts'

export type Standing = 'provisional' | 'verified' | 'queued'

export function VerdictLine({ verdict, standing }: { verdict: Verdict; standing: Standing }) {
  const t = useTranslations('verdict')
  const passed = verdict.checks.filter((check) => check.passed).length
  const good = verdict.kind === 'passed'
  return (
    <div
      data-verdict={verdict.kind}
      data-standing={standing}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 pt-4 pb-2"
    >
      <strong className={`flex items-center gap-1.5 text-[17px] font-[650] ${good ? 'text-good' : 'text-bad'}`}>
        {good ? <MarkPassed /> : <MarkFailed />}
        {t(`kinds.${verdict.kind}`, { passed, total: verdict.checks.length })}
      </strong>
      <StandingTag standing={standing} backend={verdict.backend} />
      <span className="flex-1" />
      {verdict.kind === 'passed' || verdict.kind === 'failed' ? (
        <span className="tabular-nums text-soft">
          <span className="sr-only">{t('scoreLabel')} </span>
          {t('score', { score: verdict.score })}
        </span>
      ) : null}
      {verdict.durationMs > 0 ? (
        <span
          className="tabular-nums text-soft"
          title={verdict.renderer ? t('renderer', { renderer: verdict.renderer }) : undefined}
        >
          {t('seconds', { seconds: formatNumber(verdict.durationMs / 1000, verdict.durationMs < 10_000 ? 2 : 3) })}
        </span>
      ) : null}
      {good ? null : <p className="m-0 basis-full text-sm text-soft">{t(`explain.${verdict.kind}`)}</p>}
    </div>
  )
}

export function StandingTag({ standing, backend }: { standing: Standing; backend: string | null }) {
  const t = useTranslations('verdict')
  const tone = standing === 'verified' ? 'text-ink' : 'text-soft'
  return (
    <span
      title={standing === 'queued' ? undefined : t(`tagHelp.${standing}`)}
      className={`rounded-full border border-current px-2 py-1 text-[11px] leading-none font-[550] whitespace-nowrap ${tone}`}
    >
      {t(`tag.${standing}`)}
      {backend ? ` · ${backend}` : ''}
    </span>
  )
}
