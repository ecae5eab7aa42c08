'use client'
/** One hint at a time, from a nudge to nearly the answer: whoever wants to think gets to. */
import { useTranslations } from 'next-intl'
import { useRef, type ReactNode } from 'react'
import { flushSync } from 'react-dom'
import { useHintsShown } from './hints-shown.tsx'

/** @param id of the check */
export function HintLadder({ id, hints }: { id: string; hints: ReactNode[] }) {
  const t = useTranslations('verdict.check')
  const [shown, setShown] = useHintsShown(id)
  const last = useRef<HTMLLIElement>(null)
  if (hints.length === 0) return null
  const showNext = () => {
    flushSync(() => setShown(shown + 1))
    // The button goes with the last hint; whoever pressed it goes on there.
    last.current?.focus()
  }
  return (
    <div className="mt-1">
      <ol className="space-y-1" aria-live="polite">
        {hints.slice(0, shown).map((hint, index) => (
          <li
            key={index}
            ref={index === hints.length - 1 ? last : null}
            tabIndex={-1}
            className="border-l-2 border-hair pl-3 outline-none"
          >
            <span className="text-xs text-soft">{t('hint', { current: index + 1, total: hints.length })}</span>
            <div className="text-ink [&_p]:m-0">{hint}</div>
          </li>
        ))}
      </ol>
      {shown < hints.length ? (
        <button
          type="button"
          className="mt-1 cursor-pointer text-accent underline decoration-1 underline-offset-3"
          onClick={showNext}
        >
          {shown === 0 ? t('showHint') : t('nextHint')}
        </button>
      ) : null}
    </div>
  )
}
