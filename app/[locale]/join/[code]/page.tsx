import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'

import { JoinForm } from '@/components/classes/join-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getActor } from '@/server/sessions.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes')
  return { title: t('joinTitle') }
}

/** Opening a link changes nothing: joining is a button. */
export default async function JoinPage({ params }: PageProps<'/[locale]/join/[code]'>) {
  const [{ code }, t, common, actor] = await Promise.all([
    params,
    getTranslations('classes'),
    getTranslations('common'),
    getActor(),
  ])
  if (!/^[A-Za-z0-9-]{1,40}$/.test(code)) notFound()
  const next = encodeURIComponent(`/join/${code}`)
  return (
    <NarrowPage title={t('joinTitle')} lead={t('joinConfirm', { code: code })}>
      {actor ? (
        <ClientMessages namespaces={['classes']}>
          <p className="mb-5">{t('joinSeen')}</p>
          <JoinForm code={code} />
        </ClientMessages>
      ) : (
        <>
          <p className="mb-5">{t('joinSignedOut')}</p>
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
