'use client'

import { useLocale, useTranslations } from 'next-intl'

import { orderByName } from '@/course/name-order.ts'

import { CopyButton } from '../ui/copy-button.tsx'
import { FormMessage } from '../ui/field.tsx'
import { useChange } from '../ui/use-change.ts'

export interface ListedInvitation {
  id: string
  name: string
  email: string
  role: 'learner' | 'assistant' | 'instructor'
  studentId: string | null
  /** The whole address that takes the person in; null for who may not hand it out. */
  link: string | null
}

/** Who is on the roster and has not come yet. */
export function InvitationList({ classroomId, invitations }: { classroomId: string; invitations: ListedInvitation[] }) {
  const t = useTranslations('people.invitations')
  const common = useTranslations('common')
  const classes = useTranslations('classes')
  const { pending, failure, ask } = useChange()
  const byName = orderByName(useLocale())
  return (
    <>
      <p className="mb-3 max-w-2xl text-soft">{t('text')}</p>
      <ul className="card divide-y divide-hair">
        {invitations.toSorted(byName).map(({ id, name, email, role, studentId, link }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-5 py-2.5">
            <div className="min-w-0 flex-1 basis-52">
              <p className="truncate">{name === '' ? email : name}</p>
              <p className="text-sm break-words text-soft">
                {[name === '' ? null : email, classes(`role.${role}`), studentId]
                  .filter((part) => part !== null)
                  .join(' · ')}
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
                  onClick={() => void ask(`/api/classes/${classroomId}/invitations/${id}`, { method: 'DELETE' })}
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
