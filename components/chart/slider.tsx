'use client'

import { useId } from 'react'
import type { CSSProperties } from 'react'
import styles from './controls.module.css'
import { stepText } from './number-format.ts'

/** A labelled native range input, with marks under the track and an optional zone on it. */
export function Slider(props: {
  label: string
  value: number
  range: readonly [min: number, max: number]
  step: number
  /** The value as people read it, where it is not the number with as many digits as the step has. */
  text?: string
  onChange: (value: number) => void
  marks?: { value: number; label: string }[]
  /** A range of good values, drawn on the track. */
  zone?: readonly [number, number] | undefined
}) {
  const id = useId()
  const [min, max] = props.range
  const at = (value: number) => (value - min) / (max - min)
  const text = props.text ?? stepText(props.value, props.step)
  const zone = props.zone ?? [min, min]
  const track: CSSProperties & Record<`--${string}`, string> = {
    '--from': `${(100 * at(zone[0])).toFixed(2)}%`,
    '--to': `${(100 * at(zone[1])).toFixed(2)}%`,
  }
  return (
    <div className={styles.slider}>
      <div className={styles.sliderHead}>
        <label htmlFor={id}>{props.label}</label>
        <output htmlFor={id} className={styles.number}>
          {text}
        </output>
      </div>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={props.step}
        value={props.value}
        aria-valuetext={text}
        style={track}
        onChange={(event) => props.onChange(Number(event.currentTarget.value))}
      />
      {props.marks ? (
        <div className={styles.marks} aria-hidden="true">
          {props.marks.map((mark) => (
            <button
              key={mark.value}
              type="button"
              tabIndex={-1}
              style={{ left: `calc(10px + (100% - 20px) * ${at(mark.value).toFixed(4)})` }}
              onClick={() => props.onChange(mark.value)}
            >
              {mark.label}
            </button>
          ))}
        </div>
      ) : null}
    </div>
  )
}
