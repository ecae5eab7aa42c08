import { useFormatter, useTranslations } from 'next-intl'

import type { GroupedLearner } from '@/course/insight/insight.ts'
import { Link } from '@/i18n/navigation.ts'

interface Props {
  classroomId: string
  label: string
  learners: readonly GroupedLearner[]
}

export function GroupedLearners({ classroomId, label, learners }: Props) {
  const t = useTranslations('insight')
  const format = useFormatter()
  const head = 'px-4 py-2 font-medium text-soft'
  return (
    <div role="region" aria-label={label} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full min-w-max border-collapse text-sm tabular-nums">
        <thead>
          <tr className="border-b border-hair">
            <th scope="col" className={`${head} text-left`}>
              {t('behind.learner')}
            </th>
            <th scope="col" className={`${head} text-left`}>
              {t('behind.result')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('attempts')}
            </th>
            <th scope="col" className={`${head} text-right`}>
              {t('points')}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {learners.map(({ id, name, email, passed, attempts, points, submissionId }) => (
            <tr key={id} className="border-b border-hair last:border-b-0">
              <th scope="row" className="px-4 py-2 text-left font-normal">
                <span className="block">{name}</span>
                <span className="block text-xs text-soft">{email}</span>
              </th>
              <td className={`px-4 py-2 whitespace-nowrap ${passed ? 'text-good' : 'text-soft'}`}>
                {passed
                  ? t('behind.hasPassed')
                  : attempts === 0 && points === null
                    ? t('behind.hasNotTried')
                    : t('behind.hasNotPassed')}
              </td>
              <td className="px-4 py-2 text-right">{attempts}</td>
              <td className="px-4 py-2 text-right">
                {points === null ? t('none') : format.number(points, { maximumFractionDigits: 2 })}
              </td>
              <td className="px-4 py-2 text-right">
                {submissionId === null ? null : (
                  <Link
                    href={`/submissions/${submissionId}?class=${classroomId}`}
                    prefetch={false}
                    aria-label={t('behind.openSubmissionOf', { name })}
                  >
                    {t('behind.openSubmission')}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
