'use client'
/**
 * The chart itself. One visual language everywhere: the learner solid, the reference dashed with its tolerance band,
 * the untreated baseline dotted and grey. Lines differ by dash and width as well as by colour.
 */
import type { SVGProps } from 'react'
import type { Plot, PlotSeries } from '../../grader/judge/verdict.ts'
import { useScales } from '../chart/chart.tsx'
import { Crosses, Line, Points } from '../chart/marks.tsx'
import type { Look } from '../chart/marks.tsx'
import { Ring } from '../chart/over.tsx'
import type { Point } from '../chart/path.ts'
import { labelSpot } from './label-spot.ts'
import { margin, PlotFrame } from './plot-frame.tsx'
import type { PlotReading } from './reading.ts'
import type { PlotWords } from './use-plot-words.ts'

type Role = PlotSeries['role']

export const strokes: Record<Role, Look> = {
  mine: { stroke: 'var(--mine)', strokeWidth: 2 },
  reference: { stroke: 'var(--ref)', strokeWidth: 1.5, strokeDasharray: '6 4' },
  baseline: { stroke: 'var(--base)', strokeWidth: 1.75, strokeDasharray: '0.1 4', strokeLinecap: 'round' },
}

/** Roles of a cloud are told apart by shape as well as by colour: a dot, a ring around it, a small dot. */
export const dots: Record<Role, Omit<SVGProps<SVGCircleElement>, 'points'>> = {
  mine: { r: 2.75, fill: 'var(--mine)' },
  reference: { r: 4.5, fill: 'none', stroke: 'var(--ref)', strokeWidth: 1.25 },
  baseline: { r: 1.75, fill: 'var(--base)' },
}

export function PlotChart(props: { plot: Plot; reading: PlotReading; words: PlotWords; width: number }) {
  const { plot, reading, words, width } = props
  const height = Math.round(Math.min(300, Math.max(200, width * 0.54)))
  const series = reading.series.map(({ role, points }) => ({ role, points: points.map(({ x, y }): Point => [x, y]) }))
  const points = series.flatMap((one) => one.points)
  // Drawn last lies on top: the learner's line.
  const layers = (['baseline', 'reference', 'mine'] as const).flatMap(
    (role) => series.find((one) => one.role === role) ?? [],
  )
  return (
    <PlotFrame
      plot={plot}
      points={points}
      band={reading.band}
      width={width}
      height={height}
      label={`${words.title} ${words.description}`}
      over={<Mark reading={reading} label={words.mark} ink={points} width={width} height={height} />}
    >
      {layers.map((one) => (
        <Series key={one.role} marks={reading.marks} {...one} />
      ))}
    </PlotFrame>
  )
}

function Series({ role, points, marks }: { role: Role; points: readonly Point[]; marks: PlotReading['marks'] }) {
  const { stroke } = strokes[role]
  const dotted = points.length === 1 || (role === 'mine' && points.length <= 16)
  return (
    <g>
      {marks === 'line' ? <Line points={points} {...strokes[role]} /> : null}
      {marks === 'line' && dotted ? <Points points={points} r={role === 'mine' ? 2.5 : 2} fill={stroke} /> : null}
      {marks === 'points' ? <Points points={points} {...dots[role]} /> : null}
      <Crosses points={points} stroke={stroke} />
    </g>
  )
}

/** Ring and label at the first point out of band. */
function Mark(props: {
  reading: PlotReading
  label: string | null
  /** Where something is drawn already. */
  ink: readonly Point[]
  width: number
  height: number
}) {
  const { reading, label, width, height } = props
  const scales = useScales()
  const point = reading.notFinite ?? reading.departure
  if (!point || label === null) return null
  const toPixels = ([x, y]: Point) => ({
    x: margin.left + scales.x.share(x) * (width - margin.left - margin.right),
    y: margin.top + (1 - scales.y.share(y)) * (height - margin.top - margin.bottom),
  })
  const at: Point = [point.x, point.y]
  const { x: cx, y: cy } = toPixels(at)
  const spot = labelSpot({ cx, cy, length: label.length, width, height }, props.ink.map(toPixels))
  // The spot is the foot of the first or last letter; the ring's own box begins 4 pixels before its middle.
  const top = spot.y - cy - 7
  return (
    <Ring
      point={at}
      label={label}
      place={spot.anchor === 'end' ? { top, right: 5 } : { top, left: 5, right: 'auto' }}
    />
  )
}
