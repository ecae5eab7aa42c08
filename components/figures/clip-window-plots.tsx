'use client'

import { Chart } from '../chart/chart.tsx'
import { Band, Grid, Line, looks } from '../chart/marks.tsx'
import { At, Dot } from '../chart/over.tsx'
import type { Point } from '../chart/path.ts'
import { decadeScale, makeScale } from '../chart/scale.ts'
import styles from './clip-window.module.css'

const thresholds = decadeScale(-2, 3, 1)
/** Smaller and larger losses stand at the ends. */
const losses = decadeScale(-8, 6, 3)
const shownLoss = (loss: number): number => Math.min(losses.high, Math.max(losses.low, loss))

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
  const { ranges, goal, chosen } = props
  const [first] = ranges
  return (
    <Chart
      label={props.label}
      title={props.title}
      x={thresholds}
      y={losses}
      xLabel={<span>{props.xLabel}</span>}
      tall
      over={
        <>
          {first ? (
            <At className={styles.bandName} point={[Math.sqrt(first[0] * first[1]), losses.high]} aria-hidden="true">
              {props.band}
            </At>
          ) : null}
          <Dot point={[chosen.c, shownLoss(chosen.loss)]} ringed />
        </>
      }
    >
      {ranges.map(([from, to]) => (
        <Band
          key={from}
          corners={[from, Math.max(to, widened(from))].map((x) => ({ x, low: losses.low, high: losses.high }))}
        />
      ))}
      <Grid />
      <Line points={[thresholds.low, thresholds.high].map((c) => [c, goal])} {...looks.ref} />
      <Line points={props.grid.map((c, i) => [c, shownLoss(props.losses[i] ?? NaN)])} {...looks.mine} />
    </Chart>
  )
}

/** The end of a range so narrow that it could just be seen. */
const widened = (from: number): number => thresholds.valueAt(thresholds.share(from) + 0.004)

const weights = makeScale('linear', [-1.8, 1.8], [1, 0, -1])

/** w after each step, with the two minima dashed and the plateau between them. */
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
  const end: Point = [last, way.at(-1) ?? NaN]
  return (
    <Chart
      label={props.label}
      title={props.title}
      x={makeScale('linear', [0, last], [0, last / 2, last], (step) => String(Math.round(step)))}
      y={weights}
      xLabel={<span>{props.xLabel}</span>}
      tall
      over={
        <>
          <At className={styles.minimum} point={[last, root]} aria-hidden="true">
            {props.rootLabel}
          </At>
          <Dot point={end} ringed />
        </>
      }
    >
      <Grid />
      {[root, -root].map((minimum) => (
        <Line key={minimum} points={[0, last].map((step) => [step, minimum])} {...looks.ref} />
      ))}
      <Line points={way.map((w, step) => [step, w])} {...looks.mine} />
    </Chart>
  )
}
