'use client'
/** The edge between two panes: dragged by pointer, moved by arrow keys, put back by a double click. */
import { useRef } from 'react'
import { defaultSizes, paneLimits, resizePane, type PaneSizes } from './pane-sizes.ts'

export interface PaneEdgeProps {
  pane: keyof PaneSizes
  sizes: PaneSizes
  onResize: (sizes: PaneSizes) => void
  label: string
  /** The element that the edge resizes. */
  controls: string
  area: string
}

export function PaneEdge({ pane, sizes, onResize, label, controls, area }: PaneEdgeProps) {
  const dragging = useRef(false)
  // The result lies on the right of its edge, so it grows when the edge moves left.
  const direction = pane === 'task' ? 1 : -1
  const percent = (share: number) => Math.round(share * 100)
  const steps: Record<string, number> = { ArrowLeft: -0.02, ArrowRight: 0.02 }
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-controls={controls}
      aria-valuenow={percent(sizes[pane])}
      aria-valuemin={percent(paneLimits.low)}
      aria-valuemax={percent(paneLimits.high)}
      tabIndex={0}
      style={{ gridArea: area }}
      className="group relative z-10 -mx-1 hidden w-2 cursor-col-resize touch-none outline-none min-[900px]:block"
      onPointerDown={(event) => {
        dragging.current = true
        event.currentTarget.setPointerCapture(event.pointerId)
        event.preventDefault()
        event.currentTarget.focus()
      }}
      onPointerMove={(event) => {
        if (!dragging.current) return
        const frame = event.currentTarget.parentElement?.getBoundingClientRect()
        if (!frame) return
        const share = (event.clientX - frame.left) / frame.width
        onResize(resizePane(sizes, pane, pane === 'task' ? share : 1 - share))
      }}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
      onDoubleClick={() => onResize(resizePane(sizes, pane, defaultSizes[pane]))}
      onKeyDown={(event) => {
        const step = steps[event.key]
        const end = event.key === 'Home' ? paneLimits.low : event.key === 'End' ? paneLimits.high : undefined
        if (step === undefined && end === undefined) return
        event.preventDefault()
        onResize(resizePane(sizes, pane, end ?? sizes[pane] + direction * (step ?? 0)))
      }}
    >
      <div className="mx-auto h-full w-px bg-hair group-hover:w-0.5 group-hover:bg-accent group-focus-visible:w-0.5 group-focus-visible:bg-accent" />
    </div>
  )
}
