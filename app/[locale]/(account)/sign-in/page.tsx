import type { Metadata } from 'next'
import { getLocale, getTranslations } from 'next-intl/server'

import { parseNextPath } from '@/app/next-path.ts'
import { SignInForm } from '@/components/account/sign-in-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link, redirect } from '@/i18n/navigation.ts'
import { getActor } from '@/server/sessions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('signInTitle') }
}

export default async function SignInPage({ searchParams }: PageProps<'/[locale]/sign-in'>) {
  const [t, locale, actor, { next }] = await Promise.all([
    getTranslations('account'),
    getLocale(),
    getActor(),
    searchParams,
  ])
  const path = parseNextPath(next)
  if (actor) redirect({ href: path, locale })
  return (
    <NarrowPage title={t('signInTitle')} lead={next === undefined ? undefined : t('continueReason')}>
      <ClientMessages namespaces={['account']}>
        <SignInForm next={`/${locale}${path}`} />
      </ClientMessages>
      <p className="mt-6 text-sm text-soft">
        {t.rich('noAccount', {
          link: (text) => <Link href={`/sign-up?next=${encodeURIComponent(path)}`}>{text}</Link>,
        })}
      </p>
    </NarrowPage>
  )
}
