'use client'
/** Every submission of one learner for one exercise, and what changed between any two of them. */
import { useFormatter, useTranslations } from 'next-intl'
import { useState } from 'react'

import { Link } from '@/i18n/navigation.ts'

import { LocalTime, useMoment } from '../ui/local-time.tsx'
import { Comparison, type PastSubmission } from './comparison.tsx'

/** @param props.history oldest first */
export function HistoryList(props: { history: PastSubmission[]; current: string; classroomId: string }) {
  const { history, current, classroomId } = props
  const t = useTranslations('review.history')
  const here = history.findIndex(({ submissionId }) => submissionId === current)
  const [pair, setPair] = useState<[from: number, to: number]>([Math.max(0, here - 1), Math.max(0, here)])
  const [comparing, setComparing] = useState(false)
  const head = 'px-3 py-2 text-left font-medium text-soft whitespace-nowrap'
  return (
    <div className="card mt-6 overflow-hidden">
      <h2 id="history" className="m-0 px-4 pt-4 text-[1.0625rem]">
        {t('title')}
      </h2>
      <p className="m-0 px-4 pt-1 pb-3 text-sm text-soft">{t('lead')}</p>
      <div role="region" aria-labelledby="history" tabIndex={0} className="max-h-96 overflow-auto">
        <table className="w-full border-collapse text-sm tabular-nums">
          <thead>
            <tr className="border-y border-hair">
              <th scope="col" className={head}>
                {t('when')}
              </th>
              <th scope="col" className={head}>
                {t('attempt')}
              </th>
              <th scope="col" className={head}>
                {t('verdict')}
              </th>
              <th scope="col" className={`${head} text-right`}>
                {t('score')}
              </th>
              <th scope="col" className={`${head} text-right`}>
                {t('comments')}
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {history
              .map((_, index) => (
                <Row
                  key={history[index]?.submissionId}
                  past={history[index]}
                  classroomId={classroomId}
                  isCurrent={index === here}
                  onCompare={
                    index === 0
                      ? null
                      : () => {
                          setPair([index - 1, index])
                          setComparing(true)
                        }
                  }
                />
              ))
              .toReversed()}
          </tbody>
        </table>
      </div>
      {history.length > 1 ? (
        <Comparison
          history={history}
          pair={pair}
          open={comparing}
          onPair={(next) => {
            setPair(next)
            setComparing(true)
          }}
        />
      ) : null}
    </div>
  )
}

function Row(props: {
  past: PastSubmission | undefined
  classroomId: string
  isCurrent: boolean
  onCompare: (() => void) | null
}) {
  const { past, classroomId, isCurrent, onCompare } = props
  const t = useTranslations('review.history')
  const kinds = useTranslations('common.kinds')
  const format = useFormatter()
  const moment = useMoment()
  if (past === undefined) return null
  const { submissionId, at, attempt, waiting, kind, score, comments } = past
  const when = moment(at)
  return (
    <tr
      aria-current={isCurrent ? 'true' : undefined}
      className="border-b border-hair last:border-b-0 aria-[current]:bg-sunk"
    >
      <td className="px-3 py-2 whitespace-nowrap">
        {isCurrent ? (
          <>
            <LocalTime at={at} /> <span className="text-soft">· {t('this')}</span>
          </>
        ) : (
          <Link href={`/submissions/${submissionId}?class=${classroomId}`} aria-label={t('openAt', { when })}>
            <LocalTime at={at} />
          </Link>
        )}
      </td>
      <td className="px-3 py-2">
        {attempt ?? <span className="text-soft">{waiting ? t('noAttemptYet') : t('noAttempt')}</span>}
      </td>
      <td
        className={`px-3 py-2 whitespace-nowrap ${kind === 'passed' ? 'text-good' : kind === null ? 'text-soft' : ''}`}
      >
        {kind === null ? t('waiting') : kinds(kind)}
      </td>
      <td className="px-3 py-2 text-right">{score === null ? '' : format.number(score, { style: 'percent' })}</td>
      <td className="px-3 py-2 text-right">{comments === 0 ? '' : comments}</td>
      <td className="px-3 py-2 text-right whitespace-nowrap">
        {onCompare === null ? null : (
          <button
            type="button"
            className="cursor-pointer border-0 bg-transparent p-0 text-accent underline underline-offset-3"
            aria-label={t('changesAt', { when })}
            onClick={onCompare}
          >
            {t('changes')}
          </button>
        )}
      </td>
    </tr>
  )
}
