'use client'
/** The axes of every plot of a verdict, fitted to what is drawn in them. */
import { useTranslations } from 'next-intl'
import type { ReactNode } from 'react'
import type { AxisName, Plot } from '../../grader/judge/verdict.ts'
import { Chart } from '../chart/chart.tsx'
import { Band, Grid } from '../chart/marks.tsx'
import type { Corner, Point } from '../chart/path.ts'
import { fitScale } from '../chart/scale.ts'
import { formatNumber } from '../verdict/format-number.ts'
import styles from './plot-frame.module.css'

/** Space around the area, as the style sheet has it. */
export const margin = { top: 12, right: 14, bottom: 38, left: 48 }
const wholeAxes: readonly AxisName[] = ['layer', 'depth', 'step']

export function PlotFrame(props: {
  plot: Plot
  points: readonly Point[]
  band: readonly Corner[]
  /** Of the whole drawing, in pixels. */
  width: number
  height: number
  label: string
  children: ReactNode
  over?: ReactNode
}) {
  const { plot, points, band } = props
  const t = useTranslations('axes')
  const inner = { width: props.width - margin.left, height: props.height - margin.top - margin.bottom }
  const x = fitScale({
    kind: plot.xScale,
    values: [...points.map(([across]) => across), ...band.map((corner) => corner.x)],
    room: Math.max(2, Math.floor(inner.width / 70)),
    whole: plot.xScale === 'linear' && wholeAxes.includes(plot.x),
    text: formatNumber,
  })
  const y = fitScale({
    kind: plot.yScale,
    values: [...points.map(([, up]) => up), ...band.flatMap(({ low, high }) => [low, high])],
    room: Math.max(2, Math.floor(inner.height / 30)),
    text: formatNumber,
  })
  return (
    <Chart
      className={styles.plot}
      label={props.label}
      x={x}
      y={y}
      xLabel={<span aria-hidden="true">{t(plot.x)}</span>}
      height={`${inner.height}px`}
      gutter={`${margin.left}px`}
      over={props.over}
    >
      <Grid />
      {band.length > 0 ? <Band corners={band} /> : null}
      {props.children}
    </Chart>
  )
}
