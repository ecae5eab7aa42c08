import { useTranslations } from 'next-intl'

import type { SubmissionSummary } from '@/course/submissions/submission.ts'
import { Link } from '@/i18n/navigation.ts'

import { LocalTime } from '../ui/local-time.tsx'

/** Newest first. @param props.titles exercise titles by slug */
export function SubmissionTable(props: { submissions: SubmissionSummary[]; titles: ReadonlyMap<string, string> }) {
  const t = useTranslations('me')
  const common = useTranslations('common')
  const head = 'py-2 pr-4 text-left font-medium text-soft'
  return (
    <div className="overflow-x-auto" role="region" aria-labelledby="submissions" tabIndex={0}>
      <table className="w-full text-sm tabular-nums">
        <thead>
          <tr className="border-b border-hair">
            <th scope="col" className={head}>
              {t('exercise')}
            </th>
            <th scope="col" className={head}>
              {t('verdict')}
            </th>
            <th scope="col" className={`${head} text-right whitespace-nowrap`}>
              {t('score')}
            </th>
            <th scope="col" className={`${head} pr-0 text-right max-sm:hidden`}>
              {t('when')}
            </th>
          </tr>
        </thead>
        <tbody>
          {props.submissions.map(({ id, slug, createdAt, verdict }) => (
            <tr key={id} className="border-b border-hair">
              <th scope="row" className="py-2 pr-4 text-left font-normal">
                <Link href={`/submissions/${id}`}>{props.titles.get(slug) ?? slug}</Link>
                <span className="block text-soft sm:hidden">
                  <LocalTime at={createdAt} />
                </span>
              </th>
              <td className={`whitespace-nowrap py-2 pr-4 ${verdict?.kind === 'passed' ? 'text-good' : ''}`}>
                {verdict === null ? t('queued') : common(`kinds.${verdict.kind}`)}
              </td>
              <td className="py-2 pr-4 text-right">{verdict === null ? '' : Math.round(verdict.score * 100)}</td>
              <td className="py-2 text-right whitespace-nowrap text-soft max-sm:hidden">
                <LocalTime at={createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
