'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'

import { operationsApi } from '@/contracts/operations.ts'
import type { StuckSubmission } from '@/course/operations/operations.ts'

import { call } from '../form/call-api.ts'
import { LocalTime } from '../ui/local-time.tsx'
import { useErrorText } from '../form/use-error-text.ts'
import { AdminTable } from './admin-table.tsx'

/** What no grader will look at by itself, with the way back into the queue. */
export function StuckSubmissions({ stuck }: { stuck: StuckSubmission[] }) {
  const t = useTranslations('admin')
  return (
    <AdminTable
      id="stuck"
      title={t('stuck')}
      head={[t('submission'), t('exercise'), t('submitted'), t('reason'), t('action')]}
      empty={t('noStuck')}
      rows={stuck.map(({ submissionId, slug, submittedAt, standing, reason }) => ({
        key: submissionId,
        cells: [
          <span key="id" className="font-mono text-xs">
            {submissionId}
          </span>,
          <span key="slug" className="whitespace-nowrap">
            {slug}
          </span>,
          <span key="at" className="whitespace-nowrap">
            <LocalTime at={submittedAt} />
          </span>,
          <span key="reason" className="block max-w-md min-w-40 break-words">
            {standing === 'stranded' ? t('stranded') : (reason ?? t('noReason'))}
          </span>,
          <Requeue key="requeue" submissionId={submissionId} />,
        ],
      }))}
    />
  )
}

function Requeue({ submissionId }: { submissionId: string }) {
  const t = useTranslations('admin')
  const errorText = useErrorText()
  const router = useRouter()
  const [pending, start] = useTransition()
  const [failure, setFailure] = useState<string | null>(null)
  const requeue = () =>
    start(async () => {
      const result = await call(operationsApi.requeue, { body: { submissionId } })
      if (result.ok) router.refresh()
      else setFailure(errorText(result.code, result.params))
    })
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={pending}
        aria-label={t('requeueOf', { id: submissionId })}
        onClick={requeue}
      >
        {t('requeue')}
      </button>
      {failure === null ? null : (
        <p role="alert" className="m-0 mt-1 text-xs text-bad">
          {failure}
        </p>
      )}
    </>
  )
}
