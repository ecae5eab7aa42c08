'use client'

import type { ReactNode } from 'react'
import styles from './clip-window.module.css'
import { powerOfTen } from '../chart/number-format.ts'
import plot from './plot.module.css'

const width = 1000
const height = 400

/** Decades of the two axes, and the smallest loss that is drawn. */
const [cFrom, cTo] = [-2, 3]
const [lossFrom, lossTo] = [-8, 6]

const acrossC = (c: number) => (Math.log10(c) - cFrom) / (cTo - cFrom)
const downLoss = (loss: number) => (lossTo - Math.log10(Math.max(loss, 10 ** lossFrom))) / (lossTo - lossFrom)

/** Both axes logarithmic; the ranges of thresholds that arrive are shaded, the goal is a dashed line. */
export function LossAgainstThreshold(props: {
  label: string
  title: string
  xLabel: string
  band: string
  grid: readonly number[]
  losses: readonly number[]
  ranges: readonly (readonly [number, number])[]
  goal: number
  chosen: { c: number; loss: number }
}) {
  const { grid, losses, ranges, goal, chosen } = props
  const goalLine = coordinate(downLoss(goal) * height)
  const first = ranges[0]
  return (
    <Frame
      title={props.title}
      xLabel={props.xLabel}
      yTicks={[6, 3, 0, -3, -6].map((decade) => ({ at: downLoss(10 ** decade), text: powerOfTen(decade) }))}
      xTicks={[-2, -1, 0, 1, 2, 3].map((decade) => ({ at: acrossC(10 ** decade), text: powerOfTen(decade) }))}
      over={
        <>
          {first ? (
            <span
              className={styles.bandName}
              style={{ left: percent((acrossC(first[0]) + acrossC(first[1])) / 2) }}
              aria-hidden="true"
            >
              {props.band}
            </span>
          ) : null}
          <span
            className={styles.point}
            style={{ left: percent(acrossC(chosen.c)), top: percent(clamp(downLoss(chosen.loss))) }}
          />
        </>
      }
    >
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={props.label}>
        {ranges.map(([from, to]) => (
          <rect
            key={from}
            className={plot.band}
            x={coordinate(acrossC(from) * width)}
            width={coordinate(Math.max(4, (acrossC(to) - acrossC(from)) * width))}
            y="0"
            height={height}
          />
        ))}
        {[6, 3, 0, -3, -6].map((decade) => {
          const y = coordinate(downLoss(10 ** decade) * height)
          return <line key={decade} className={plot.grid} x1="0" x2={width} y1={y} y2={y} />
        })}
        <line className={plot.ref} x1="0" x2={width} y1={goalLine} y2={goalLine} />
        <path className={plot.mine} d={line(grid.map((c, i) => [acrossC(c), clamp(downLoss(losses[i] ?? NaN))]))} />
      </svg>
    </Frame>
  )
}

const wTop = 1.8

/** w after each step, with the two minima dashed and the plateau between them shaded. */
export function PathOfW(props: {
  label: string
  title: string
  xLabel: string
  root: number
  rootLabel: string
  way: readonly number[]
}) {
  const { way, root } = props
  const last = Math.max(1, way.length - 1)
  const down = (w: number) => (wTop - w) / (2 * wTop)
  const minima = [root, -root].map((w) => coordinate(down(w) * height))
  const end = way.at(-1) ?? NaN
  return (
    <Frame
      title={props.title}
      xLabel={props.xLabel}
      yTicks={[1, 0, -1].map((w) => ({ at: down(w), text: w < 0 ? '−1' : String(w) }))}
      xTicks={[0, 0.5, 1].map((share) => ({ at: share, text: String(Math.round(share * last)) }))}
      over={
        <>
          <span className={styles.minimum} style={{ top: percent(down(root)) }} aria-hidden="true">
            {props.rootLabel}
          </span>
          <span className={styles.point} style={{ left: '100%', top: percent(clamp(down(end))) }} />
        </>
      }
    >
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={props.label}>
        {[1, 0, -1].map((w) => {
          const y = coordinate(down(w) * height)
          return <line key={w} className={plot.grid} x1="0" x2={width} y1={y} y2={y} />
        })}
        {minima.map((y) => (
          <line key={y} className={plot.ref} x1="0" x2={width} y1={y} y2={y} />
        ))}
        <path className={plot.mine} d={line(way.map((w, i) => [i / last, Math.min(1.5, Math.max(-0.5, down(w)))]))} />
      </svg>
    </Frame>
  )
}

interface Tick {
  at: number
  text: string
}

function Frame(props: {
  title: string
  xLabel: string
  xTicks: readonly Tick[]
  yTicks: readonly Tick[]
  over: ReactNode
  children: ReactNode
}) {
  return (
    <div className={plot.plot} data-tall="">
      <div className={plot.yLabel}>{props.title}</div>
      <div className={plot.yTicks} aria-hidden="true">
        {props.yTicks.map(({ at, text }) => (
          <span key={text} style={{ top: percent(at) }}>
            {text}
          </span>
        ))}
      </div>
      <div className={plot.area}>
        {props.children}
        {props.over}
      </div>
      <div className={plot.xTicks} aria-hidden="true">
        {props.xTicks.map(({ at, text }) => (
          <span key={text} style={{ left: percent(at) }}>
            {text}
          </span>
        ))}
      </div>
      <div className={plot.xLabel}>
        <span className={plot.middle}>{props.xLabel}</span>
      </div>
    </div>
  )
}

/** A path through points whose coordinates are shares of the area; what is no number interrupts it. */
function line(points: ReadonlyArray<readonly [number, number]>): string {
  let d = ''
  let pen = 'M'
  for (const [x, y] of points) {
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      pen = 'M'
      continue
    }
    d += `${pen}${coordinate(x * width)} ${coordinate(y * height)}`
    pen = 'L'
  }
  return d
}

/** Rounded, so that the server and every browser write the same characters. */
const coordinate = (value: number) => Math.round(value * 10) / 10
const percent = (share: number) => `${Math.round(share * 10000) / 100}%`
const clamp = (share: number) => Math.min(1, Math.max(0, share))
