'use client'
import { useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'

import type { VerdictKind } from '@/grader/judge/verdict.ts'

import { findSubmission } from './find-submissions.ts'
import { DiffView } from './diff-view.tsx'
import { useMoment } from '../ui/local-time.tsx'

export interface PastSubmission {
  submissionId: string
  /** ISO 8601. */
  at: string
  kind: VerdictKind | null
  score: number | null
  attempt: number | null
  waiting: boolean
  comments: number
}

/** Two submissions, chosen freely, line by line. Their texts are fetched when they are first looked at. */
export function Comparison(props: {
  history: PastSubmission[]
  pair: [from: number, to: number]
  open: boolean
  onPair: (pair: [from: number, to: number]) => void
}) {
  const { history, pair, open, onPair } = props
  const [from, to] = pair
  const t = useTranslations('review.history')
  return (
    <div className="border-t border-hair px-4 py-4">
      <div role="group" aria-label={t('compare')} className="flex flex-wrap items-end gap-3">
        <Choice label={t('from')} history={history} value={from} onChange={(next) => onPair([next, to])} />
        <Choice label={t('to')} history={history} value={to} onChange={(next) => onPair([from, next])} />
        {open ? null : (
          <button type="button" className="btn" onClick={() => onPair(pair)}>
            {t('compare')}
          </button>
        )}
      </div>
      {open ? <Texts before={history[from]?.submissionId ?? ''} after={history[to]?.submissionId ?? ''} /> : null}
    </div>
  )
}

function Choice(props: { label: string; history: PastSubmission[]; value: number; onChange: (index: number) => void }) {
  const t = useTranslations('review.history')
  const kinds = useTranslations('common.kinds')
  const moment = useMoment()
  return (
    <label className="min-w-0 flex-[1_1_14rem] text-sm">
      <span className="mb-1 block font-medium">{props.label}</span>
      <select
        className="field"
        value={props.value}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      >
        {props.history.map(({ submissionId, at, kind }, index) => (
          <option key={submissionId} value={index}>
            {t('option', {
              number: index + 1,
              when: moment(at),
              outcome: kind === null ? t('waiting') : kinds(kind),
            })}
          </option>
        ))}
      </select>
    </label>
  )
}

function Texts({ before, after }: { before: string; after: string }) {
  const t = useTranslations('review.history')
  const [texts, setTexts] = useState<ReadonlyMap<string, string | null>>(new Map())
  useEffect(() => {
    for (const id of new Set([before, after])) {
      if (texts.has(id)) continue
      void findSubmission(id).then((found) => setTexts((now) => new Map(now).set(id, found?.source ?? null)))
    }
  }, [before, after, texts])
  const [left, right] = [texts.get(before), texts.get(after)]
  if (left === null || right === null) return <p className="m-0 mt-3 text-sm text-bad">{t('failed')}</p>
  if (left === undefined || right === undefined)
    return <div role="status" aria-busy="true" aria-label={t('loading')} className="skeleton mt-3 h-24" />
  return <DiffView before={left} after={right} words={{ same: t('same'), legend: t('legend') }} />
}
