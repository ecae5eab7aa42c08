import type { Metadata } from 'next'
import { getFormatter, getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { SimilarList } from '@/components/similar/similar-list.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { listSimilarSubmissions } from '@/server/similar/similar-submissions.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/insight/[assignment]/similar'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('similar')
  return { title: t('title') }
}

/** Who handed in much the same for one exercise; with `?learner=ID` only what this learner is part of. */
export default async function SimilarPage({ params, searchParams }: Props) {
  const [{ id, assignment }, { learner: learnerId }] = await Promise.all([params, searchParams])
  const path = `/classes/${id}/insight/${assignment}/similar`
  const actor = await requireReader(path)
  const only = typeof learnerId === 'string' ? { learnerId } : {}
  const { slug, compared, same, pairs, unreadable } = await orNotFound(
    listSimilarSubmissions(getContext(), actor, id, { assignmentId: assignment, ...only }),
  )
  const [t, insight, format, locale, map] = await Promise.all([
    getTranslations('similar'),
    getTranslations('insight'),
    getFormatter(),
    getLocale(),
    getCourseMap(getContext(), null),
  ])
  const title = exerciseTitles(map, locale).find((exercise) => exercise.slug === slug)?.title ?? slug
  const everybody = [...same.flat(), ...pairs.flatMap(({ left, right }) => [...left, ...right])]
  const name = everybody.find((learner) => learner.id === learnerId)?.name

  return (
    <Page
      wide
      title={`${title} · ${t('title')}`}
      lead={t('lead')}
      actions={
        <Link href={`/classes/${id}/insight#${assignment}`} className="btn">
          {insight('behind.back')}
        </Link>
      }
    >
      <details className="mb-6 max-w-[70ch] text-sm text-soft">
        <summary className="cursor-pointer">
          {t('compared', { count: compared })} · {t('how')}
        </summary>
        <p className="m-0 mt-2">{t('howText')}</p>
      </details>
      {learnerId === undefined ? null : (
        <p className="m-0 mb-4 flex flex-wrap gap-x-4 text-sm">
          {name === undefined ? null : <span>{t('only', { name })}</span>}
          <Link href={path}>{t('showAll')}</Link>
        </p>
      )}
      {same.length + pairs.length === 0 ? (
        <EmptyState text={compared < 2 ? t('tooFew') : t('none')} />
      ) : (
        <SimilarList path={path} classroomId={id} same={same} pairs={pairs} />
      )}
      {unreadable.length === 0 ? null : (
        <p className="m-0 mt-6 text-sm text-soft">
          {t('unreadable', {
            count: unreadable.length,
            names: format.list(unreadable.map((learner) => learner.name)),
          })}
        </p>
      )}
    </Page>
  )
}
