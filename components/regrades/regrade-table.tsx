import { useFormatter, useLocale, useTranslations } from 'next-intl'
import type { ReactNode } from 'react'

import { orderByName } from '@/course/classes/name-order.ts'
import type { RegradedLearner } from '@/course/regrades/regrade.ts'

interface Props {
  learners: RegradedLearner[]
  /** What checks claim, by their id: those that the exercise has now. */
  claims: Record<string, ReactNode>
  label: string
  /** Whether it happened already. */
  decided: boolean
}

/** Who changes, or changed, from what, to what, and why. */
export function RegradeTable({ learners, claims, label, decided }: Props) {
  const t = useTranslations('regrade')
  const points = usePoints()
  const byName = orderByName(useLocale())
  return (
    <div role="region" aria-label={label} tabIndex={0} className="card overflow-x-auto">
      <table className="w-full text-sm">
        <thead className="text-left text-soft">
          <tr className="border-b border-hair">
            <th scope="col" className="px-4 py-2 font-medium">
              {t('learner')}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {t(decided ? 'fromThen' : 'from')}
            </th>
            <th scope="col" className="px-4 py-2 text-right font-medium">
              {t(decided ? 'toThen' : 'to')}
            </th>
            <th scope="col" className="px-4 py-2 font-medium">
              {t('why')}
            </th>
          </tr>
        </thead>
        <tbody className="tabular-nums">
          {learners.toSorted(byName).map((learner) => (
            <tr key={learner.userId} className="border-b border-hair align-baseline last:border-0">
              <th scope="row" className="px-4 py-2 text-left font-normal">
                {learner.name}
              </th>
              <td className="px-4 py-2 text-right">{points(learner.from)}</td>
              <Outcome learner={learner} />
              <td className="px-4 py-2">
                <ul>
                  {learner.why.map(({ check, was, is }) => (
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

const arrows = { rises: { sign: '↑', tone: 'text-good' }, falls: { sign: '↓', tone: 'text-bad' } } as const

function Outcome({ learner: { to, lowest, direction, elsewhere } }: { learner: RegradedLearner }) {
  const t = useTranslations('regrade')
  const points = usePoints()
  if (direction === 'stays') {
    return (
      <td className="px-4 py-2 text-right">
        {points(to)}
        <span className="block text-xs text-soft">{t(elsewhere ? 'stays.elsewhere' : 'stays.plain')}</span>
      </td>
    )
  }
  const { sign, tone } = arrows[direction]
  return (
    <td className={`px-4 py-2 text-right ${tone}`}>
      <span aria-hidden="true">{sign}</span> <span className="sr-only">{t(`directions.${direction}`)}</span>{' '}
      {points(direction === 'falls' ? lowest : to)}
    </td>
  )
}

function usePoints(): (value: number | null) => string {
  const format = useFormatter()
  return (value) => (value === null ? '–' : format.number(value, { maximumFractionDigits: 2 }))
}
