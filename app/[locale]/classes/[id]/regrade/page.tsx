import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { exerciseTitles } from '@/app/exercise-titles.ts'
import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { StartRegrade } from '@/components/regrades/start-regrade.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { LocalTime } from '@/components/ui/local-time.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getCourseMap } from '@/server/course/course-map.ts'
import { getRegrades } from '@/server/regrades/regrades.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/regrade'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('regrade')
  return { title: t('title') }
}

export default async function RegradePage({ params }: Props) {
  const { id } = await params
  const actor = await requireReader(`/classes/${id}/regrade`)
  const { outdated, regrades } = await orNotFound(getRegrades(getContext(), actor, id))
  const [t, locale, map] = await Promise.all([
    getTranslations('regrade'),
    getLocale(),
    getCourseMap(getContext(), null),
  ])
  const titles = new Map(exerciseTitles(map, locale).map(({ slug, title }) => [slug, title]))
  const titled = <T extends { slug: string }>(one: T) => ({ ...one, title: titles.get(one.slug) ?? one.slug })
  return (
    <Page wide title={t('title')} lead={t('lead')}>
      <ClientMessages namespaces={['regrade']}>
        {outdated.length === 0 ? (
          <EmptyState text={t('upToDate')} />
        ) : (
          <StartRegrade classroomId={id} outdated={outdated.map(titled)} />
        )}
      </ClientMessages>
      {regrades.length > 0 ? (
        <section aria-labelledby="earlier" className="mt-12">
          <h2 id="earlier" className="mb-3 text-lg">
            {t('earlier')}
          </h2>
          <ul className="card divide-y divide-hair">
            {regrades.map(titled).map(({ id: regradeId, title, reason, createdAt, standing, items, graded }) => (
              <li key={regradeId} className="flex flex-wrap items-baseline gap-x-4 gap-y-1 px-5 py-3">
                <span className="min-w-0 flex-1 basis-60">
                  <Link href={`/classes/${id}/regrade/${regradeId}`}>{title}</Link>
                  <span className="block text-sm text-soft">{reason}</span>
                </span>
                <span className="text-sm text-soft">
                  {t(`standing.${standing}`, { graded, items })} · <LocalTime at={createdAt} />
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Page>
  )
}
