'use client'

import { useTranslations } from 'next-intl'
import type { CSSProperties, ReactNode } from 'react'
import styles from './figure.module.css'
import { useSettled } from './use-settled.ts'

/**
 * The frame of every figure: a name, what it says in one sentence, the drawing, controls and a table.
 * The sentence changes at once for the eye; the live region repeats it when the reader has stopped moving.
 */
export function FigureFrame(props: {
  id: string
  title: string
  /** The sentence with emphasis. */
  sentence: ReactNode
  /** The same in plain text, for the live region. */
  spoken: string
  children: ReactNode
  note?: ReactNode
  /** A table that is opened by whoever wants it. */
  table?: ReactNode
  plain?: boolean
  /** How many lines the sentence may take on a wide and on a narrow screen, so that nothing moves when it changes. */
  lines?: [number, number]
}) {
  const t = useTranslations('figures')
  const settled = useSettled(props.spoken)
  const lines: CSSProperties & Record<`--${string}`, number> = props.lines
    ? { '--lines-wide': props.lines[0], '--lines-narrow': props.lines[1] }
    : {}
  return (
    <figure
      className={`${styles.fig} ${props.plain ? styles.plainFrame : styles.frame}`}
      data-figure={props.id}
      style={lines}
    >
      <figcaption className={styles.title}>{props.title}</figcaption>
      <p className={props.plain ? styles.headline : styles.sentence}>{props.sentence}</p>
      {props.children}
      {props.note ? <p className={styles.note}>{props.note}</p> : null}
      {props.table ? (
        <details className={styles.table}>
          <summary>{t('table')}</summary>
          {props.table}
        </details>
      ) : null}
      <p className={styles.spoken} role="status" aria-live="polite">
        {settled}
      </p>
    </figure>
  )
}
