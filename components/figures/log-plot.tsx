'use client'

import type { ReactNode } from 'react'
import { Chart } from '../chart/chart.tsx'
import { Legend as Names } from '../chart/legend.tsx'
import { Band, Grid, Line, looks } from '../chart/marks.tsx'
import type { LineKind } from '../chart/marks.tsx'
import { Ring } from '../chart/over.tsx'
import { decadeScale, makeScale } from '../chart/scale.ts'

export interface PlotLine {
  kind: LineKind
  label: string
  /** One positive number per x; 0 and what follows towards the input is not drawn. */
  values: readonly number[]
}

export interface LogPlotProps {
  label: string
  xFrom: number
  xTo: number
  xTicks: readonly number[]
  /** What stands at a tick, where it is not the number itself. */
  xText?: (x: number) => string
  xLabel: ReactNode
  yLabel: ReactNode
  /** Decades. */
  yFrom: number
  yTo: number
  yStep: number
  lines: readonly PlotLine[]
  /** Values between which a line counts as arrived. */
  band?: [number, number]
  /** A ring around one point, with a word beside it. */
  ring?: { x: number; value: number; label: string } | undefined
  tall?: boolean
}

/** Lines on a logarithmic axis. */
export function LogPlot(props: LogPlotProps) {
  const { xFrom, xTo, yFrom, yTo, band, ring } = props
  return (
    <Chart
      label={props.label}
      title={props.yLabel}
      x={makeScale('linear', [xFrom, xTo], props.xTicks, props.xText)}
      y={decadeScale(yFrom, yTo, props.yStep)}
      xLabel={props.xLabel}
      height={props.tall ? 'clamp(190px, 36cqi, 260px)' : undefined}
      over={
        ring && ring.value > 0 ? <Ring point={[ring.x, ring.value]} label={ring.label} above={ring.value < 1} /> : null
      }
    >
      <Grid />
      {band ? <Band corners={[xFrom, xTo].map((x) => ({ x, low: band[0], high: band[1] }))} /> : null}
      {props.lines.map(({ kind, label, values }) => (
        <Line key={label} points={values.map((value, i) => [xFrom + i, value])} {...looks[kind]} />
      ))}
    </Chart>
  )
}

/** Names of the lines, each beside a sample of its stroke. */
export function Legend({ lines }: { lines: readonly { kind: LineKind; label: string }[] }) {
  return <Names entries={lines.map(({ kind, label }) => ({ label, look: looks[kind] }))} />
}
