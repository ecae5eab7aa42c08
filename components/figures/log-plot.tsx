'use client'

import type { ReactNode } from 'react'
import styles from './plot.module.css'
import { powerOfTen } from './number-format.ts'

/** mine: solid. ref: dashed, with the band. base: grey, untreated. other: dotted. */
export type LineKind = 'mine' | 'ref' | 'base' | 'other'

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

const width = 1000
const height = 400

/**
 * Lines on a logarithmic axis. The SVG is stretched to the space there is, and all text is HTML over it: nothing
 * has to be measured, so the server draws the same picture, and letters keep their size on a phone.
 */
export function LogPlot(props: LogPlotProps) {
  const { xFrom, xTo, yFrom, yTo } = props
  const across = (x: number) => (xTo === xFrom ? 0.5 : (x - xFrom) / (xTo - xFrom))
  const down = (value: number) => (yTo - Math.log10(value)) / (yTo - yFrom)
  const ticks = decadeTicks(yFrom, yTo, props.yStep)
  return (
    <div className={styles.plot} data-tall={props.tall ? '' : undefined}>
      <div className={styles.yLabel}>{props.yLabel}</div>
      <div className={styles.yTicks} aria-hidden="true">
        {ticks.map((decade) => (
          <span key={decade} style={{ top: percent((yTo - decade) / (yTo - yFrom)) }}>
            {powerOfTen(decade)}
          </span>
        ))}
      </div>
      <div className={styles.area}>
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={props.label}>
          {ticks.map((decade) => {
            const y = coordinate(((yTo - decade) / (yTo - yFrom)) * height)
            return <line key={decade} className={styles.grid} x1="0" x2={width} y1={y} y2={y} />
          })}
          {props.band ? (
            <rect
              className={styles.band}
              x="0"
              width={width}
              y={coordinate(down(props.band[1]) * height)}
              height={coordinate((down(props.band[0]) - down(props.band[1])) * height)}
            />
          ) : null}
          {props.lines.map((line) => (
            <path key={line.label} className={styles[line.kind]} d={pathOf(line.values, xFrom, across, down)} />
          ))}
        </svg>
        {props.ring && props.ring.value > 0 ? (
          <Ring
            left={across(props.ring.x)}
            top={clamp(down(props.ring.value))}
            label={props.ring.label}
            above={props.ring.value < 1}
          />
        ) : null}
      </div>
      <div className={styles.xTicks} aria-hidden="true">
        {props.xTicks.map((x) => (
          <span key={x} style={{ left: percent(across(x)) }}>
            {props.xText?.(x) ?? x}
          </span>
        ))}
      </div>
      <div className={styles.xLabel}>{props.xLabel}</div>
    </div>
  )
}

/** The word stands where the line is not: a line that falls towards the input passes below it, one that rises above. */
function Ring({ left, top, label, above }: { left: number; top: number; label: string; above: boolean }) {
  return (
    <span
      className={styles.ring}
      data-side={left > 0.5 ? 'left' : 'right'}
      data-above={above ? '' : undefined}
      style={{ left: percent(left), top: percent(top) }}
    >
      <span>{label}</span>
    </span>
  )
}

/** Names of the lines, each beside a sample of its stroke. */
export function Legend({ lines }: { lines: readonly { kind: LineKind; label: string }[] }) {
  return (
    <ul className={styles.legend}>
      {lines.map((line) => (
        <li key={line.label}>
          <svg width="26" height="8" viewBox="0 0 26 8" aria-hidden="true">
            <path className={styles[line.kind]} d="M0 4H26" />
          </svg>
          {line.label}
        </li>
      ))}
    </ul>
  )
}

function pathOf(
  values: readonly number[],
  xFrom: number,
  across: (x: number) => number,
  down: (value: number) => number,
): string {
  let path = ''
  let pen = 'M'
  values.forEach((value, i) => {
    if (!(value > 0)) {
      pen = 'M'
      return
    }
    // A point far outside is kept near the edge: browsers lose precision on huge coordinates.
    const y = Math.min(2, Math.max(-1, down(value)))
    path += `${pen}${coordinate(across(xFrom + i) * width)} ${coordinate(y * height)}`
    pen = 'L'
  })
  return path
}

function decadeTicks(from: number, to: number, step: number): number[] {
  const ticks: number[] = []
  for (let decade = Math.ceil(from / step) * step; decade <= to; decade += step) ticks.push(decade)
  return ticks
}

/** Rounded, so that the server and every browser write the same characters. */
const coordinate = (value: number) => Math.round(value * 10) / 10
const percent = (share: number) => `${Math.round(share * 10000) / 100}%`
const clamp = (share: number) => Math.min(1, Math.max(0, share))
