'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useId, useState } from 'react'

import type { EditedAssignment } from './assignment-settings.ts'
import { ExtensionForm } from './extension-form.tsx'

interface Props {
  assignment: EditedAssignment
  learners: Array<{ id: string; name: string }>
  timeZone: string
}

/** Chooses a learner, then gives them an extension or changes the one that they have. */
export function ExtendLearner({ assignment, learners, timeZone }: Props) {
  const t = useTranslations('extension')
  const id = useId()
  const router = useRouter()
  const [chosen, setChosen] = useState<string | null>(null)
  // Whoever was chosen may have left the class.
  const learner = learners.find((one) => one.id === chosen) ?? learners[0]
  if (learner === undefined) return <p className="text-sm text-soft">{t('nobody')}</p>
  const extension = assignment.extensions.find(({ userId }) => userId === learner.id)
  return (
    <div className="space-y-3">
      <div>
        <label htmlFor={`${id}-learner`} className="mb-1 block text-sm font-medium">
          {t('learner')}
        </label>
        <select
          id={`${id}-learner`}
          className="field max-w-md"
          value={learner.id}
          onChange={(event) => setChosen(event.target.value)}
        >
          {learners.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </select>
      </div>
      <ExtensionForm
        key={learner.id}
        assignment={{ id: assignment.id, dueAt: instantOf(assignment.dueAt), closesAt: instantOf(assignment.closesAt) }}
        learnerId={learner.id}
        extension={
          extension === undefined
            ? null
            : {
                dueAt: instantOf(extension.dueAt),
                closesAt: instantOf(extension.closesAt),
                extraAttempts: extension.extraAttempts,
                reason: extension.reason,
              }
        }
        timeZone={timeZone}
        onChanged={() => router.refresh()}
      />
    </div>
  )
}

/** @param time ISO 8601 */
function instantOf(time: string | null): number | null {
  return time === null ? null : Date.parse(time)
}
