'use client'
/**
 * The chart itself. One visual language everywhere: the learner solid, the reference dashed with its tolerance band,
 * the untreated baseline dotted and grey. Lines differ by dash and width as well as by colour.
 */
import { useId } from 'react'
import type { AxisName, Plot, PlotSeries } from '../../grader/judge/verdict.ts'
import { formatNumber } from '../verdict/format-number.ts'
import type { PlotReading, PointReading } from './reading.ts'
import { labelSpot, type Pixel } from './label-spot.ts'
import { makeScale, type Scale } from './scale.ts'
import type { PlotWords } from './use-plot-words.ts'

const margin = { top: 12, right: 14, bottom: 38, left: 48 }
const wholeAxes: readonly AxisName[] = ['layer', 'depth', 'step']

export const strokes = {
  mine: { stroke: 'var(--mine)', strokeWidth: 2 },
  reference: { stroke: 'var(--ref)', strokeWidth: 1.5, strokeDasharray: '6 4' },
  baseline: { stroke: 'var(--base)', strokeWidth: 1.75, strokeDasharray: '0.1 4', strokeLinecap: 'round' },
} as const

export interface PlotChartProps {
  plot: Plot
  reading: PlotReading
  words: PlotWords
  axisWords: { x: string; y: string }
  width: number
}

export function PlotChart({ plot, reading, words, axisWords, width }: PlotChartProps) {
  const id = useId()
  const height = Math.round(Math.min(300, Math.max(200, width * 0.54)))
  const { x, y } = scalesOf(plot, reading, width, height)
  // Drawn last lies on top: the learner's line.
  const layers = ['baseline', 'reference', 'mine'] as const
  return (
    <svg
      role="img"
      aria-labelledby={`${id}-title ${id}-desc`}
      viewBox={`0 0 ${width} ${height}`}
      className="block w-full font-ui text-[11px]"
      style={{ height }}
    >
      <title id={`${id}-title`}>{words.title}</title>
      <desc id={`${id}-desc`}>{words.description}</desc>
      <g aria-hidden="true">
        <Grid x={x} y={y} width={width} height={height} axisWords={axisWords} />
        {reading.band.length > 0 ? <Band band={reading.band} x={x} y={y} /> : null}
        {layers.map((role) => {
          const points = reading.series.find((one) => one.role === role)?.points ?? []
          if (points.length === 0) return null
          const Series = reading.marks === 'points' ? Cloud : Line
          return <Series key={role} role={role} points={points} x={x} y={y} />
        })}
        <Mark reading={reading} label={words.mark} x={x} y={y} width={width} height={height} />
      </g>
    </svg>
  )
}

function scalesOf(plot: Plot, reading: PlotReading, width: number, height: number): { x: Scale; y: Scale } {
  const points = reading.series.flatMap((one) => one.points)
  return {
    x: makeScale({
      kind: plot.xScale,
      values: [...points.map((point) => point.x), ...reading.band.map((corner) => corner.x)],
      range: [margin.left, width - margin.right],
      room: Math.max(2, Math.floor((width - margin.left) / 70)),
      whole: plot.xScale === 'linear' && wholeAxes.includes(plot.x),
    }),
    y: makeScale({
      kind: plot.yScale,
      values: [...points.map((point) => point.y), ...reading.band.flatMap(({ low, high }) => [low, high])],
      range: [height - margin.bottom, margin.top],
      room: Math.max(2, Math.floor((height - margin.top - margin.bottom) / 30)),
    }),
  }
}

interface Placed {
  x: Scale
  y: Scale
}

function Grid({
  x,
  y,
  width,
  height,
  axisWords,
}: Placed & { width: number; height: number; axisWords: PlotChartProps['axisWords'] }) {
  const floor = height - margin.bottom
  return (
    <g fill="var(--soft)">
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={margin.left} x2={width - margin.right} y1={y.at(tick)} y2={y.at(tick)} stroke="var(--hair)" />
          <text x={margin.left - 7} y={y.at(tick) + 4} textAnchor="end">
            {tickText(tick, y)}
          </text>
        </g>
      ))}
      <line x1={margin.left} x2={width - margin.right} y1={floor} y2={floor} stroke="var(--edge, var(--base))" />
      {x.ticks.map((tick) => (
        <g key={tick}>
          <line x1={x.at(tick)} x2={x.at(tick)} y1={floor} y2={floor + 4} stroke="var(--edge, var(--base))" />
          <text x={x.at(tick)} y={floor + 16} textAnchor="middle">
            {tickText(tick, x)}
          </text>
        </g>
      ))}
      <text x={(margin.left + width - margin.right) / 2} y={height - 6} textAnchor="middle">
        {axisWords.x}
      </text>
    </g>
  )
}

/** 1e-4 on log axes over many decades, plain numbers elsewhere. */
function tickText(tick: number, scale: Scale): string {
  if (scale.kind === 'log' && scale.high / scale.low > 1e3) return `1e${Math.round(Math.log10(tick))}`
  return formatNumber(tick)
}

function Band({ band, x, y }: Placed & { band: PlotReading['band'] }) {
  const upper = band.map((corner) => `${x.at(corner.x)},${y.at(corner.high)}`)
  const lower = band.toReversed().map((corner) => `${x.at(corner.x)},${y.at(corner.low)}`)
  return <polygon points={[...upper, ...lower].join(' ')} fill="var(--band)" />
}

function Cloud({ role, points, x, y }: Placed & { role: PlotSeries['role']; points: PointReading[] }) {
  return (
    <g>
      {points.map((point, index) => {
        const [cx, cy] = [x.at(point.x), y.at(point.y)]
        if (y.holds(point.y)) return <CloudMark key={index} role={role} cx={cx} cy={cy} />
        return <EdgeMark key={index} cx={cx} cy={cy} colour={strokes[role].stroke} />
      })}
    </g>
  )
}

/** Roles are told apart by shape as well as by colour: a dot, a ring around it, a small dot. */
export function CloudMark(props: { role: PlotSeries['role']; cx: number; cy: number; scale?: number }) {
  const { role, cx, cy, scale = 1 } = props
  const { stroke } = strokes[role]
  if (role === 'reference')
    return <circle cx={cx} cy={cy} r={4.5 * scale} fill="none" stroke={stroke} strokeWidth={1.25} />
  return <circle cx={cx} cy={cy} r={(role === 'mine' ? 2.75 : 1.75) * scale} fill={stroke} />
}

function Line({ role, points, x, y }: Placed & { role: 'mine' | 'reference' | 'baseline'; points: PointReading[] }) {
  const look = strokes[role]
  const finite = runs(points, y)
  const dots = role === 'mine' && points.length <= 16
  return (
    <g>
      {finite.map((run, index) => (
        <polyline
          key={index}
          points={run.map((point) => `${x.at(point.x)},${y.at(point.y)}`).join(' ')}
          fill="none"
          strokeLinejoin="round"
          {...look}
        />
      ))}
      {points.map((point) => {
        if (!y.holds(point.y))
          return <EdgeMark key={point.x} cx={x.at(point.x)} cy={y.at(point.y)} colour={look.stroke} />
        if (!dots && points.length > 1) return null
        return (
          <circle
            key={point.x}
            cx={x.at(point.x)}
            cy={y.at(point.y)}
            r={role === 'mine' ? 2.5 : 2}
            fill={look.stroke}
          />
        )
      })}
    </g>
  )
}

/** A value that has no place on the axis: a cross on the edge. */
function EdgeMark({ cx, cy, colour }: { cx: number; cy: number; colour: string }) {
  return <path d={`M${cx - 3} ${cy - 3}l6 6m0 -6l-6 6`} stroke={colour} strokeWidth={1.5} fill="none" />
}

/** Stretches without a gap: a line never bridges a value that has no place. */
function runs(points: readonly PointReading[], y: Scale): PointReading[][] {
  const found: PointReading[][] = [[]]
  for (const point of points) {
    if (y.holds(point.y)) found.at(-1)?.push(point)
    else found.push([])
  }
  return found.filter((run) => run.length > 0)
}

/** Ring and label at the first point out of band. */
function Mark(props: Placed & { reading: PlotReading; label: string | null; width: number; height: number }) {
  const { reading, label, x, y, width, height } = props
  const point = reading.notFinite ?? reading.departure
  if (!point || label === null) return null
  const cx = x.at(point.x)
  const cy = y.at(point.y)
  const spot = labelSpot({ cx, cy, length: label.length, width, height }, linePixels(reading, x, y))
  return (
    <g>
      <circle cx={cx} cy={cy} r={5} fill="none" stroke="var(--bad)" strokeWidth={2} />
      <text
        x={spot.x}
        y={spot.y}
        textAnchor={spot.anchor}
        fill="var(--bad)"
        stroke="var(--raised)"
        strokeWidth={4}
        strokeLinejoin="round"
        paintOrder="stroke"
        className="font-[550]"
      >
        {label}
      </text>
    </g>
  )
}

/** Where ink is already, in pixels. */
function linePixels(reading: PlotReading, x: Scale, y: Scale): Pixel[] {
  return reading.series.flatMap(({ points }) => points.map((point) => ({ x: x.at(point.x), y: y.at(point.y) })))
}
