import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { notFound } from 'next/navigation'

import { SignInFirst } from '@/components/sign-in/sign-in-first.tsx'
import { JoinForm } from '@/components/classes/join-form.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes')
  return { title: t('joinTitle') }
}

/** Opening a link changes nothing: joining is a button. */
export default async function JoinPage({ params }: PageProps<'/[locale]/join/[code]'>) {
  const [{ code }, t, actor] = await Promise.all([params, getTranslations('classes'), getActor(getContext())])
  if (!/^[A-Za-z0-9-]{1,40}$/.test(code)) notFound()
  return (
    <NarrowPage title={t('joinTitle')} lead={t('joinConfirm', { code: code })}>
      {actor ? (
        <ClientMessages namespaces={['classes']}>
          <p className="mb-5">{t('joinSeen')}</p>
          <JoinForm code={code} />
        </ClientMessages>
      ) : (
        <SignInFirst text={t('joinSignedOut')} next={`/join/${code}`} />
      )}
    </NarrowPage>
  )
}
