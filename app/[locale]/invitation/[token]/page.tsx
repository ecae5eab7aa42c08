import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'

import { orNotFound } from '@/app/page-errors.ts'
import { AcceptInvitation } from '@/components/classes/accept-invitation.tsx'
import { SignInFirst } from '@/components/sign-in/sign-in-first.tsx'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { NarrowPage } from '@/components/ui/page.tsx'
import { Link } from '@/i18n/navigation.ts'
import { getInvitation } from '@/server/classes/joining.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('classes')
  // The address itself lets somebody in.
  return { title: t('invitationTitle'), robots: 'noindex', referrer: 'no-referrer' }
}

/** Opening a link changes nothing: joining is a button. */
export default async function InvitationPage({ params }: PageProps<'/[locale]/invitation/[token]'>) {
  const token = decodeURIComponent((await params).token)
  const [t, actor] = await Promise.all([getTranslations('classes'), getActor(getContext())])
  const { className, role, alreadyIn } = await orNotFound(getInvitation(getContext(), token, actor))
  if (alreadyIn !== null) {
    return (
      <NarrowPage title={className} lead={t('alreadyIn', { role: t(`role.${alreadyIn.role}`) })}>
        <Link href={`/classes/${alreadyIn.classroomId}`} className="btn btn-primary">
          {t('openClass')}
        </Link>
      </NarrowPage>
    )
  }
  return (
    <NarrowPage title={className} lead={t('invitedAs', { role: t(`role.${role}`) })}>
      {actor ? (
        <ClientMessages namespaces={['classes']}>
          <p className="mb-5">{role === 'learner' ? t('joinSeen') : t('staffSeen')}</p>
          <AcceptInvitation token={token} />
        </ClientMessages>
      ) : (
        <SignInFirst text={t('joinSignedOut')} next={`/invitation/${token}`} />
      )}
    </NarrowPage>
  )
}
