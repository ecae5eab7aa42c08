import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { orNotFound, requireReader } from '@/app/page-errors.ts'
import { BrowserRestarts, Graders } from '@/components/operations/grader-tables.tsx'
import { QueueFigures, VerdictCounts } from '@/components/operations/queue-tables.tsx'
import { StuckSubmissions } from '@/components/operations/stuck-submissions.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { LocalTime } from '@/components/ui/local-time.tsx'
import { Page } from '@/components/ui/page.tsx'
import { RefreshEvery } from '@/components/live/refresh-every.tsx'
import { getOperations } from '@/server/operations/operations.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin')
  return { title: t('title'), robots: 'noindex' }
}

export default async function AdminPage() {
  const actor = await requireReader('/admin')
  const operations = await orNotFound(getOperations(getContext(), actor))
  const t = await getTranslations('admin')
  return (
    <Page
      wide
      title={t('title')}
      lead={
        <>
          {t('lead')} <LocalTime at={operations.at} />
        </>
      }
      actions={
        // Without scripts the page does not follow by itself.
        <a href="" className="btn">
          {t('reload')}
        </a>
      }
    >
      <RefreshEvery seconds={5} />
      <div className="space-y-10">
        <QueueFigures operations={operations} />
        <ClientMessages namespaces={['admin']}>
          <StuckSubmissions stuck={operations.stuck} />
        </ClientMessages>
        <VerdictCounts verdicts={operations.verdicts} />
        <Graders graders={operations.graders} />
        <BrowserRestarts restarts={operations.restarts} />
      </div>
    </Page>
  )
}
