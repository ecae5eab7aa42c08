import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { GroupTitle } from '@/components/insight/group-title.tsx'
import { GroupedLearners } from '@/components/insight/grouped-learners.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Prose } from '@/components/prose/prose.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { findMisconceptions } from '@/server/course/exercises.ts'
import { listLearnersBehind } from '@/server/insight/insight.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/insight/[assignment]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('insight')
  return { title: t('title') }
}

/** The learners that one number of the insight page counts. */
export default async function BehindPage({ params, searchParams }: Props) {
  const [{ id, assignment }, { by, value }] = await Promise.all([params, searchParams])
  const actor = await requireReader(`/classes/${id}/insight`)
  if (typeof by !== 'string' || typeof value !== 'string') notFound()
  const { slug, group, bin, learners } = await orNotFound(
    listLearnersBehind(getContext(), actor, id, { assignmentId: assignment, by, value }),
  )
  const [t, locale, map] = await Promise.all([
    getTranslations('insight'),
    getLocale(),
    getCourseMap(getContext(), null),
  ])
  const title = exerciseTitles(map, locale).find((exercise) => exercise.slug === slug)?.title ?? slug
  const claim =
    group.by === 'misconception' ? (await findMisconceptions(getContext(), slug, locale))[group.id] : undefined

  return (
    <Page
      title={title}
      lead={
        <>
          {t('learners', { count: learners.length })} · <GroupTitle group={group} bin={bin} />
        </>
      }
      actions={
        <Link href={`/classes/${id}/insight#${assignment}`} className="btn">
          {t('behind.back')}
        </Link>
      }
    >
      {claim === undefined ? null : (
        <blockquote className="m-0 mb-5 border-l-2 border-hair pl-4">
          <Prose markdown={claim} inline />
        </blockquote>
      )}
      {learners.length === 0 ? (
        <EmptyState text={t('behind.empty')} />
      ) : (
        <GroupedLearners classroomId={id} learners={learners} label={title} />
      )}
    </Page>
  )
}
