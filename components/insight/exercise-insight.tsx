import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { Link } from '@/i18n/navigation.ts'

import { Histogram } from './histogram.tsx'
import type { ShownExercise } from './insight-overview.tsx'
import { useDuration } from './use-bin-label.ts'

interface Props {
  classroomId: string
  exercise: ShownExercise
  misconceptions: ReadonlyArray<{ id: string; claim: ReactNode; learners: number }>
}

/** One exercise: how its numbers are spread, and which wrong ideas stand behind them. */
export function ExerciseInsightCard({ classroomId, exercise, misconceptions }: Props) {
  const t = useTranslations('insight')
  const similar = useTranslations('similar')
  const duration = useDuration()
  const { assignmentId, title, insight } = exercise
  const { tried, passed, learners, minutes } = insight
  const behind = (by: string, value: string | number) =>
    `/classes/${classroomId}/insight/${assignmentId}?by=${by}&value=${encodeURIComponent(value)}`
  const measures = (['attempts', 'minutes', 'points'] as const).flatMap((measure) => {
    const distribution = insight[measure]
    return distribution === null ? [] : { measure, bins: distribution.bins }
  })
  return (
    <section id={assignmentId} aria-labelledby={`${assignmentId}-title`} className="card scroll-mt-20 px-5 py-5">
      <h2 id={`${assignmentId}-title`} className="m-0 text-[1.0625rem]">
        {title}
      </h2>
      <p className="m-0 mt-1 flex flex-wrap gap-x-5 gap-y-1 text-sm text-soft">
        {tried === passed ? null : (
          <Link href={behind('standing', 'not-passed')} prefetch={false}>
            {t('notPassed', { count: tried - passed })}
          </Link>
        )}
        {learners === tried ? null : (
          <Link href={behind('standing', 'not-tried')} prefetch={false}>
            {t('notTried', { count: learners - tried })}
          </Link>
        )}
        {tried < 2 ? null : (
          <Link href={`/classes/${classroomId}/insight/${assignmentId}/similar`} prefetch={false}>
            {similar('open')}
          </Link>
        )}
        {insight.few && tried > 0 ? <span>{t('few')}</span> : null}
      </p>
      {measures.length === 0 ? null : (
        <div className="mt-4 grid gap-x-8 gap-y-6 min-[720px]:grid-cols-3">
          {measures.map(({ measure, bins }) => (
            <div key={measure} className="min-w-0">
              <Histogram
                title={t(`distributions.${measure}`)}
                measure={measure}
                bins={bins}
                hrefOf={(bin) => behind(measure, bin)}
              />
              {measure === 'minutes' && minutes !== null ? (
                <p className="m-0 mt-2 text-xs text-soft">
                  {t('spread', { lower: duration(minutes.lower), upper: duration(minutes.upper) })}
                </p>
              ) : null}
            </div>
          ))}
        </div>
      )}
      {tried === 0 ? null : (
        <div className="mt-5 border-t border-hair pt-4">
          <h3 className="m-0 mb-2 text-sm">{t('misconceptions')}</h3>
          {misconceptions.length === 0 ? (
            <p className="m-0 text-sm text-soft">{t('noMisconceptions')}</p>
          ) : (
            <ul className="m-0 list-none space-y-1.5 p-0 text-sm">
              {misconceptions.map(({ id, claim, learners: count }) => (
                <li key={id} className="flex items-baseline justify-between gap-4 [&_p]:m-0">
                  <span className="min-w-0">{claim}</span>
                  <Link href={behind('misconception', id)} prefetch={false} className="shrink-0 tabular-nums">
                    {t('learners', { count })}
                  </Link>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
    </section>
  )
}
