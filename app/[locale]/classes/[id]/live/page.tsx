import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { LiveBoard } from '@/components/live/live-board.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { Page } from '@/components/ui/page.tsx'
import { getCourseMap } from '@/server/course/course-map.ts'
import { requireWatcher } from '@/server/live/live-class.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/live'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('live')
  return { title: t('title') }
}

export default async function LivePage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/live`)
  const { name } = await orNotFound(requireWatcher(getContext(), actor, id))
  const [t, locale, map] = await Promise.all([getTranslations('live'), getLocale(), getCourseMap(getContext(), null)])
  const titles = Object.fromEntries(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))

  return (
    <Page wide title={`${name} · ${t('title')}`} lead={t('lead')}>
      <ClientMessages namespaces={['live']}>
        <LiveBoard classroomId={id} titles={titles} />
      </ClientMessages>
    </Page>
  )
}
