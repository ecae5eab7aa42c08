'use client'

import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import { classApi } from '@/contracts/classes.ts'

import { Field, FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useChange } from '../form/use-change.ts'
import { TimeZoneSelect } from './time-zone-select.tsx'

interface Props {
  id: string
  name: string
  timeZone: string
  keepsGrades: boolean
  archived: boolean
}

/** What an instructor settles for the class as a whole. */
export function ClassSettings(props: Props) {
  const t = useTranslations('classes.settings')
  return (
    <div className="space-y-12">
      {props.archived ? null : <General {...props} />}
      <Section title={t('copyTitle')} text={t('copyText')}>
        <Copy {...props} />
      </Section>
      <Section title={t('archiveTitle')} text={t(props.archived ? 'reopenText' : 'archiveText')}>
        <Archive {...props} />
      </Section>
      <Section title={t('deleteTitle')} text={t('deleteText')}>
        <Deletion {...props} />
      </Section>
    </div>
  )
}

function Section({ title, text, children }: { title: string; text: string; children: React.ReactNode }) {
  return (
    <section className="max-w-2xl">
      <h2 className="text-lg">{title}</h2>
      <p className="mt-1 mb-4 text-soft">{text}</p>
      {children}
    </section>
  )
}

function General({ id, name, timeZone, keepsGrades }: Props) {
  const t = useTranslations('classes')
  const [saved, setSaved] = useState(false)
  const { pending, failure, failed, change } = useChange()
  const save = async (form: FormData) => {
    const body = {
      name: textField(form, 'name'),
      timeZone: textField(form, 'timeZone'),
      keepsGrades: form.get('keepsGrades') !== null,
    }
    setSaved((await change(classApi.change, { params: { id }, body })).ok)
  }
  return (
    <Form
      failed={failed}
      className="max-w-2xl space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void save(new FormData(event.currentTarget))
      }}
    >
      <Field label={t('name')} name="name" required maxLength={120} defaultValue={name} />
      <TimeZoneSelect label={t('timeZone')} chosen={timeZone} />
      <label className="flex items-baseline gap-2">
        <input type="checkbox" name="keepsGrades" className="accent-accent" defaultChecked={keepsGrades} />
        <span>
          {t('settings.keepsGrades')}
          <span className="block text-sm text-soft">{t('settings.keepsGradesHint')}</span>
        </span>
      </label>
      <button type="submit" className="btn btn-primary" disabled={pending}>
        {t('settings.save')}
      </button>
      <FormMessage text={failure} />
      <FormMessage text={saved ? t('settings.saved') : null} tone="good" />
    </Form>
  )
}

function Copy({ id, name }: Props) {
  const t = useTranslations('classes')
  const locale = useLocale()
  const { pending, failure, failed, change } = useChange()
  const copy = async (form: FormData) => {
    const result = await change(classApi.copy, { params: { id }, body: { name: textField(form, 'name') } })
    if (result.ok) window.location.assign(`/${locale}/classes/${result.value.id}`)
  }
  return (
    <Form
      failed={failed}
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void copy(new FormData(event.currentTarget))
      }}
    >
      <Field
        label={t('settings.copyName')}
        id="field-copyName"
        name="name"
        required
        maxLength={120}
        defaultValue={t('settings.copyOf', { name })}
      />
      <button type="submit" className="btn" disabled={pending}>
        {t('settings.copy')}
      </button>
      <FormMessage text={failure} />
    </Form>
  )
}

function Archive({ id, archived }: Props) {
  const t = useTranslations('classes.settings')
  const { pending, failure, change } = useChange()
  return (
    <>
      <button
        type="button"
        className="btn"
        disabled={pending}
        onClick={() => void change(classApi.change, { params: { id }, body: { archived: !archived } })}
      >
        {t(archived ? 'reopen' : 'archive')}
      </button>
      <FormMessage text={failure} />
    </>
  )
}

function Deletion({ id, name }: Props) {
  const t = useTranslations('classes.settings')
  const locale = useLocale()
  const [typed, setTyped] = useState('')
  const { pending, failure, failed, change } = useChange()
  const remove = async () => {
    const result = await change(classApi.remove, { params: { id }, body: { name: typed } })
    if (result.ok) window.location.assign(`/${locale}/classes`)
  }
  return (
    <Form
      failed={failed}
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault()
        void remove()
      }}
    >
      <Field
        label={t('deleteName', { name })}
        id="field-deleteName"
        name="name"
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="btn text-bad" disabled={pending || typed.trim() !== name}>
        {t('delete')}
      </button>
      <FormMessage text={failure} />
    </Form>
  )
}
