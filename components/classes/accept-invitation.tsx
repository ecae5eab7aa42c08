'use client'

import { useLocale, useTranslations } from 'next-intl'

import { invitationApi } from '@/contracts/people.ts'

import { FormMessage } from '../form/field.tsx'
import { useChange } from '../form/use-change.ts'

export function AcceptInvitation({ token }: { token: string }) {
  const t = useTranslations('classes')
  const locale = useLocale()
  const { pending, failure, change } = useChange()
  const accept = async () => {
    const result = await change(invitationApi.accept, { body: { token } })
    if (result.ok) window.location.assign(`/${locale}/classes/${result.value.id}`)
  }
  return (
    <>
      <button type="button" className="btn btn-primary" disabled={pending} onClick={() => void accept()}>
        {pending ? t('joining') : t('join')}
      </button>
      <FormMessage text={failure} />
    </>
  )
}
