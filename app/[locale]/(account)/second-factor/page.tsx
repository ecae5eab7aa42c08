import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { parseNextPath } from '@/app/next-path.ts'
import { requireHolderOfPage } from '@/app/page-errors.ts'
import { SecondFactor } from '@/components/sign-in/second-factor.tsx'
import { SignOutButton } from '@/components/sign-in/sign-out-button.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { getSecondFactorStanding } from '@/server/sign-in/second-factor.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('security.factor')
  return { title: t('term') }
}

/** Where the site sends who must have a second factor and has none; nothing else is open to them. */
export default async function SecondFactorPage({ searchParams }: PageProps<'/[locale]/second-factor'>) {
  const { actor, mustSetUp } = await requireHolderOfPage('/second-factor')
  const [t, locale, { next }, standing] = await Promise.all([
    getTranslations('security.factor'),
    getLocale(),
    searchParams,
    getSecondFactorStanding(getContext(), actor),
  ])
  return (
    <NarrowPage title={t('term')} lead={mustSetUp ? t('needed') : undefined}>
      <ClientMessages namespaces={['security']}>
        <SecondFactor standing={standing} next={mustSetUp ? `/${locale}${parseNextPath(next)}` : null} />
        {mustSetUp ? <SignOutButton text={t('signOut')} /> : null}
      </ClientMessages>
    </NarrowPage>
  )
}
