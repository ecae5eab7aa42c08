import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { NewPasswordForm } from '@/components/sign-in/reset-forms.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('identity.reset')
  // The address itself is a secret: it must not travel to where a link on the page leads.
  return { title: t('title'), robots: 'noindex', referrer: 'no-referrer' }
}

export default async function NewPasswordPage({ params }: PageProps<'/[locale]/reset/[token]'>) {
  const [{ token }, t] = await Promise.all([params, getTranslations('identity.reset')])
  return (
    <NarrowPage title={t('title')} lead={t('newLead')}>
      <ClientMessages namespaces={['account', 'identity']}>
        <NewPasswordForm token={token} />
      </ClientMessages>
    </NarrowPage>
  )
}
