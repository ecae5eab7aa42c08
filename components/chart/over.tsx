'use client'

import type { CSSProperties, HTMLAttributes, PointerEvent } from 'react'
import { useScales } from './chart.tsx'
import styles from './chart.module.css'
import { percent } from './path.ts'
import type { Point } from './path.ts'

const inside = (share: number): number => Math.min(1, Math.max(0, share))

/** HTML at a point of the area; at its edge where the point lies outside. */
export function At({ point: [across, up], ...span }: { point: Point } & HTMLAttributes<HTMLSpanElement>) {
  const { x, y } = useScales()
  const place = { left: percent(inside(x.share(across))), top: percent(1 - inside(y.share(up))) }
  return <span style={place} {...span} />
}

/** A filled dot, whole also at the edge of the area. @param ringed stands apart from the lines under it */
export function Dot({ point, ringed }: { point: Point; ringed?: boolean }) {
  return <At className={styles.dot} data-ringed={ringed ? '' : undefined} point={point} />
}

/**
 * A ring around a point, with a word beside it, towards the middle.
 * @param above the word stands over the point
 * @param place where the word stands, seen from the middle of the ring, if a place was looked for
 */
export function Ring(props: { point: Point; label: string; above?: boolean; place?: CSSProperties }) {
  const side = useScales().x.share(props.point[0]) > 0.5 ? 'left' : 'right'
  return (
    <At className={styles.ring} data-side={side} data-above={props.above ? '' : undefined} point={props.point}>
      <span style={props.place}>{props.label}</span>
    </At>
  )
}

/**
 * A point that is dragged by pointer. It takes no focus: sliders beside the chart do the same for the keyboard.
 * @param onMove called with values between the ends of the axes
 */
export function Handle({ point, onMove }: { point: Point; onMove: (x: number, y: number) => void }) {
  const { x, y } = useScales()
  function drag(event: PointerEvent) {
    const box = event.currentTarget.parentElement?.getBoundingClientRect()
    if (!box || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    onMove(x.valueAt((event.clientX - box.left) / box.width), y.valueAt((box.bottom - event.clientY) / box.height))
  }
  return (
    <At
      className={styles.handle}
      point={point}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
    />
  )
}
