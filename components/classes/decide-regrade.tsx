'use client'

import { useTranslations } from 'next-intl'
import { useState } from 'react'

import { FormMessage } from '../ui/field.tsx'
import { useChange } from '../ui/use-change.ts'

interface Props {
  classroomId: string
  regradeId: string
  /** How many learners would have fewer points. */
  falling: number
}

/** Nothing falls by accident: lowering scores is a box of its own to tick. */
export function DecideRegrade({ classroomId, regradeId, falling }: Props) {
  const t = useTranslations('regrade')
  const [fallsToo, setFallsToo] = useState(false)
  const { pending, failure, ask } = useChange()
  const path = `/api/classes/${classroomId}/regrades/${regradeId}`
  return (
    <div className="card space-y-4 px-5 py-4">
      {falling > 0 ? (
        <label className="flex items-baseline gap-2">
          <input
            type="checkbox"
            className="accent-accent"
            checked={fallsToo}
            onChange={(event) => setFallsToo(event.target.checked)}
          />
          <span>
            {t('fallsToo', { count: falling })}
            <span className="block text-sm text-soft">{t('fallsTooHint')}</span>
          </span>
        </label>
      ) : null}
      <div className="flex flex-wrap gap-3">
        <button
          type="button"
          className="btn btn-primary"
          disabled={pending}
          onClick={() => void ask(path, { method: 'POST', body: { fallsToo } })}
        >
          {t('commit')}
        </button>
        <button
          type="button"
          className="btn btn-quiet"
          disabled={pending}
          onClick={() => void ask(path, { method: 'DELETE' })}
        >
          {t('discard')}
        </button>
      </div>
      <FormMessage text={failure} />
    </div>
  )
}
