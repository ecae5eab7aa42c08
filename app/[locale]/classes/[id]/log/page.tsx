import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { ClassLog } from '@/components/classes/class-log.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getClassLog } from '@/server/classes/class-log.ts'
import { getClassroomHead } from '@/server/classes/classrooms.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/log'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('log')
  return { title: t('title') }
}

export default async function ClassLogPage({ params, searchParams }: Props) {
  const [{ id }, { before }] = await Promise.all([params, searchParams])
  const actor = await requireReader(`/classes/${id}/log`)
  const { entries, older } = await orNotFound(
    getClassLog(getContext(), actor, id, typeof before === 'string' ? before : undefined),
  )
  const [t, locale, classroom, map] = await Promise.all([
    getTranslations('log'),
    getLocale(),
    orNotFound(getClassroomHead(getContext(), actor, id)),
    getCourseMap(getContext(), null),
  ])
  const titles = new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))

  return (
    <Page title={`${classroom.name} · ${t('title')}`} lead={t('lead')}>
      {entries.length === 0 ? (
        <EmptyState text={t('empty')} />
      ) : (
        <ClientMessages>
          <ClassLog entries={entries} titles={titles} />
        </ClientMessages>
      )}
      <nav className="mt-4 flex flex-wrap gap-2" aria-label={t('title')}>
        {before === undefined ? null : (
          <Link href={`/classes/${id}/log`} className="btn">
            {t('newest')}
          </Link>
        )}
        {older === null ? null : (
          <Link href={`/classes/${id}/log?before=${older}`} className="btn">
            {t('older')}
          </Link>
        )}
      </nav>
    </Page>
  )
}
