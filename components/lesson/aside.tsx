import type { ReactNode } from 'react'
import styles from './lesson.module.css'

/** A remark that the argument does not need. */
export function Aside({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <aside className={styles.aside}>
      {title ? <span className={styles.kicker}>{title}</span> : null}
      {children}
    </aside>
  )
}
