import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { OneTimeLinkButton } from '@/components/sign-in/one-time-link-button.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  // The address itself is a secret: it must not travel to where a link on the page leads.
  return { title: t('claimTitle'), robots: 'noindex', referrer: 'no-referrer' }
}

export default async function ClaimPage({ params }: PageProps<'/[locale]/claim/[token]'>) {
  const [{ token }, t, common, actor] = await Promise.all([
    params,
    getTranslations('account'),
    getTranslations('common'),
    getActor(getContext()),
  ])
  const next = encodeURIComponent(`/claim/${token}`)
  return (
    <NarrowPage title={t('claimTitle')} lead={t('claimLead')}>
      {actor ? (
        <>
          <p className="mb-5">{t('claimSignedIn', { name: actor.displayName })}</p>
          <OneTimeLinkButton
            purpose="claim"
            token={token}
            words={{ press: t('claim'), pressing: t('claiming'), done: t('claimDone'), next: t('claimNext') }}
            next="/classes"
          />
        </>
      ) : (
        <>
          <p className="mb-5">{t('claimSignedOut')}</p>
          <p className="flex gap-3">
            <Link href={`/sign-up?next=${next}`} className="btn btn-primary">
              {common('createAccount')}
            </Link>
            <Link href={`/sign-in?next=${next}`} className="btn">
              {common('signIn')}
            </Link>
          </p>
        </>
      )}
    </NarrowPage>
  )
}
