'use client'
/** The same numbers as a table: for screen readers, for copying, and for those who trust digits more than lines. */
import { useTranslations } from 'next-intl'
import type { Plot } from '../../grader/judge/verdict.ts'
import { NumbersTable } from '../chart/numbers-table.tsx'
import { formatNumber } from '../verdict/format-number.ts'
import { tableOf, type PlotReading } from './reading.ts'
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
    <NumbersTable
      region={caption}
      caption={caption}
      columns={[t(plot.x), ...shown.map(({ label }) => label)]}
      rows={rows.map((row) => ({
        name: formatNumber(row.x, 4),
        cells: shown.map(({ key }) => (
          <Cell key={key} value={row[key]} marked={key === 'mine' && row.x === reading.departure?.x} />
        )),
      }))}
    />
  )
}

function Cell({ value, marked }: { value: number | null; marked: boolean }) {
  const t = useTranslations('axes')
  if (value === null) return <span className="text-soft">·</span>
  const text = formatNumber(tag(value), 4)
  if (!marked) return text
  return (
    <span className="text-bad" title={t('outside')}>
      {text} <span aria-hidden="true">◀</span>
      <span className="sr-only">{t('outside')}</span>
    </span>
  )
}
