'use client'
/** The same numbers as a table: for screen readers, for copying, and for those who trust digits more than lines. */
import { useTranslations } from 'next-intl'
import type { Plot } from '../../grader/judge/verdict.ts'
import { formatNumber } from '../verdict/format-number.ts'
import { tableOf, type PlotReading, type TableRow } from './reading.ts'
import { tag } from './use-plot-words.ts'

export function PlotTable({ plot, reading, caption }: { plot: Plot; reading: PlotReading; caption: string }) {
  const t = useTranslations('axes')
  const rows = tableOf(reading)
  const columns = [
    { key: 'mine', label: t('role.mine') },
    { key: 'reference', label: t('role.reference') },
    { key: 'low', label: t('bandLow') },
    { key: 'high', label: t('bandHigh') },
    { key: 'baseline', label: t('role.baseline') },
  ] as const
  const shown = columns.filter(({ key }) => rows.some((row) => row[key] !== null))
  return (
    <div className="max-h-80 overflow-auto" tabIndex={0} role="region" aria-label={caption}>
      <table className="w-full border-collapse text-xs tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-soft">
            <th scope="col" className="sticky top-0 border-b border-hair bg-raised px-2 py-1.5 text-left font-[550]">
              {t(plot.x)}
            </th>
            {shown.map(({ key, label }) => (
              <th
                key={key}
                scope="col"
                className="sticky top-0 border-b border-hair bg-raised px-2 py-1.5 text-right font-[550]"
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="font-mono">
          {rows.map((row, index) => (
            <tr key={index}>
              <th scope="row" className="border-b border-hair px-2 py-1 text-left font-normal">
                {formatNumber(row.x, 4)}
              </th>
              {shown.map(({ key }) => (
                <td key={key} className="border-b border-hair px-2 py-1 text-right">
                  <Cell row={row} column={key} marked={key === 'mine' && row.x === reading.departure?.x} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Cell({ row, column, marked }: { row: TableRow; column: Exclude<keyof TableRow, 'x'>; marked: boolean }) {
  const t = useTranslations('axes')
  const value = row[column]
  if (value === null) return <span className="text-soft">·</span>
  const text = formatNumber(tag(value), 4)
  if (!marked) return <>{text}</>
  return (
    <span className="text-bad" title={t('outside')}>
      {text} <span aria-hidden="true">◀</span>
      <span className="sr-only">{t('outside')}</span>
    </span>
  )
}
