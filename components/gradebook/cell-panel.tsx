'use client'

import { useFormatter, useTranslations } from 'next-intl'
import { useEffect, useId, useMemo, useRef, useState, type ReactNode } from 'react'

import { gradebookApi } from '@/contracts/gradebook.ts'
import { otherNameOf } from '@/course/classes/roster-name.ts'
import type { CellDetail } from '@/course/gradebook/gradebook-cell.ts'
import type { GradebookRow } from '@/course/gradebook/gradebook.ts'
import { Link } from '@/i18n/navigation.ts'
import { ExtensionForm } from '../assignments/extension-form.tsx'
import { call } from '../form/call-api.ts'
import { Skeleton } from '../ui/page.tsx'
import { useErrorText } from '../form/use-error-text.ts'
import { GradeStory } from './grade-story.tsx'
import type { OpenCell } from './matrix.tsx'
import { OverrideForm } from './override-form.tsx'
import { useMoment } from '../ui/local-time.tsx'

interface Props {
  classroomId: string
  timeZone: string
  cell: OpenCell
  /** A new object whenever something of the learner moved. */
  row: GradebookRow
  title: string
  onClose: () => void
  onChanged: (userId: string) => void
}

type Shown = { kind: 'loading' } | { kind: 'failed'; code: string } | { kind: 'ready'; detail: CellDetail }

/** How one grade came about, beside the table; who may, changes it here. */
export function CellPanel({ classroomId, timeZone, cell, row, title, onClose, onChanged }: Props) {
  const t = useTranslations('gradebook.panel')
  const errorText = useErrorText()
  const heading = useRef<HTMLHeadingElement>(null)
  const headingId = useId()
  const [shown, setShown] = useState<Shown>({ kind: 'loading' })
  const [asked, setAsked] = useState(0)
  const { userId, assignmentId } = cell
  // What it was asked about: asked again when something of the learner moved, and by the button.
  const question = useMemo(() => ({ row, asked }), [row, asked])

  const otherName = otherNameOf(row.learner)

  useEffect(() => heading.current?.focus(), [])
  useEffect(() => {
    // A button that was just pressed and is disabled gives the focus to nobody: Escape must lead back all the same.
    const leave = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && document.activeElement === document.body) onClose()
    }
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [onClose])
  useEffect(() => {
    let current = question.row.learner.id === userId
    const params = { id: classroomId, assignment: assignmentId, user: userId }
    void call(gradebookApi.readCell, { params }).then((result) => {
      if (!current) return
      setShown(result.ok ? { kind: 'ready', detail: result.value } : { kind: 'failed', code: result.code })
    })
    return () => {
      current = false
    }
  }, [classroomId, assignmentId, userId, question])

  return (
    <section
      aria-labelledby={headingId}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.defaultPrevented) onClose()
      }}
      className="fixed inset-x-0 bottom-0 z-30 max-h-[55dvh] overflow-auto border-t border-edge bg-raised p-4 shadow-xl lg:static lg:z-auto lg:max-h-none lg:w-96 lg:shrink-0 lg:border-t-0 lg:border-l lg:border-hair lg:shadow-none"
    >
      <div className="flex items-start justify-between gap-3">
        <div className="min-w-0">
          <h2 ref={heading} id={headingId} tabIndex={-1} className="text-[1rem] leading-snug outline-none">
            {row.learner.name}
          </h2>
          {otherName === null ? null : <p className="text-sm">{otherName}</p>}
          <p className="text-sm text-soft">{title}</p>
        </div>
        <button type="button" className="btn btn-quiet" onClick={onClose}>
          {t('close')}
        </button>
      </div>
      {shown.kind === 'loading' ? (
        <div className="mt-4 space-y-3" aria-label={t('loading')} role="status">
          <Skeleton className="h-5 w-2/3" />
          <Skeleton className="h-24 w-full" />
          <Skeleton className="h-16 w-full" />
        </div>
      ) : null}
      {shown.kind === 'failed' ? (
        <div className="mt-4 space-y-3">
          <p role="alert" className="text-sm text-bad">
            {errorText(shown.code)}
          </p>
          <button type="button" className="btn" onClick={() => setAsked(asked + 1)}>
            {t('retry')}
          </button>
        </div>
      ) : null}
      {shown.kind === 'ready' ? (
        <div className="mt-4 space-y-6 text-sm">
          <GradeStory detail={shown.detail} />
          <Submissions detail={shown.detail} classroomId={classroomId} />
          {shown.detail.mayChange ? (
            <>
              <Fold title={t('override.title')}>
                <OverrideForm detail={shown.detail} onChanged={() => onChanged(userId)} />
              </Fold>
              <Fold title={t('extension.title')}>
                <ExtensionForm
                  assignment={{
                    id: shown.detail.assignment.id,
                    dueAt: shown.detail.assignment.plainDueAt,
                    closesAt: shown.detail.assignment.plainClosesAt,
                  }}
                  learnerId={shown.detail.learner.id}
                  extension={shown.detail.extension}
                  timeZone={timeZone}
                  onChanged={() => onChanged(userId)}
                />
              </Fold>
            </>
          ) : (
            <p className="text-soft">{t('readOnly')}</p>
          )}
          <Deeds detail={shown.detail} />
        </div>
      ) : null}
    </section>
  )
}

function Fold({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="border-t border-hair pt-3">
      <summary className="font-medium">{title}</summary>
      <div className="mt-3">{children}</div>
    </details>
  )
}

function Submissions({ detail, classroomId }: { detail: CellDetail; classroomId: string }) {
  const t = useTranslations('gradebook.panel')
  const common = useTranslations('common')
  const format = useFormatter()
  const moment = useMoment()
  if (detail.submissions.length === 0) return <p className="text-soft">{t('noSubmissions')}</p>
  return (
    <div>
      <h3 className="mb-1 text-sm">{t('submissions')}</h3>
      <ul className="divide-y divide-hair">
        {detail.submissions.map(({ id, at, kind, score, standing, chosen }) => (
          <li key={id} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
            <Link href={`/submissions/${id}?class=${classroomId}`} className="tabular-nums">
              {moment(at)}
            </Link>
            <span>{kind === null ? t('standing.waiting') : common(`kinds.${kind}`)}</span>
            {score === null ? null : (
              <span className="text-soft tabular-nums">
                {format.number(score, { style: 'percent', maximumFractionDigits: 0 })}
              </span>
            )}
            {chosen ? <span className="ml-auto font-medium text-good">{t('chosen')}</span> : null}
            {standing === 'early' || standing === 'closed' || standing === 'over-limit' ? (
              <span className="ml-auto text-bad">{t(`standing.${standing}`)}</span>
            ) : null}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Deeds({ detail }: { detail: CellDetail }) {
  const t = useTranslations('gradebook.panel')
  const moment = useMoment()
  if (detail.deeds.length === 0) return null
  return (
    <div>
      <h3 className="mb-1 text-sm">{t('deeds.title')}</h3>
      <ul className="space-y-1 text-soft">
        {detail.deeds.map(({ action, at, by }) => (
          <li key={`${action} ${at}`}>
            {t('deeds.line', {
              when: moment(at),
              who: by ?? t('deeds.nobody'),
              what: t(`deeds.${deedNames[action]}`),
            })}
          </li>
        ))}
      </ul>
    </div>
  )
}

const deedNames = {
  'grade.overridden': 'overridden',
  'grade.override-withdrawn': 'overrideWithdrawn',
  'extension.granted': 'extended',
  'extension.withdrawn': 'extensionWithdrawn',
} as const
