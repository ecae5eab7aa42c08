'use client'

import { useRef } from 'react'
import type { PointerEvent } from 'react'
import plane from './clip.module.css'
import plot from './plot.module.css'

/**
 * The gradient as an arrow over the lengths of its two tensors, with the circle of the threshold. The end can be
 * dragged by pointer; for the keyboard the sliders beside it do the same, so the handle takes no focus.
 */
export function ClipPlane(props: {
  label: string
  longest: number
  before: [number, number]
  after: [number, number]
  threshold: number
  xLabel: string
  yLabel: string
  onMove: (x: number, y: number) => void
}) {
  const area = useRef<HTMLDivElement>(null)
  const { longest, before, after } = props
  const x = (value: number) => Math.round((value / longest) * 1000) / 10
  const y = (value: number) => Math.round((1 - value / longest) * 1000) / 10

  function drag(event: PointerEvent) {
    const box = area.current?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    const toLength = (share: number) => Math.round(Math.min(1, Math.max(0, share)) * longest * 10) / 10
    props.onMove(toLength((event.clientX - box.left) / box.width), toLength((box.bottom - event.clientY) / box.height))
  }

  return (
    <div className={plane.plane}>
      <div className={plane.planeY}>{props.yLabel}</div>
      <div className={plane.planeArea} ref={area}>
        <svg viewBox="0 0 100 100" role="img" aria-label={props.label}>
          {Array.from({ length: longest }, (_, i) => i + 1).map((tick) => (
            <path key={tick} className={plot.grid} d={`M${x(tick)} 0V100M0 ${y(tick)}H100`} />
          ))}
          <circle className={plane.circle} cx="0" cy="100" r={x(props.threshold)} />
          <path className={`${plane.arrow} ${plane.before}`} d={`M0 100L${x(before[0])} ${y(before[1])}`} />
          <path className={`${plane.arrow} ${plane.after}`} d={`M0 100L${x(after[0])} ${y(after[1])}`} />
        </svg>
        <span className={plane.dot} style={{ left: `${x(after[0])}%`, top: `${y(after[1])}%` }} />
        <span
          className={plane.handle}
          style={{ left: `${x(before[0])}%`, top: `${y(before[1])}%` }}
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={drag}
        />
      </div>
      <div className={plane.planeX}>{props.xLabel}</div>
    </div>
  )
}
