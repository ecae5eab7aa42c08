import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OneTimeLinkButton } from '@/components/sign-in/one-time-link-button.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('identity.confirm')
  // The address itself is a secret: it must not travel to where a link on the page leads.
  return { title: t('title'), robots: 'noindex', referrer: 'no-referrer' }
}

export default async function ConfirmPage({ params }: PageProps<'/[locale]/confirm/[token]'>) {
  const [{ token }, t, common, actor] = await Promise.all([
    params,
    getTranslations('identity.confirm'),
    getTranslations('common'),
    getActor(getContext()),
  ])
  if (actor === null)
    return (
      <NarrowPage title={t('title')} lead={t('signedOut')}>
        <Link href={`/sign-in?next=${encodeURIComponent(`/confirm/${token}`)}`} className="btn btn-primary">
          {common('signIn')}
        </Link>
      </NarrowPage>
    )
  return (
    <NarrowPage title={t('title')} lead={t('lead', { email: actor.email, name: actor.displayName })}>
      <OneTimeLinkButton
        purpose="confirm"
        token={token}
        words={{
          press: t('confirm'),
          pressing: t('confirming'),
          done: t('done'),
          next: t('toSettings'),
          spent: t('spent'),
        }}
        next="/me#settings"
      />
    </NarrowPage>
  )
}
