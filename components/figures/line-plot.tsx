'use client'

import { Chart } from '../chart/chart.tsx'
import type { ChartProps } from '../chart/chart.tsx'
import type { LegendEntry } from '../chart/legend.tsx'
import { Band, Grid, Line } from '../chart/marks.tsx'
import { Ring } from '../chart/over.tsx'

export interface PlotLine extends LegendEntry {
  /** One number for each whole step of x, from its low end on. */
  values: readonly number[]
}

export interface LinePlotProps extends Omit<ChartProps, 'children' | 'over'> {
  lines: readonly PlotLine[]
  /** Values between which a line counts as arrived. */
  band?: readonly [number, number]
  /** A ring around one point, with a word beside it. */
  ring?: { x: number; value: number; label: string } | undefined
}

/** Lines over steps, layers or directions. */
export function LinePlot({ lines, band, ring, ...chart }: LinePlotProps) {
  const { low, high } = chart.x
  return (
    <Chart
      {...chart}
      over={
        ring && ring.value > 0 ? (
          // The word stands where the line is not: one that falls towards the input passes below it.
          <Ring point={[ring.x, ring.value]} label={ring.label} above={ring.value < 1} />
        ) : null
      }
    >
      <Grid />
      {band ? <Band corners={[low, high].map((x) => ({ x, low: band[0], high: band[1] }))} /> : null}
      {lines.map(({ look, values }, key) => (
        <Line key={key} points={values.map((value, i) => [low + i, value])} {...look} />
      ))}
    </Chart>
  )
}
