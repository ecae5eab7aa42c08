import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { LearnerAssignments } from '@/components/assignments/learner-assignments.tsx'
import { Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getLearnerClass } from '@/server/classes/learner-class.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/as/[userId]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('standing')
  return { title: t('title') }
}

/** What a learner sees of the class, for its staff. Nobody's session changes: only this page looks through their eyes. */
export default async function AsLearnerPage({ params }: Props) {
  const { id, userId } = await params
  const actor = await requireReader(`/classes/${id}/as/${userId}`)
  const [view, map, locale, t] = await Promise.all([
    orNotFound(getLearnerClass(getContext(), actor, id, userId)),
    getCourseMap(getContext(), null),
    getLocale(),
    getTranslations('standing'),
  ])
  const titles = new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))
  const { name } = view.learner

  return (
    <>
      <aside
        aria-label={t('as.title', { name, className: view.name })}
        className="z-20 border-b-2 border-accent bg-raised sm:sticky sm:top-12"
      >
        <div className="mx-auto flex max-w-4xl flex-wrap items-center justify-between gap-x-6 gap-y-2 px-4 py-3 sm:px-6">
          <p className="m-0 min-w-0 flex-[1_1_20rem] text-sm">
            <strong className="font-semibold">{t('as.banner', { name })}</strong>{' '}
            <span className="text-soft">{t('as.recorded')}</span>
          </p>
          <Link href={`/classes/${id}`} className="btn btn-primary">
            {t('as.leave')}
          </Link>
        </div>
      </aside>
      <Page
        title={t('as.title', { name, className: view.name })}
        actions={
          <Link href={`/classes/${id}/gradebook`} className="btn">
            {t('as.gradebook')}
          </Link>
        }
      >
        <LearnerAssignments
          classroomId={id}
          timeZone={view.timeZone}
          archived={view.archived}
          assignments={view.assignments.map((assignment) => ({
            ...assignment,
            title: titles.get(assignment.slug) ?? assignment.slug,
          }))}
          readOnly
        />
      </Page>
    </>
  )
}
