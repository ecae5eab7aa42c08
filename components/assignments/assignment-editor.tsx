'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { assignmentApi, extensionApi } from '@/contracts/assignments.ts'

import { Link } from '@/i18n/navigation.ts'

import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useChange } from '../form/use-change.ts'
import { AssignmentFields } from './assignment-fields.tsx'
import { readSettings, type EditedAssignment, type ListedExtension } from './assignment-settings.ts'
import { AssignmentSummary } from './assignment-summary.tsx'
import { ExtendLearner } from './extend-learner.tsx'
import { useMoment } from '../ui/local-time.tsx'

interface Props {
  assignment: EditedAssignment
  timeZone: string
  learners: Array<{ id: string; name: string }>
  mayChange: boolean
}

/** One assignment: its settings in words, a form to change them, and who has more time. */
export function AssignmentEditor({ assignment, timeZone, learners, mayChange }: Props) {
  const t = useTranslations('assignments')
  const [open, setOpen] = useState<'settings' | 'extensions' | null>(null)
  const { id, slug, title, extensions } = assignment
  const toggle = (part: 'settings' | 'extensions') => setOpen(open === part ? null : part)
  return (
    <li className="px-5 py-4">
      <div className="flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          <Link href={`/exercises/${slug}`}>{title}</Link>
          <AssignmentSummary settings={assignment} />
        </div>
        <div className="flex flex-wrap gap-2">
          {mayChange ? (
            <button
              type="button"
              className="btn"
              aria-expanded={open === 'settings'}
              aria-label={t('changeNamed', { title })}
              onClick={() => toggle('settings')}
            >
              {t('change')}
            </button>
          ) : null}
          <button
            type="button"
            className="btn"
            aria-expanded={open === 'extensions'}
            aria-label={t('extensionsOf', { title })}
            onClick={() => toggle('extensions')}
          >
            {t('extensions', { count: extensions.length })}
          </button>
        </div>
      </div>
      {open === 'settings' ? (
        <SettingsForm assignment={assignment} timeZone={timeZone} onDone={() => setOpen(null)} />
      ) : null}
      {open === 'extensions' ? (
        <div className="mt-4 space-y-4 border-t border-hair pt-4">
          <Extensions assignmentId={id} extensions={extensions} mayChange={mayChange} />
          {mayChange ? <ExtendLearner assignment={assignment} learners={learners} timeZone={timeZone} /> : null}
        </div>
      ) : null}
    </li>
  )
}

function SettingsForm(props: { assignment: EditedAssignment; timeZone: string; onDone: () => void }) {
  const { assignment, timeZone, onDone } = props
  const t = useTranslations('assignments')
  const { pending, failure, failed, change } = useChange()
  const params = { id: assignment.id }
  const save = async (form: FormData) => {
    const body = { ...readSettings(form, timeZone), points: Number(textField(form, 'points')) }
    if ((await change(assignmentApi.change, { params, body })).ok) onDone()
  }
  return (
    <Form
      failed={failed}
      className="mt-4 space-y-5 border-t border-hair pt-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <AssignmentFields timeZone={timeZone} settings={assignment} />
      <div className="flex flex-wrap gap-3">
        <button type="submit" className="btn btn-primary" disabled={pending}>
          {pending ? t('saving') : t('save')}
        </button>
        <button
          type="button"
          className="btn btn-quiet"
          disabled={pending}
          onClick={() => {
            if (window.confirm(t('removeConfirm', { title: assignment.title }))) {
              void change(assignmentApi.remove, { params })
            }
          }}
        >
          {t('remove')}
        </button>
      </div>
      <p className="text-sm text-soft">{t('recomputed')}</p>
      <FormMessage text={failure} />
    </Form>
  )
}

function Extensions(props: { assignmentId: string; extensions: ListedExtension[]; mayChange: boolean }) {
  const { assignmentId, extensions, mayChange } = props
  const t = useTranslations('assignments')
  const moment = useMoment({ zone: false })
  const { pending, failure, change } = useChange()
  if (extensions.length === 0) return <p className="text-sm text-soft">{t('noExtensions')}</p>
  const when = (time: string) => moment(time)
  return (
    <>
      <ul className="space-y-2">
        {extensions.map(({ userId, name, dueAt, closesAt, extraAttempts, reason }) => (
          <li key={userId} className="flex flex-wrap items-center gap-x-4 gap-y-1 text-sm">
            <span className="min-w-0 flex-1 basis-60">
              {name}
              <span className="block text-soft">
                {[
                  dueAt === null ? null : t('summary.due', { when: when(dueAt) }),
                  closesAt === null ? null : t('summary.closes', { when: when(closesAt) }),
                  extraAttempts === 0 ? null : t('extraAttempts', { count: extraAttempts }),
                  reason === '' ? null : reason,
                ]
                  .filter((part) => part !== null)
                  .join(' · ')}
              </span>
            </span>
            {mayChange ? (
              <button
                type="button"
                className="btn btn-quiet"
                disabled={pending}
                aria-label={t('withdrawNamed', { name })}
                onClick={() => void change(extensionApi.withdraw, { params: { id: assignmentId, userId } })}
              >
                {t('withdraw')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      <FormMessage text={failure} />
    </>
  )
}
