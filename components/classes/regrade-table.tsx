import { useFormatter, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import type { CheckChange } from '@/course/regrade.ts'

export interface RegradedLearner {
  userId: string
  name: string
  /** Points; null while nothing counts. */
  from: number | null
  to: number | null
  lowest: number | null
  why: CheckChange[]
}

interface Props {
  learners: RegradedLearner[]
  /** What checks claim, by their id: those that the exercise has now. */
  claims: Record<string, ReactNode>
  label: string
}

/** Who changes, from what, to what, and why. */
export function RegradeTable({ learners, claims, label }: Props) {
  const t = useTranslations('regrade')
  const format = useFormatter()
  const points = (value: number | null) => (value === null ? '–' : format.number(value, { maximumFractionDigits: 2 }))
  return (
    <div role="region" aria-label={label} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="text-left text-soft">
          <tr className="border-b border-hair">
            <th scope="col" className="px-4 py-2 font-medium">
              {t('learner')}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {t('from')}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {t('to')}
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              {t('why')}
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {learners.map(({ userId, name, from, to, lowest, why }) => (
            <tr key={userId} className="border-b border-hair align-baseline last:border-0">
              <th scope="row" className="px-4 py-2 text-left font-normal">
                {name}
              </th>
              <td className="px-4 py-2 text-right">{points(from)}</td>
              <td className={`px-4 py-2 text-right ${(lowest ?? 0) < (from ?? 0) ? 'text-bad' : 'text-good'}`}>
                {(lowest ?? 0) < (from ?? 0) ? `↓ ${points(lowest)}` : `↑ ${points(to)}`}
              </td>
              <td className="px-4 py-2">
                <ul>
                  {why.map(({ check, was, is }) => (
                    <li key={`${check}-${was}-${is}`} className="[&_p]:inline">
                      {claims[check] ?? <code>{check}</code>}{' '}
                      <span className="text-soft">
                        {t('changed', { was: t(`checks.${was}`), is: t(`checks.${is}`) })}
                      </span>
                    </li>
                  ))}
                </ul>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
