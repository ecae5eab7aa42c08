import { useTranslations } from 'next-intl'

import type { ExerciseStatus } from '@/course/progress/progress.ts'

/** Empty ring, half-filled ring, ring with a tick: told apart by shape, and by a text for who cannot see it. */
export function StatusMark({ status }: { status: ExerciseStatus }) {
  const t = useTranslations('common')
  const colour = { new: 'text-edge', tried: 'text-accent', passed: 'text-good' }[status]
  return (
    <span className={`inline-flex shrink-0 ${colour}`} title={t(`status.${status}`)}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="6.25" fill="none" stroke="currentColor" strokeWidth="1.5" />
        {status === 'tried' ? <path d="M8 4a4 4 0 0 1 0 8Z" fill="currentColor" /> : null}
        {status === 'passed' ? (
          <path d="m5.2 8.3 2 2 3.7-4.2" fill="none" stroke="currentColor" strokeWidth="1.6" strokeLinecap="round" />
        ) : null}
      </svg>
      <span className="sr-only">{t(`status.${status}`)}</span>
    </span>
  )
}

/** Five short bars, as many filled as the exercise is hard. */
export function DifficultyMark({ level }: { level: number }) {
  const t = useTranslations('common')
  return (
    <span className="inline-flex items-end gap-0.5" title={t('difficulty', { level })}>
      {[1, 2, 3, 4, 5].map((step) => (
        <span key={step} className={`h-2.5 w-1 rounded-[1px] ${step <= level ? 'bg-soft' : 'bg-hair'}`} />
      ))}
      <span className="sr-only">{t('difficulty', { level })}</span>
    </span>
  )
}
