'use client'

import type { ReactNode, SVGProps } from 'react'
import { useScales } from './chart.tsx'
import styles from './chart.module.css'
import { bandPath, linePath, percent, side } from './path.ts'
import type { Corner, Point } from './path.ts'

/** How a line is drawn: lines differ by dashes and width as well as by colour. */
export interface Look {
  stroke: string
  strokeWidth: number
  strokeDasharray?: string
  strokeLinecap?: 'round'
}

/** mine: solid. ref: dashed. base: grey, untreated. other: dotted. */
export type LineKind = 'mine' | 'ref' | 'base' | 'other'

export const looks: Record<LineKind, Look> = {
  mine: { stroke: 'var(--mine)', strokeWidth: 2.25 },
  ref: { stroke: 'var(--ref)', strokeWidth: 1.75, strokeDasharray: '6 4' },
  base: { stroke: 'var(--base)', strokeWidth: 1.75 },
  other: { stroke: 'var(--soft)', strokeWidth: 2, strokeDasharray: '1 4', strokeLinecap: 'round' },
}

/** A drawing of 1000 by 1000 that fills the area; strokes keep their width. */
export function Stretched({ children }: { children: ReactNode }) {
  return (
    <svg className={styles.stretched} viewBox={`0 0 ${side} ${side}`} preserveAspectRatio="none">
      {children}
    </svg>
  )
}

/** Thin lines across the area: at the ticks of the y axis where nothing else is said. */
export function Grid(props: { x?: readonly number[]; y?: readonly number[]; stroke?: string }) {
  const scales = useScales()
  const down = (props.y ?? scales.y.ticks.map(({ value }) => value)).map((value) => percent(1 - scales.y.share(value)))
  const across = (props.x ?? []).map((value) => percent(scales.x.share(value)))
  return (
    <g stroke={props.stroke ?? 'var(--hair)'}>
      {down.map((at) => (
        <line key={`y ${at}`} x1="0" x2="100%" y1={at} y2={at} />
      ))}
      {across.map((at) => (
        <line key={`x ${at}`} x1={at} x2={at} y1="0" y2="100%" />
      ))}
    </g>
  )
}

/** The space between two limits that go along x. */
export function Band({ corners }: { corners: readonly Corner[] }) {
  return (
    <Stretched>
      <path fill="var(--band)" d={bandPath(corners, useScales())} />
    </Stretched>
  )
}

/** @param closed goes back from the last point to the first */
export function Line({
  points,
  closed,
  ...path
}: { points: readonly Point[]; closed?: boolean } & Omit<SVGProps<SVGPathElement>, 'points'>) {
  const d = linePath(points, useScales(), closed)
  return (
    <Stretched>
      <path fill="none" d={d} {...path} />
    </Stretched>
  )
}

/** Round on every screen. What has no place on the axes is left out. */
export function Points({
  points,
  ...circle
}: { points: readonly Point[] } & Omit<SVGProps<SVGCircleElement>, 'points'>) {
  const { x, y } = useScales()
  return points.map(([across, up], key) =>
    x.holds(across) && y.holds(up) ? (
      <circle key={key} cx={percent(x.share(across))} cy={percent(1 - y.share(up))} {...circle} />
    ) : null,
  )
}

/** Crosses at the end of the axis, for the points that have no place on it. */
export function Crosses({ points, stroke }: { points: readonly Point[]; stroke: string }) {
  const { x, y } = useScales()
  return points.map(([across, up], key) =>
    y.holds(up) ? null : (
      <svg key={key} x={percent(x.share(across))} y={percent(1 - y.share(up))} overflow="visible">
        <path d="M-3 -3l6 6m0 -6l-6 6" stroke={stroke} strokeWidth={1.5} fill="none" />
      </svg>
    ),
  )
}
