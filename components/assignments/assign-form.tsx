'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { assignmentApi } from '@/contracts/assignments.ts'

import { FormMessage } from '../form/field.tsx'
import { Form } from '../form/form.tsx'
import { textField } from '../form/text-field.ts'
import { useChange } from '../form/use-change.ts'
import { AssignmentFields } from './assignment-fields.tsx'
import { readSettings } from './assignment-settings.ts'

interface Props {
  classroomId: string
  timeZone: string
  /** What is not assigned yet, unit by unit in the course's order. */
  units: Array<{ slug: string; title: string; exercises: Array<{ slug: string; title: string }> }>
}

/** Chooses exercises, or whole units, and gives them all the same settings. */
export function AssignForm({ classroomId, timeZone, units }: Props) {
  const t = useTranslations('assignments')
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const { pending, failure, failed, change } = useChange()
  const toggle = (slugs: string[], on: boolean) => {
    const next = new Set(chosen)
    for (const slug of slugs) {
      if (on) next.add(slug)
      else next.delete(slug)
    }
    setChosen(next)
  }
  const submit = async (form: FormData) => {
    const points = textField(form, 'points')
    const result = await change(assignmentApi.add, {
      params: { id: classroomId },
      body: {
        slugs: [...chosen],
        ...readSettings(form, timeZone),
        ...(points === '' ? {} : { points: Number(points) }),
      },
    })
    if (result.ok) setChosen(new Set())
  }

  if (units.length === 0) return <p className="text-soft">{t('allAssigned')}</p>
  return (
    <Form
      failed={failed}
      className="space-y-6"
      // Not an action: what was typed stays when the server refuses it.
      onSubmit={(event) => {
        event.preventDefault()
        void submit(new FormData(event.currentTarget))
      }}
    >
      <fieldset>
        <legend className="mb-2 text-sm font-medium">{t('choose')}</legend>
        <div className="card divide-y divide-hair">
          {units.map(({ slug, title, exercises }) => (
            <div key={slug} className="px-5 py-3">
              <WholeUnit
                title={title}
                slugs={exercises.map((exercise) => exercise.slug)}
                chosen={chosen}
                toggle={toggle}
              />
              <ul className="mt-1.5 grid gap-x-6 gap-y-1 pl-6 sm:grid-cols-2">
                {exercises.map((exercise) => (
                  <li key={exercise.slug}>
                    <label className="inline-flex items-baseline gap-2 text-sm">
                      <input
                        type="checkbox"
                        className="accent-accent"
                        checked={chosen.has(exercise.slug)}
                        onChange={(event) => toggle([exercise.slug], event.target.checked)}
                      />
                      {exercise.title}
                    </label>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </fieldset>
      <fieldset>
        <legend className="mb-3 text-sm font-medium">{t('settingsFor', { timeZone })}</legend>
        <AssignmentFields timeZone={timeZone} settings={null} />
      </fieldset>
      <button type="submit" className="btn btn-primary" disabled={pending || chosen.size === 0}>
        {pending ? t('adding') : t('add', { count: chosen.size })}
      </button>
      <FormMessage text={failure} />
    </Form>
  )
}

function WholeUnit(props: {
  title: string
  slugs: string[]
  chosen: ReadonlySet<string>
  toggle: (slugs: string[], on: boolean) => void
}) {
  const { title, slugs, chosen, toggle } = props
  const count = slugs.filter((slug) => chosen.has(slug)).length
  return (
    <label className="inline-flex items-baseline gap-2 font-medium">
      <input
        type="checkbox"
        className="accent-accent"
        checked={count === slugs.length}
        ref={(box) => {
          if (box) box.indeterminate = count > 0 && count < slugs.length
        }}
        onChange={(event) => toggle(slugs, event.target.checked)}
      />
      {title}
    </label>
  )
}
