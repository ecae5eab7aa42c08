'use client'

import { enrolmentRoles } from '@/course/accounts/access.ts'
import type { EnrolmentRole } from '@/course/accounts/access.ts'
import { useLocale, useTranslations } from 'next-intl'
import { useState } from 'react'

import type { ParamsOf } from '@/contracts/contract.ts'
import { peopleApi } from '@/contracts/people.ts'
import { orderByName } from '@/course/classes/name-order.ts'
import { otherNameOf } from '@/course/classes/roster-name.ts'
import { studentIdLimit } from '@/course/accounts/student-id.ts'

import { FormMessage } from '../form/field.tsx'
import { Form, useFieldMarks } from '../form/form.tsx'
import { LocalTime } from '../ui/local-time.tsx'
import { useChange } from '../form/use-change.ts'
import type { Change } from '../form/use-change.ts'

export interface Person {
  id: string
  name: string
  email: string
  emailVerified: boolean
  role: EnrolmentRole
  studentId: string | null
  /** The class's name for them, where a roster gave one. */
  rosterName: string | null
  removed: boolean
  /** ISO 8601. */
  joinedAt: string
}

const order = { instructor: 0, assistant: 1, learner: 2 }

interface Props {
  classroomId: string
  people: Person[]
  /** Of the reader. */
  ownId: string
  mayChange: boolean
}

/** Everybody in the class; who was removed stands in a list of their own, with the way back. */
export function PeopleTable({ classroomId, people, ownId, mayChange }: Props) {
  const t = useTranslations('people')
  const [wanted, setWanted] = useState('')
  const change = useChange()
  const byName = orderByName(useLocale())
  /** Whose row the last change was about. */
  const [asked, setAsked] = useState<string | null>(null)
  const text = wanted.trim().toLowerCase()
  const found = people.filter(({ name, rosterName, email, studentId }) =>
    [name, rosterName ?? '', email, studentId ?? ''].some((field) => field.toLowerCase().includes(text)),
  )
  const present = found
    .filter(({ removed }) => !removed)
    .toSorted((a, b) => order[a.role] - order[b.role] || byName(a, b))
  const removed = found.filter((person) => person.removed).toSorted(byName)
  return (
    <>
      {people.length > 8 ? (
        <label className="mb-3 block max-w-sm">
          <span className="sr-only">{t('find')}</span>
          <input
            type="search"
            className="field"
            placeholder={t('find')}
            value={wanted}
            onChange={(event) => setWanted(event.target.value)}
          />
        </label>
      ) : null}
      {asked === null ? <FormMessage text={change.failure} /> : null}
      {present.length === 0 ? (
        <p className="text-soft">{t('nobodyFound')}</p>
      ) : (
        <ul className="card divide-y divide-hair" aria-label={t('title')}>
          {present.map((person) => (
            <PersonRow
              key={person.id}
              person={person}
              own={person.id === ownId}
              mayChange={mayChange}
              params={{ id: classroomId, userId: person.id }}
              change={change}
              isAsked={asked === person.id}
              onAsk={setAsked}
            />
          ))}
        </ul>
      )}
      {removed.length > 0 ? (
        <details className="mt-5">
          <summary className="text-sm text-soft">{t('removed', { count: removed.length })}</summary>
          <ul className="card mt-2 divide-y divide-hair">
            {removed.map(({ id, name, rosterName, email }) => (
              <li key={id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-2.5">
                <span className="min-w-0 flex-1">
                  {name}{' '}
                  <span className="text-sm text-soft">
                    <OnRoster name={name} rosterName={rosterName} />
                    {email}
                  </span>
                </span>
                {mayChange ? (
                  <button
                    type="button"
                    className="btn"
                    disabled={change.pending}
                    aria-label={t('restoreNamed', { name })}
                    onClick={() => {
                      setAsked(null)
                      void change.change(peopleApi.change, {
                        params: { id: classroomId, userId: id },
                        body: { removed: false },
                      })
                    }}
                  >
                    {t('restore')}
                  </button>
                ) : null}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </>
  )
}

interface RowProps {
  person: Person
  own: boolean
  mayChange: boolean
  params: ParamsOf<typeof peopleApi.change>
  change: Change
  /** Whether the last change was about this row. */
  isAsked: boolean
  onAsk: (personId: string) => void
}

function PersonRow({ person, own, mayChange, params, change, isAsked, onAsk }: RowProps) {
  const t = useTranslations('people')
  const classes = useTranslations('classes')
  const { name, rosterName, email, role, studentId, emailVerified, joinedAt } = person
  const ask = (body: object) => {
    onAsk(person.id)
    void change.change(peopleApi.change, { params, body })
  }
  return (
    <li className="grid items-center gap-x-4 gap-y-1.5 px-5 py-3 sm:grid-cols-[minmax(0,1fr)_7rem_9rem_auto]">
      <div className="min-w-0">
        <p className="truncate">
          {name} {own ? <span className="text-sm text-soft">{t('you')}</span> : null}
        </p>
        <OnRoster name={name} rosterName={rosterName} />
        <p className="text-sm break-words text-soft">
          {email === '' ? '' : `${email} · `}
          {emailVerified ? `${t('verified')} · ` : ''}
          {t('since')} <LocalTime at={joinedAt} />
        </p>
      </div>
      {mayChange ? (
        <Form
          failed={isAsked ? change.failed : []}
          onSubmit={(event) => {
            event.preventDefault()
            // Leaving the field is what saves it.
            event.currentTarget.querySelector('input')?.blur()
          }}
        >
          <StudentIdInput
            key={studentId}
            label={t('studentIdOf', { name })}
            placeholder={t('studentId')}
            studentId={studentId}
            disabled={change.pending}
            onChange={(typed) => ask({ studentId: typed })}
          />
          {isAsked && change.failure !== null ? <FormMessage text={change.failure} /> : null}
        </Form>
      ) : (
        <span className="font-mono text-sm">{studentId}</span>
      )}
      {mayChange ? (
        <select
          aria-label={t('roleOf', { name })}
          className="field text-sm"
          value={role}
          disabled={change.pending}
          onChange={(event) => ask({ role: event.target.value })}
        >
          {enrolmentRoles.map((one) => (
            <option key={one} value={one}>
              {classes(`role.${one}`)}
            </option>
          ))}
        </select>
      ) : (
        <span className="text-sm">{classes(`role.${role}`)}</span>
      )}
      {mayChange && !own ? (
        <button
          type="button"
          className="btn btn-quiet justify-self-start sm:justify-self-end"
          disabled={change.pending}
          aria-label={t('removeNamed', { name })}
          onClick={() => {
            if (window.confirm(t('removeConfirm', { name }))) ask({ removed: true })
          }}
        >
          {t('remove')}
        </button>
      ) : null}
    </li>
  )
}

/** The class's name for a person, where it is another than their own. */
function OnRoster(person: { name: string; rosterName: string | null }) {
  const t = useTranslations('people')
  const otherName = otherNameOf(person)
  return otherName === null ? null : (
    <span className="block truncate text-sm">{t('rosterName', { name: otherName })}</span>
  )
}

interface StudentIdProps {
  label: string
  placeholder: string
  studentId: string | null
  disabled: boolean
  /** @param typed null: none */
  onChange: (typed: string | null) => void
}

/** Within the form of a row, which knows whether it failed. */
function StudentIdInput({ label, placeholder, studentId, disabled, onChange }: StudentIdProps) {
  return (
    <input
      name="studentId"
      aria-label={label}
      {...useFieldMarks('studentId')}
      placeholder={placeholder}
      className="field text-sm"
      maxLength={studentIdLimit}
      defaultValue={studentId ?? ''}
      disabled={disabled}
      onBlur={(event) => {
        const typed = event.target.value.trim()
        if (typed !== (studentId ?? '')) onChange(typed === '' ? null : typed)
      }}
    />
  )
}
