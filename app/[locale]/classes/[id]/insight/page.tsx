import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { ExerciseInsightCard } from '@/components/insight/exercise-insight.tsx'
import { InsightOverview } from '@/components/insight/insight-overview.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Prose } from '@/components/prose/prose.tsx'
import { getClassroomHead } from '@/server/classes/classrooms.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { findMisconceptions } from '@/server/course/exercises.ts'
import { getInsight } from '@/server/insight/insight.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/insight'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('insight')
  return { title: t('title') }
}

export default async function InsightPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/insight`)
  const { learners, exercises } = await orNotFound(getInsight(getContext(), actor, id))
  const [t, locale, classroom, map] = await Promise.all([
    getTranslations('insight'),
    getLocale(),
    orNotFound(getClassroomHead(getContext(), actor, id)),
    getCourseMap(getContext(), null),
  ])
  const titles = new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))
  const shown = await Promise.all(
    exercises.map(async ({ misconceptions, ...exercise }) => {
      const claims = misconceptions.length === 0 ? {} : await findMisconceptions(getContext(), exercise.slug, locale)
      return {
        exercise: { ...exercise, title: titles.get(exercise.slug) ?? exercise.slug },
        misconceptions: misconceptions.map((found) => ({
          ...found,
          // One that the exercise no longer knows keeps its name.
          claim: <Prose markdown={claims[found.id] ?? found.id} inline />,
        })),
      }
    }),
  )

  return (
    <Page wide title={`${classroom.name} · ${t('title')}`} lead={t('lead')}>
      {exercises.length === 0 || learners === 0 ? (
        <EmptyState text={exercises.length === 0 ? t('noAssignments') : t('noLearners')} />
      ) : (
        <>
          <InsightOverview classroomId={id} exercises={shown.map(({ exercise }) => exercise)} />
          <div className="space-y-5">
            {shown
              .filter(({ exercise }) => exercise.insight.tried > 0)
              .map(({ exercise, misconceptions }) => (
                <ExerciseInsightCard
                  key={exercise.assignmentId}
                  classroomId={id}
                  exercise={exercise}
                  misconceptions={misconceptions}
                />
              ))}
          </div>
        </>
      )}
    </Page>
  )
}
