'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { invitationApi } from '@/contracts/people.ts'
import { orderByName } from '@/course/classes/name-order.ts'

import { CopyButton } from '../ui/copy-button.tsx'
import { FormMessage } from '../form/field.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { useChange } from '../form/use-change.ts'

export interface ListedInvitation {
  id: string
  name: string
  email: string
  role: 'learner' | 'assistant' | 'instructor'
  studentId: string | null
  /** The whole address that takes the person in; null for who may not hand it out. */
  link: string | null
  /** `waiting` for its letter to go out; ISO 8601: when the last one did; null: none was asked for. */
  mailed: string | null
}

interface Props {
  classroomId: string
  invitations: ListedInvitation[]
  /** Of who may hand them out: all links as two texts, and whether the site can mail them. */
  all: { list: string; csv: string; mails: boolean } | null
}

/** Who is on the roster and has not come yet. */
export function InvitationList({ classroomId, invitations, all }: Props) {
  const t = useTranslations('people.invitations')
  const common = useTranslations('common')
  const classes = useTranslations('classes')
  const { pending, failure, change } = useChange()
  const byName = orderByName(useLocale())
  return (
    <>
      <p className="mb-3 max-w-2xl text-soft">{t('text')}</p>
      {all === null ? null : <HandOut classroomId={classroomId} {...all} />}
      <ul className="card divide-y divide-hair">
        {invitations.toSorted(byName).map(({ id, name, email, role, studentId, link, mailed }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-5 py-2.5">
            <div className="min-w-0 flex-1 basis-52">
              <p className="truncate">{name === '' ? email : name}</p>
              <p className="text-sm break-words text-soft">
                {[name === '' ? null : email, classes(`role.${role}`), studentId]
                  .filter((part) => part !== null)
                  .join(' · ')}
                {mailed === 'waiting' ? ` · ${t('mailWaiting')}` : null}
                {mailed === null || mailed === 'waiting' ? null : (
                  <>
                    {` · ${t('mailedAt')} `}
                    <LocalTime at={mailed} />
                  </>
                )}
              </p>
            </div>
            {link === null ? null : (
              <>
                <CopyButton
                  text={link}
                  labels={{ copy: t('copyLink'), copied: common('copied'), of: name === '' ? email : name }}
                />
                <button
                  type="button"
                  className="btn btn-quiet"
                  disabled={pending}
                  aria-label={t('withdrawNamed', { email })}
                  onClick={() => void change(invitationApi.withdraw, { params: { id: classroomId, invitation: id } })}
                >
                  {t('withdraw')}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      <FormMessage text={failure} />
    </>
  )
}

/** All invitations at once: as texts to be passed on, or by mail. */
function HandOut({
  classroomId,
  list,
  csv,
  mails,
}: {
  classroomId: string
  list: string
  csv: string
  mails: boolean
}) {
  const t = useTranslations('people.invitations')
  const common = useTranslations('common')
  const { pending, failure, change } = useChange()
  const [count, setCount] = useState<number | null>(null)
  const mail = async () => {
    setCount(null)
    const result = await change(invitationApi.mail, { params: { id: classroomId } })
    if (result.ok) setCount(result.value.count)
  }
  return (
    <div className="mb-3 space-y-2">
      <div className="flex flex-wrap items-center gap-3">
        <CopyButton text={list} labels={{ copy: t('copyList'), copied: common('copied'), of: t('all') }} />
        <CopyButton text={csv} labels={{ copy: t('copyCsv'), copied: common('copied'), of: t('all') }} />
        {mails ? (
          <>
            <button type="button" className="btn" disabled={pending} onClick={() => void mail()}>
              {pending ? t('mailing') : t('mail')}
            </button>
            <span className="text-sm text-soft">{t('mailHint')}</span>
          </>
        ) : null}
      </div>
      <FormMessage text={failure} />
      <FormMessage text={count === null ? null : t('mailAsked', { count })} tone="good" />
    </div>
  )
}
