import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { renderEntries } from '@/app/render-entries.tsx'
import { DecideRegrade } from '@/components/regrades/decide-regrade.tsx'
import { RegradeTable } from '@/components/regrades/regrade-table.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { RefreshEvery } from '@/components/live/refresh-every.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getWorkbench } from '@/server/course/exercises.ts'
import { getRegrade } from '@/server/regrades/regrades.ts'
import { getContext } from '@/server/process/context.ts'

type Props = PageProps<'/[locale]/classes/[id]/regrade/[regrade]'>

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('regrade')
  return { title: t('title') }
}

export default async function RegradePreviewPage({ params }: Props) {
  const { id, regrade: regradeId } = await params
  const actor = await requireReader(`/classes/${id}/regrade/${regradeId}`)
  const regrade = await orNotFound(getRegrade(getContext(), actor, id, regradeId))
  const [t, locale] = await Promise.all([getTranslations('regrade'), getLocale()])
  const { prose } = await orNotFound(getWorkbench(getContext(), null, regrade.slug, locale))
  const { standing, items, graded, learners, reason, superseded, fingerprint } = regrade
  const decided = standing === 'committed'
  const affected = learners.filter(({ from, to, lowest }) => from !== to || from !== lowest)
  const changing = learners.filter(({ direction }) => direction !== 'stays').length
  const falling = learners.filter(({ direction }) => direction === 'falls').length
  const unchanged = learners.length - changing
  const claims = Object.fromEntries(
    Object.entries(renderEntries(prose.checks)).map(([check, { claim }]) => [check, claim]),
  )
  return (
    <Page
      wide
      title={prose.title}
      lead={`${t('title')} · ${reason}`}
      actions={
        <Link href={`/classes/${id}/regrade`} className="btn">
          {t('back')}
        </Link>
      }
    >
      {standing === 'grading' ? (
        <div className="card mb-8 px-5 py-4">
          <p>{t('grading', { graded, items })}</p>
          <progress className="mt-2 w-full accent-accent" value={graded} max={items} aria-label={t('progress')} />
          <p className="mt-1 text-sm text-soft">{t('gradingHint')}</p>
          <RefreshEvery seconds={2} />
        </div>
      ) : null}
      {standing === 'discarded' || (decided && learners.length === 0) ? (
        <EmptyState text={t(`over.${standing}`)} />
      ) : (
        <div className="space-y-6">
          {decided ? <p>{t('over.committed')}</p> : null}
          <p className="text-soft">
            {decided ? t('summaryThen', { changed: changing, unchanged }) : t('summary', { changing, unchanged })}
          </p>
          {affected.length > 0 ? (
            <RegradeTable
              learners={affected}
              claims={claims}
              label={t(decided ? 'changesThen' : 'changes')}
              decided={decided}
            />
          ) : null}
          {standing === 'ready' || superseded ? (
            <ClientMessages namespaces={['regrade']}>
              <DecideRegrade
                classroomId={id}
                regradeId={regradeId}
                falling={falling}
                fingerprint={fingerprint}
                superseded={superseded}
              />
            </ClientMessages>
          ) : null}
        </div>
      )}
    </Page>
  )
}
