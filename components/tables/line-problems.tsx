import { useTranslations } from 'next-intl'

import { problemsAtMost } from '@/course/tables/line-problem.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'

/** Lines of a table that cannot be taken, each with its number and what is wrong. */
export function LineProblems({ problems }: { problems: readonly LineProblem[] }) {
  const t = useTranslations('people.problems')
  return (
    <div role="alert" className="rounded-[10px] border border-bad/50 px-4 py-3">
      <p className="font-medium text-bad">{t('title', { count: problems.length })}</p>
      <p className="text-sm text-soft">{t('nothingDone')}</p>
      {problems.length < problemsAtMost ? null : <p className="text-sm text-soft">{t('more')}</p>}
      <ol className="mt-2 max-h-72 space-y-1 overflow-y-auto text-sm">
        {problems.map(({ line, code, value = '', found = '' }, index) => (
          <li key={`${line}-${index}`} className="flex gap-3">
            <span className="w-20 shrink-0 tabular-nums text-soft">{t('line', { line })}</span>
            <span className="min-w-0 break-words">{t(`codes.${code}`, { value, found })}</span>
          </li>
        ))}
      </ol>
    </div>
  )
}
