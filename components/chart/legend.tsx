import type { ReactNode } from 'react'
import styles from './chart.module.css'
import type { Look } from './marks.tsx'

export interface LegendEntry {
  label: ReactNode
  look?: Look | undefined
  /** What stands for it where it is no line: a drawing of 26 by 8. */
  sample?: ReactNode
}

/** What the marks of a chart are called, each name beside a sample. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul className={styles.legend}>
      {entries.map(({ label, look, sample }, key) => (
        <li key={key}>
          <Sample look={look}>{sample}</Sample>
          <span>{label}</span>
        </li>
      ))}
    </ul>
  )
}

/** A piece of a line, or the drawing that stands for it. */
export function Sample({ look, children }: { look?: Look | undefined; children?: ReactNode }) {
  return (
    <svg className={styles.sample} width="26" height="8" aria-hidden="true">
      {children ?? <path d="M0 4H26" fill="none" {...look} />}
    </svg>
  )
}
