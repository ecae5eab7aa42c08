'use client'

import { useTranslations } from 'next-intl'
import { useRouter } from 'next/navigation'
import { useState } from 'react'

import { regradeApi } from '@/contracts/regrades.ts'

import { FormMessage } from '../form/field.tsx'
import { useChange } from '../form/use-change.ts'

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
  const { pending, failure, change } = useChange()
  const params = { id: classroomId, regrade: regradeId }
  const commit = async () => {
    const result = await change(regradeApi.commit, { params, body: { fallsToo: fallsToo && falling > 0, fingerprint } })
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
          onClick={() => void change(regradeApi.discard, { params })}
        >
          {t('discard')}
        </button>
      </div>
      <FormMessage text={failure} />
    </div>
  )
}
