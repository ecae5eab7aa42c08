'use client'

import { Chart } from '../chart/chart.tsx'
import { Grid, Line, Points } from '../chart/marks.tsx'
import { Dot, Handle } from '../chart/over.tsx'
import { percent } from '../chart/path.ts'
import type { Point } from '../chart/path.ts'
import { makeScale } from '../chart/scale.ts'
import plane from './clip.module.css'

const arrow = { strokeWidth: 2.5, strokeLinecap: 'round' } as const

/** The gradient as an arrow over the lengths of its two tensors, with the circle of the threshold: it can be dragged. */
export function ClipPlane(props: {
  label: string
  longest: number
  before: Point
  after: Point
  threshold: number
  xLabel: string
  yLabel: string
  onMove: (x: number, y: number) => void
}) {
  const { longest, before, after } = props
  const scale = makeScale('linear', [0, longest])
  const ticks = Array.from({ length: longest }, (_, i) => i + 1)
  return (
    <Chart
      className={plane.plane}
      label={props.label}
      x={scale}
      y={scale}
      xLabel={<span>{props.xLabel}</span>}
      gutter="22px"
      aspect={1}
      over={
        <>
          <span className={plane.planeY}>{props.yLabel}</span>
          <Dot point={after} />
          <Handle point={before} onMove={(x, y) => props.onMove(toTenths(x), toTenths(y))} />
        </>
      }
    >
      <Grid x={ticks} y={ticks} />
      {/* The outer half of it is cut off. */}
      <Line
        points={[
          [0, longest],
          [0, 0],
          [longest, 0],
        ]}
        stroke="var(--base)"
        strokeWidth={2}
      />
      <Points points={[[0, 0]]} r={percent(props.threshold / longest)} className={plane.circle} />
      <Line points={[[0, 0], before]} stroke="var(--base)" {...arrow} />
      <Line points={[[0, 0], after]} stroke="var(--mine)" {...arrow} />
    </Chart>
  )
}

/** As the sliders have it. */
const toTenths = (value: number): number => Math.round(value * 10) / 10
