import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { parseNextPath } from '@/app/next-path.ts'
import { readRefusal } from '@/app/sign-in-refusal.ts'
import { ProviderButtons } from '@/components/sign-in/provider-buttons.tsx'
import { SignInForm } from '@/components/sign-in/sign-in-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { FormMessage } from '@/components/form/field.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link, redirect } from '@/i18n/navigation.ts'
import { getWaysIn } from '@/server/accounts/own-settings.ts'
import { isAtSecondStep } from '@/server/sign-in/second-step.ts'
import { getActor, mustSetUpSecondFactor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('signInTitle') }
}

export default async function SignInPage({ searchParams }: PageProps<'/[locale]/sign-in'>) {
  const [t, identity, locale, actor, { next, error }] = await Promise.all([
    getTranslations('account'),
    getTranslations('identity'),
    getLocale(),
    getActor(getContext()),
    searchParams,
  ])
  const path = parseNextPath(next)
  if (actor) redirect({ href: path, locale })
  if (await mustSetUpSecondFactor(getContext()))
    redirect({ href: `/second-factor?next=${encodeURIComponent(path)}`, locale })
  const waysIn = getWaysIn(getContext())
  const refusal = readRefusal(error)
  return (
    <NarrowPage title={t('signInTitle')} lead={next === undefined ? undefined : t('continueReason')}>
      <ClientMessages namespaces={['account', 'identity', 'security']}>
        {refusal === null ? null : (
          <div className="mb-6">
            <FormMessage text={identity(`refused.${refusal}`)} />
          </div>
        )}
        <ProviderButtons providers={waysIn.providers} next={`/${locale}${path}`} />
        <SignInForm next={`/${locale}${path}`} atSecondStep={await isAtSecondStep(getContext())} />
      </ClientMessages>
      <p className="mt-4 text-sm">
        {waysIn.reset ? <Link href="/reset">{identity('forgot')}</Link> : identity('forgotWithoutMail')}
      </p>
      <p className="mt-6 text-sm text-soft">
        {t.rich('noAccount', {
          link: (text) => <Link href={`/sign-up?next=${encodeURIComponent(path)}`}>{text}</Link>,
        })}
      </p>
    </NarrowPage>
  )
}
