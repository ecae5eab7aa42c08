'use client'

import { useFormatter, useLocale, useTranslations } from 'next-intl'
import { useMemo } from 'react'

import { isMissing, isTooLate } from '@/course/gradebook/gradebook-order.ts'
import type { GradebookAssignment, GradebookCell } from '@/course/gradebook/gradebook.ts'

/** What cells say, made once: hundreds of cells are drawn anew while the table scrolls. */
export interface CellWords {
  number: (value: number) => string
  /** The whole cell for who does not see it. */
  describe: (cell: GradebookCell | null, assignment: GradebookAssignment) => string
}

export function useCellWords(now: number): CellWords {
  const t = useTranslations('gradebook')
  const common = useTranslations('common')
  const locale = useLocale()
  return useMemo(() => {
    const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
    const number = (value: number) => format.format(value)
    const describe: CellWords['describe'] = (cell, assignment) => {
      if (cell === null) return isMissing(cell, assignment, now) ? t('cell.missing') : t('cell.none')
      const kind = cell.kind === null ? null : common(`kinds.${cell.kind}`)
      const missing = isMissing(cell, assignment, now)
      const tooLate = isTooLate(cell)
      const parts = [
        kind ??
          (cell.waiting > 0
            ? t('cell.waiting', { count: cell.waiting })
            : tooLate
              ? t('cell.tooLate')
              : missing
                ? t('cell.missing')
                : t('cell.none')),
        cell.points === null
          ? null
          : t('cell.points', { points: number(cell.points), outOf: number(assignment.points) }),
        cell.late && !tooLate ? t('cell.late') : null,
        cell.attempts > 0 ? t('cell.attempts', { count: cell.attempts }) : null,
        kind !== null && cell.waiting > 0 ? t('cell.waiting', { count: cell.waiting }) : null,
        cell.ignored && !tooLate ? t('cell.ignored') : null,
        cell.extended ? t('cell.extended') : null,
        cell.overridden ? t('cell.overridden') : null,
      ]
      return parts.filter((part) => part !== null).join(t('cell.between'))
    }
    return { number, describe }
  }, [t, common, locale, now])
}

/** Due dates as the class's clocks show them. */
export function useDueText(timeZone: string): (dueAt: number | null) => string {
  const t = useTranslations('gradebook')
  const format = useFormatter()
  return (dueAt) =>
    dueAt === null
      ? t('noDue')
      : format.dateTime(dueAt, {
          timeZone,
          month: 'short',
          day: 'numeric',
          hour: '2-digit',
          minute: '2-digit',
          hourCycle: 'h23',
        })
}
