'use client'
import { useTranslations } from 'next-intl'
import { useMemo } from 'react'
import { spaceLatin } from '@/i18n/space-latin.ts'
import type { Plot, PlotSeries } from '../../grader/judge/verdict.ts'
import { formatNumber } from '../verdict/format-number.ts'
import type { PlotReading, PointReading } from './reading.ts'

export interface PlotWords {
  title: string
  /** The one sentence that a glance at the chart should give. */
  finding: string | null
  /** All that the chart shows, for those who do not see it. */
  description: string
  /** Label at the mark. */
  mark: string | null
}

/** Puts a plot into words. */
export function usePlotWords(plot: Plot, reading: PlotReading): PlotWords {
  const t = useTranslations('axes')
  return useMemo(() => {
    const axis = t(plot.x)
    const title = spaceLatin(t('title', { y: t(plot.y), x: axis }))
    const { departure, notFinite } = reading
    const mine = reading.series.find(({ role }) => role === 'mine')?.points ?? []
    let finding: string | null = null
    if (mine.length > 0 && mine.every(({ y }) => !Number.isFinite(y))) finding = t('summary.allNotFinite')
    else if (notFinite && (!departure || departure.x === notFinite.x))
      finding = t('summary.notFinite', { axis, x: formatNumber(notFinite.x) })
    else if (departure)
      finding = t('summary.leaves', {
        axis,
        x: formatNumber(departure.x),
        value: formatNumber(tag(departure.y)),
        low: formatNumber(departure.low),
        high: formatNumber(departure.high),
      })
    else if (reading.band.length > 0 && mine.length > 0) finding = t('summary.inside')

    const ends = (role: PlotSeries['role']): string | null => {
      // A cloud has no beginning and no end.
      if (reading.marks === 'points') return null
      const points = reading.series.find((one) => one.role === role)?.points ?? []
      const [first, last] = [points[0], points.at(-1)]
      return first && last ? t(`summary.${role}`, { first: pair(first), last: pair(last) }) : null
    }
    const xs = reading.series.flatMap(({ points }) => points.map(({ x }) => x))
    const scales =
      xs.length === 0
        ? null
        : t('summary.scales', {
            y: t(plot.y),
            yScale: t(`scale.${plot.yScale}`),
            x: axis,
            low: formatNumber(Math.min(...xs)),
            high: formatNumber(Math.max(...xs)),
          })
    const sentences = [scales, ends('mine'), finding, ends('reference'), ends('baseline')]
    const mark = notFinite
      ? t('notFinite', { axis, x: formatNumber(notFinite.x), value: formatNumber(tag(notFinite.y)) })
      : departure
        ? t('leaves', { axis, x: formatNumber(departure.x) })
        : null
    const said = (text: string | null): string | null => (text === null ? null : spaceLatin(text))
    const description = spaceLatin(sentences.filter((one) => one !== null).join(' '))
    return { title, finding: said(finding), description, mark: said(mark) }
  }, [t, plot, reading])
}

function pair({ y }: PointReading): string {
  return formatNumber(tag(y))
}

/** Back to what formatNumber takes. */
export function tag(value: number): number | 'NaN' | 'Infinity' | '-Infinity' {
  if (Number.isFinite(value)) return value
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? 'Infinity' : '-Infinity'
}
