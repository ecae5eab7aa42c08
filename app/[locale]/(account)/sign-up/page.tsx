import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { parseNextPath } from '@/app/next-path.ts'
import { ProviderButtons } from '@/components/sign-in/provider-buttons.tsx'
import { SignUpForm } from '@/components/sign-in/sign-up-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link, redirect } from '@/i18n/navigation.ts'
import { getWaysIn } from '@/server/accounts/own-settings.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('signUpTitle') }
}

export default async function SignUpPage({ searchParams }: PageProps<'/[locale]/sign-up'>) {
  const [t, locale, actor, { next }] = await Promise.all([
    getTranslations('account'),
    getLocale(),
    getActor(getContext()),
    searchParams,
  ])
  const path = parseNextPath(next)
  if (actor) redirect({ href: path, locale })
  const signInHref = `/sign-in?next=${encodeURIComponent(path)}`
  return (
    <NarrowPage title={t('signUpTitle')} lead={t('signUpLead')}>
      <ClientMessages namespaces={['account', 'identity']}>
        <ProviderButtons providers={getWaysIn(getContext()).providers} next={`/${locale}${path}`} />
        <SignUpForm next={`/${locale}${path}`} signInHref={`/${locale}${signInHref}`} />
      </ClientMessages>
      <p className="mt-6 text-sm text-soft">
        {t.rich('haveAccount', { link: (text) => <Link href={signInHref}>{text}</Link> })}
      </p>
    </NarrowPage>
  )
}
