'use client'

import { useId } from 'react'
import type { ReactNode } from 'react'
import styles from './controls.module.css'

/** Sliders and choices below a figure, side by side where there is room. */
export function FigureControls({ children }: { children: ReactNode }) {
  return <div className={styles.controls}>{children}</div>
}

/** Buttons and boxes to tick, and what is said beside them. */
export function ControlRow({ children, beside }: { children: ReactNode; beside?: string }) {
  return (
    <div className={styles.row}>
      {children}
      {beside === undefined ? null : <span className={styles.beside}>{beside}</span>}
    </div>
  )
}

export function Button({ onClick, children }: { onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={styles.button} onClick={onClick}>
      {children}
    </button>
  )
}

export function Toggle(props: { label: string; checked: boolean; onChange: (checked: boolean) => void }) {
  return (
    <label>
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.currentTarget.checked)}
      />
      {props.label}
    </label>
  )
}

/** One of a few, by native radio buttons. */
export function Choices<Option extends string>(props: {
  label: string
  options: readonly Option[]
  text: (option: Option) => string
  value: Option
  onChange: (option: Option) => void
}) {
  const name = useId()
  return (
    <fieldset className={styles.choices}>
      <legend>{props.label}</legend>
      <div className={styles.row}>
        {props.options.map((option) => (
          <label key={option}>
            <input type="radio" name={name} checked={props.value === option} onChange={() => props.onChange(option)} />
            {props.text(option)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
