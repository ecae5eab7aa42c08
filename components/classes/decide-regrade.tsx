'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { FormMessage } from '../ui/field.tsx'
import { useChange } from '../ui/use-change.ts'

interface Props {
  classroomId: string
  regradeId: string
  /** How many learners would have fewer points. */
  falling: number
  /** Names what was shown. */
  fingerprint: string
  /** The exercise has changed since: it can only be discarded. */
  superseded: boolean
}

/** Nothing falls by accident: lowering scores is a box of its own to tick. */
export function DecideRegrade({ classroomId, regradeId, falling, fingerprint, superseded }: Props) {
  const t = useTranslations('regrade')
  const [fallsToo, setFallsToo] = useState(false)
  const router = useRouter()
  const { pending, failure, ask } = useChange()
  const path = `/api/classes/${classroomId}/regrades/${regradeId}`
  const commit = async () => {
    const result = await ask(path, { method: 'POST', body: { fallsToo: fallsToo && falling > 0, fingerprint } })
    // What is true now is shown beside the reason for the refusal.
    if (!result.ok) router.refresh()
  }
  return (
    <div className="card space-y-4 px-5 py-4">
      {superseded ? <p>{t('superseded')}</p> : null}
      {falling > 0 && !superseded ? (
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
        {superseded ? null : (
          <button type="button" className="btn btn-primary" disabled={pending} onClick={() => void commit()}>
            {t('commit')}
          </button>
        )}
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
