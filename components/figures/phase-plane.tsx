'use client'

import { useMemo, useRef } from 'react'
import type { PointerEvent } from 'react'
import edge from './edge-of-chaos.module.css'
import { criticalPoint } from './mean-field-model.ts'
import plot from './plot.module.css'

export const planeRange = { weight: [0.5, 4], bias: [0, 0.5] } as const

const weightTicks = [1, 2, 3, 4]
const biasTicks = [0, 0.1, 0.2, 0.3, 0.4, 0.5]

/**
 * σ_w² to the right, σ_b² upwards, and the line on which χ₁ = 1. The point can be dragged by pointer; for the keyboard
 * the sliders below do the same, so the handle takes no focus.
 */
export function PhasePlane(props: {
  label: string
  weight: number
  bias: number
  words: { ordered: string; chaotic: string }
  onMove: (weight: number, bias: number) => void
}) {
  const area = useRef<HTMLDivElement>(null)
  const line = useMemo(() => criticalLine(), [])

  function drag(event: PointerEvent) {
    const box = area.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    props.onMove(
      fromShare((event.clientX - box.left) / box.width, planeRange.weight),
      fromShare((box.bottom - event.clientY) / box.height, planeRange.bias),
    )
  }

  return (
    <div className={edge.plane}>
      <div className={edge.yLabel}>
        σ<sub>b</sub>²
      </div>
      <div className={edge.yTicks} aria-hidden="true">
        {biasTicks.map((tick) => (
          <span key={tick} style={{ top: `${y(tick)}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <div className={edge.area} ref={area}>
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label={props.label}>
          <path className={edge.ordered} d={`${line}L0 0V100Z`} />
          <path className={edge.chaotic} d={`${line}L100 0V100Z`} />
          {weightTicks.slice(0, -1).map((tick) => (
            <path key={tick} className={plot.grid} d={`M${x(tick)} 0V100`} />
          ))}
          {biasTicks.slice(1, -1).map((tick) => (
            <path key={tick} className={plot.grid} d={`M0 ${y(tick)}H100`} />
          ))}
          <path className={edge.line} d={line} />
        </svg>
        <span className={edge.orderedWord} aria-hidden="true">
          {props.words.ordered}
        </span>
        <span className={edge.chaoticWord} aria-hidden="true">
          {props.words.chaotic}
        </span>
        <span className={edge.onLine} aria-hidden="true">
          χ₁ = 1
        </span>
        <span
          className={edge.handle}
          style={{ left: `${x(props.weight)}%`, top: `${y(props.bias)}%` }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
        />
      </div>
      <div className={edge.xTicks} aria-hidden="true">
        {weightTicks.map((tick) => (
          <span key={tick} style={{ left: `${x(tick)}%` }}>
            {tick}
          </span>
        ))}
      </div>
      <div className={edge.xLabel}>
        σ<sub>w</sub>²
      </div>
    </div>
  )
}

/** From the bottom edge to the top edge of the plane. */
function criticalLine(): string {
  const points = Array.from({ length: 49 }, (_, i) => criticalPoint((i / 30) ** 2))
  return points.map(({ weight, bias }, i) => `${i === 0 ? 'M' : 'L'}${x(weight)} ${y(bias)}`).join('')
}

const share = (value: number, [from, to]: readonly [number, number]): number => (value - from) / (to - from)
/** To hundredths, as the sliders have it, and inside the plane. */
const fromShare = (at: number, [from, to]: readonly [number, number]): number =>
  Math.round((from + Math.min(1, Math.max(0, at)) * (to - from)) * 100) / 100

/** Rounded, so that the server and every browser write the same characters. */
const rounded = (value: number): number => Math.round(value * 100) / 100
const x = (weight: number): number => rounded(100 * share(weight, planeRange.weight))
const y = (bias: number): number => rounded(100 * (1 - share(bias, planeRange.bias)))
