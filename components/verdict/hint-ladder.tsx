'use client'
/** One hint at a time, from a nudge to nearly the answer: whoever wants to think gets to. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { useHintsShown } from './hints-shown.tsx'

/** @param id of the check */
export function HintLadder({ id, hints }: { id: string; hints: ReactNode[] }) {
  const t = useTranslations('verdict.check')
  const [shown, setShown] = useHintsShown(id)
  if (hints.length === 0) return null
  return (
    <div className="mt-1">
      <ol className="space-y-1" aria-live="polite">
        {hints.slice(0, shown).map((hint, index) => (
          <li key={index} className="border-l-2 border-hair pl-3">
            <span className="text-xs text-soft">{t('hint', { current: index + 1, total: hints.length })}</span>
            <div className="text-ink [&_p]:m-0">{hint}</div>
          </li>
        ))}
      </ol>
      {shown < hints.length ? (
        <button
          type="button"
          className="mt-1 cursor-pointer text-accent underline decoration-1 underline-offset-3"
          onClick={() => setShown(shown + 1)}
        >
          {shown === 0 ? t('showHint') : t('nextHint')}
        </button>
      ) : null}
    </div>
  )
}
