'use client'
/** What a pass has shown, and where it leads: to the grade, to the model solution, to what comes next. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import { Link } from '@/i18n/navigation.ts'
import { ArrowRightIcon } from '../ui/icons.tsx'
import type { NextStep } from './props.ts'

export interface PassedCardProps {
  /** The author's words on what was shown, rendered. */
  shown: ReactNode
  next: NextStep | null
  /** Null where the pass counts already, or is on its way to count. */
  onSubmit: (() => void) | null
  /** Null while it may not be read. */
  onSolution: (() => void) | null
}

export function PassedCard({ shown, next, onSubmit, onSolution }: PassedCardProps) {
  const t = useTranslations('workbench.passed')
  return (
    <section
      aria-label={t('label')}
      data-passed
      className="mx-4 mb-3 rounded-md border border-hair border-l-3 border-l-good bg-raised px-3 py-2.5 text-sm"
    >
      {shown ? <div className="[&_p]:m-0">{shown}</div> : null}
      <div className={`flex flex-wrap items-center gap-2 ${shown ? 'mt-2.5' : ''}`}>
        {onSubmit ? (
          <button type="button" className="btn btn-primary min-h-8 py-1" onClick={onSubmit}>
            {t('submit')}
          </button>
        ) : null}
        {next ? (
          <Link
            href={next.href}
            className={`btn min-h-8 max-w-full gap-1.5 py-1 ${onSubmit ? '' : 'btn-primary'}`}
            data-next={next.kind}
          >
            <span className="truncate">{t(next.kind, { title: next.title })}</span>
            <ArrowRightIcon />
          </Link>
        ) : (
          <p className="m-0 text-good">{t('done')}</p>
        )}
        {onSolution ? (
          <button type="button" className="btn btn-quiet min-h-8 py-1" onClick={onSolution}>
            {t('solution')}
          </button>
        ) : null}
      </div>
    </section>
  )
}
