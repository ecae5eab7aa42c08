'use client'

import { useTranslations } from 'next-intl'
import { useId, useState } from 'react'

import { countings, latePolicies, solutionOpenings } from '@/contracts/assignments.ts'
import type { AssignmentSettings } from '@/contracts/assignments.ts'

import { useFieldMarks } from '../form/form.tsx'
import { WallTimeInput } from '../form/wall-time-input.tsx'
import { asWallTime } from './assignment-settings.ts'

/** The fields of an assignment's settings, in the time zone of the class. */
export function AssignmentFields(props: {
  timeZone: string
  /** Null for new assignments. */
  settings: AssignmentSettings | null
}) {
  const { timeZone, settings } = props
  const t = useTranslations('assignments')
  const [latePolicy, setLatePolicy] = useState(settings?.latePolicy ?? 'none')
  return (
    <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {(['opensAt', 'dueAt', 'closesAt'] as const).map((name) => (
        <Labelled key={name} name={name} label={t(`fields.${name}`)} hint={t(`hints.${name}`)}>
          {(id, marks) => (
            <WallTimeInput
              id={id}
              {...marks}
              name={name}
              timeZone={timeZone}
              defaultValue={asWallTime(settings?.[name] ?? null, timeZone)}
            />
          )}
        </Labelled>
      ))}
      <Labelled name="latePolicy" label={t('fields.latePolicy')} hint={t(`late.${latePolicy}Hint`)}>
        {(id, marks) => (
          <select
            id={id}
            {...marks}
            name="latePolicy"
            className="field"
            value={latePolicy}
            onChange={(event) => setLatePolicy(latePolicies.find((one) => one === event.target.value) ?? 'none')}
          >
            {latePolicies.map((policy) => (
              <option key={policy} value={policy}>
                {t(`late.${policy}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {latePolicy === 'daily' ? (
        <Labelled name="latePercent" label={t('fields.latePercent')}>
          {(id, marks) => (
            <input
              id={id}
              {...marks}
              type="number"
              name="latePercent"
              min={0}
              max={100}
              required
              className="field"
              defaultValue={settings === null || settings.latePercent === 0 ? 10 : settings.latePercent}
            />
          )}
        </Labelled>
      ) : null}
      <Labelled name="attemptLimit" label={t('fields.attemptLimit')} hint={t('hints.attemptLimit')}>
        {(id, marks) => (
          <input
            id={id}
            {...marks}
            type="number"
            name="attemptLimit"
            min={1}
            max={1000}
            className="field"
            placeholder={t('unlimited')}
            defaultValue={settings?.attemptLimit ?? ''}
          />
        )}
      </Labelled>
      <Labelled name="counting" label={t('fields.counting')}>
        {(id, marks) => (
          <select id={id} {...marks} name="counting" className="field" defaultValue={settings?.counting ?? 'best'}>
            {countings.map((counting) => (
              <option key={counting} value={counting}>
                {t(`counting.${counting}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled name="solutionOpens" label={t('fields.solutionOpens')}>
        {(id, marks) => (
          <select
            id={id}
            {...marks}
            name="solutionOpens"
            className="field"
            defaultValue={settings?.solutionOpens ?? 'passed'}
          >
            {solutionOpenings.map((opening) => (
              <option key={opening} value={opening}>
                {t(`solution.${opening}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled name="points" label={t('fields.points')} hint={settings === null ? t('hints.points') : undefined}>
        {(id, marks) => (
          <input
            id={id}
            {...marks}
            type="number"
            name="points"
            min={0}
            max={1000}
            required={settings !== null}
            className="field"
            defaultValue={settings?.points ?? ''}
          />
        )}
      </Labelled>
    </div>
  )
}

function Labelled(props: {
  name: string
  label: string
  hint?: string | undefined
  children: (id: string, marks: ReturnType<typeof useFieldMarks>) => React.ReactNode
}) {
  const id = useId()
  const hintId = props.hint === undefined ? undefined : `${id}-hint`
  const marks = useFieldMarks(props.name, hintId)
  return (
    <div>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {props.label}
      </label>
      {props.children(id, marks)}
      {props.hint === undefined ? null : (
        <p id={hintId} className="mt-1 text-sm text-soft">
          {props.hint}
        </p>
      )}
    </div>
  )
}
