import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'

import { ResetRequestForm } from '@/components/sign-in/reset-forms.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { getWaysIn } from '@/server/accounts/own-settings.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('identity.reset')
  return { title: t('title') }
}

/** Where the site sends no mail there is no such page. */
export default async function ResetPage() {
  if (!getWaysIn(getContext()).reset) notFound()
  const t = await getTranslations('identity.reset')
  return (
    <NarrowPage title={t('title')} lead={t('lead')}>
      <ClientMessages namespaces={['account', 'identity']}>
        <ResetRequestForm />
      </ClientMessages>
    </NarrowPage>
  )
}
