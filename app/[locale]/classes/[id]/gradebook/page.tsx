import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { GradebookLegend } from '@/components/gradebook/gradebook-legend.tsx'
import { GradebookSkeleton } from '@/components/gradebook/gradebook-skeleton.tsx'
import { GradebookTables } from '@/components/gradebook/gradebook-tables.tsx'
import { GradebookView } from '@/components/gradebook/gradebook-view.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getGradebookFrame } from '@/server/gradebook/gradebook.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/gradebook'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('gradebook')
  return { title: t('title') }
}

/** The frame alone: the grades are fetched by the page, so that its heads stand at once. */
export default async function GradebookPage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/gradebook`)
  const [t, locale, frame, map] = await Promise.all([
    getTranslations('gradebook'),
    getLocale(),
    orNotFound(getGradebookFrame(getContext(), actor, id)),
    getCourseMap(getContext(), null),
  ])
  const titles = Object.fromEntries(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))
  const label = `${frame.name} · ${t('title')}`

  return (
    <div className="w-full px-4 pt-6 pb-12 sm:px-6">
      <div className="mx-auto mb-5 flex w-full max-w-6xl flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="text-[1.625rem] leading-tight">{label}</h1>
        <ClientMessages namespaces={['gradebook', 'people']}>
          <GradebookTables classroomId={id} titles={titles} mayImport={frame.mayOverride} />
        </ClientMessages>
      </div>
      <ClientMessages namespaces={['gradebook', 'extension']}>
        <GradebookView
          classroomId={id}
          timeZone={frame.timeZone}
          titles={titles}
          label={label}
          joinCode={frame.joinCode}
          now={frame.now}
          skeleton={<GradebookSkeleton heads={frame.slugs.map((slug) => titles[slug] ?? slug)} label={t('loading')} />}
        />
      </ClientMessages>
      <div className="mx-auto w-full max-w-6xl">
        <GradebookLegend timeZone={frame.timeZone} />
      </div>
    </div>
  )
}
