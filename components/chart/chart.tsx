'use client'

import { createContext, use } from 'react'
import type { CSSProperties, ReactNode } from 'react'
import styles from './chart.module.css'
import { percent } from './path.ts'
import type { Scales } from './path.ts'
import { makeScale } from './scale.ts'

const ScalesOfChart = createContext<Scales>({ x: makeScale('linear', [0, 1]), y: makeScale('linear', [0, 1]) })

/** The axes of the chart that a mark stands in. */
export const useScales = (): Scales => use(ScalesOfChart)

export interface ChartProps extends Scales {
  /** What the picture shows, for those who do not see it. */
  label: string
  /** Stands above the area. */
  title?: ReactNode
  xLabel?: ReactNode
  /** Height of the area: one of its own, more than usual, or by its width. */
  height?: string
  tall?: boolean | undefined
  aspect?: number
  /** Width of the column left of the area. */
  gutter?: string
  /** A thin line around the area. */
  framed?: boolean
  className?: string | undefined
  /** Marks of SVG. */
  children?: ReactNode
  /** Marks of HTML, over them. */
  over?: ReactNode
}

/**
 * An area with its axes. Nothing in it has to be measured, so the server draws the same picture: paths are stretched,
 * everything else is placed by percentages, and all text is HTML, so that letters keep their size on a phone.
 */
export function Chart({ x, y, label, title, xLabel, className = '', children, over, ...shape }: ChartProps) {
  const sizes: CSSProperties & Record<`--${string}`, string | undefined> = {
    '--height': shape.aspect === undefined ? shape.height : 'auto',
    '--gutter': shape.gutter,
  }
  return (
    <ScalesOfChart value={{ x, y }}>
      <div className={`${styles.chart} ${className}`} data-tall={shape.tall} style={sizes}>
        {title ? <div className={styles.title}>{title}</div> : null}
        {y.ticks.length > 0 ? (
          <div className={styles.yTicks} aria-hidden="true">
            {y.ticks.map(({ value, text }) => (
              <span key={value} style={{ top: percent(1 - y.share(value)) }}>
                {text}
              </span>
            ))}
          </div>
        ) : null}
        <div className={styles.area} data-framed={shape.framed} style={{ aspectRatio: shape.aspect }}>
          <svg role="img" aria-label={label}>
            {children}
          </svg>
          {over}
        </div>
        {x.ticks.length > 0 ? (
          <div className={styles.xTicks} data-axis="x" aria-hidden="true">
            {x.ticks.map(({ value, text }) => (
              <span key={value} style={{ left: percent(x.share(value)) }}>
                {text}
              </span>
            ))}
          </div>
        ) : null}
        {xLabel ? <div className={styles.xLabel}>{xLabel}</div> : null}
      </div>
    </ScalesOfChart>
  )
}
