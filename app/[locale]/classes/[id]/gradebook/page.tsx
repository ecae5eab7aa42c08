import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { GradebookTable } from '@/components/classes/gradebook-table.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { RefreshOn } from '@/components/ui/refresh-on.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getClassroom } from '@/server/classrooms.ts'
import { getCourseMap } from '@/server/course-map.ts'
import { getGradebook } from '@/server/gradebook.ts'

type Props = PageProps<'/[locale]/classes/[id]/gradebook'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes')
  return { title: t('gradebook') }
}

export default async function GradebookPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/gradebook`)
  const gradebook = await orNotFound(getGradebook(actor, id))
  const [t, locale, classroom, map] = await Promise.all([
    getTranslations('classes'),
    getLocale(),
    orNotFound(getClassroom(actor, id)),
    getCourseMap(null),
  ])
  const titles = new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))

  return (
    <Page
      wide
      title={`${classroom.name} · ${t('gradebook')}`}
      lead={t('gradebookLead')}
      actions={
        <Link href={`/classes/${id}`} className="btn">
          {t('backToClass')}
        </Link>
      }
    >
      {gradebook.rows.length === 0 ? (
        <EmptyState text={t('noLearners', { code: classroom.joining?.code ?? '' })} />
      ) : gradebook.assignments.length === 0 ? (
        <EmptyState text={t('noCells')} />
      ) : (
        <GradebookTable gradebook={gradebook} titles={titles} label={`${classroom.name} · ${t('gradebook')}`} />
      )}
      <RefreshOn event="class" field="classroomId" id={id} />
    </Page>
  )
}
