import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { requireReader } from '@/app/page-errors.ts'
import { NoticeList } from '@/components/notices/notice-list.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { EmptyState, Page } from '@/components/ui/page.tsx'
import { listOwnNotices } from '@/server/notices/notices.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('notices')
  return { title: t('title') }
}

export default async function NoticesPage() {
  const actor = await requireReader('/notices')
  const [t, locale] = await Promise.all([getTranslations('notices'), getLocale()])
  const notices = await listOwnNotices(getContext(), actor, locale)
  return (
    <Page title={t('title')}>
      {notices.length === 0 ? (
        <EmptyState text={t('empty')} />
      ) : (
        <ClientMessages namespaces={['notices']}>
          <NoticeList notices={notices} />
        </ClientMessages>
      )}
    </Page>
  )
}
