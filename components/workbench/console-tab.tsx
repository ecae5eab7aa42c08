'use client'
/** What the code printed, with the line that printed it. */
import { useTranslations } from 'next-intl'
import type { ConsoleLine } from '../../grader/judge/verdict.ts'
import { LineLink } from '../verdict/words.tsx'

export function ConsoleTab({
  lines,
  onLine,
}: {
  lines: ConsoleLine[]
  onLine?: ((line: number, column: number) => void) | undefined
}) {
  const t = useTranslations('workbench.console')
  if (lines.length === 0) return <p className="m-0 px-4 py-6 text-sm text-soft">{t('empty')}</p>
  return (
    <ol className="m-0 list-none p-0 font-mono text-xs leading-relaxed">
      {lines.map(({ level, text, line }, index) => (
        <li key={index} className="flex items-baseline gap-3 border-b border-hair px-4 py-1.5">
          {level === 'log' ? null : (
            <span className={`shrink-0 font-ui font-[550] ${level === 'error' ? 'text-bad' : 'text-soft'}`}>
              {t(`level.${level}`)}
            </span>
          )}
          <span className="min-w-0 flex-1 break-words whitespace-pre-wrap">{text}</span>
          {line === null ? null : (
            <span className="shrink-0 font-ui">
              <LineLink line={line} column={1} label={t('line', { line })} onLine={onLine} />
            </span>
          )}
        </li>
      ))}
    </ol>
  )
}
