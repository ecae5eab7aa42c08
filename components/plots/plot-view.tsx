'use client'
/** A plot of a verdict: chart or table, with a legend, a caption and a text for those who do not see it. */
import { useTranslations } from 'next-intl'
import { useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Plot, PlotSeries } from '../../grader/judge/verdict.ts'
import { Legend } from '../chart/legend.tsx'
import type { LegendEntry } from '../chart/legend.tsx'
import { dots, PlotChart, strokes } from './plot-chart.tsx'
import { PlotTable } from './plot-table.tsx'
import { readPlot, type PlotReading } from './reading.ts'
import { usePlotWords } from './use-plot-words.ts'
import { useWidth } from './use-width.ts'

/** @param title what the plot shows, in its author's words */
export function PlotView({ plot, title }: { plot: Plot; title?: ReactNode }) {
  const t = useTranslations('axes')
  const reading = useMemo(() => readPlot(plot), [plot])
  const words = usePlotWords(plot, reading)
  const [asTable, setAsTable] = useState(false)
  const [ref, width] = useWidth<HTMLDivElement>(400)
  const roles = (['mine', 'reference', 'baseline'] as const).filter((role) =>
    reading.series.some((one) => one.role === role && one.points.length > 0),
  )
  return (
    <figure data-plot={plot.id} className="m-0">
      <div className="flex items-baseline gap-4 text-xs text-soft">
        <span className="min-w-0 flex-1">
          <span className="block text-sm font-[550] text-ink">{title ?? words.title}</span>
          {title === undefined ? null : words.title}
        </span>
        <button
          type="button"
          aria-pressed={asTable}
          className="shrink-0 cursor-pointer text-accent underline decoration-1 underline-offset-3"
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? t('chart') : t('table')}
        </button>
      </div>
      {asTable || roles.length === 0 ? null : <RoleLegend roles={roles} reading={reading} />}
      <div ref={ref}>
        {roles.length === 0 ? <p className="py-8 text-center text-soft">{t('empty')}</p> : null}
        {roles.length > 0 && asTable ? <PlotTable plot={plot} reading={reading} caption={words.title} /> : null}
        {roles.length > 0 && !asTable ? <PlotChart plot={plot} reading={reading} words={words} width={width} /> : null}
      </div>
      {words.finding ? <figcaption className="pt-1 text-sm text-soft">{words.finding}</figcaption> : null}
    </figure>
  )
}

function RoleLegend({ roles, reading }: { roles: Array<PlotSeries['role']>; reading: PlotReading }) {
  const t = useTranslations('axes')
  const entries: LegendEntry[] = roles.map((role) => ({
    label: t(`role.${role}`),
    look: strokes[role],
    sample: reading.marks === 'points' ? <circle cx="13" cy="4" {...dots[role]} /> : undefined,
  }))
  if (reading.band.length > 0) {
    entries.push({ label: t('band'), sample: <rect x="5" y="-1" width="16" height="10" fill="var(--band)" /> })
  }
  return (
    <div className="py-1 text-xs text-soft">
      <Legend entries={entries} />
    </div>
  )
}
