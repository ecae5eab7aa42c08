'use client'

import { useMemo } from 'react'
import styles from './network.module.css'

const rows = 12

/**
 * The network itself: one column of units per layer, over the same x as the plot below. Units that are active for
 * one example are filled; their size and strength show the layer's gradient on a log scale, so that it can be seen
 * to fade or to swell on its way to the input. Decorative: the plot and the sentence say the same.
 */
export function NetworkPicture(props: {
  active: readonly Uint8Array[]
  ratios: readonly number[]
  input: string
  way: string
  loss: string
}) {
  const columns = useMemo(
    () => props.active.map((units, l) => columnPaths(units, l, props.active.length)),
    [props.active],
  )
  return (
    <div className={styles.network} aria-hidden="true">
      <div className={styles.ends}>
        <span>{props.input}</span>
        <span>← {props.way}</span>
        <span>{props.loss}</span>
      </div>
      <svg viewBox="0 0 1000 120" preserveAspectRatio="none">
        <path className={styles.silent} d={columns.map((column) => column.silent).join('')} />
        {columns.map((column, l) => (
          <path key={l} className={styles.firing} d={column.firing} style={strokeOf(props.ratios[l] ?? 0)} />
        ))}
      </svg>
    </div>
  )
}

function columnPaths(units: Uint8Array, l: number, layers: number): { firing: string; silent: string } {
  const x = Math.round((l / (layers - 1)) * 10000) / 10
  let firing = ''
  let silent = ''
  for (let row = 0; row < rows; row++) {
    // A line of almost no length with round ends is a dot that stays round when the SVG is stretched.
    const dot = `M${x} ${5 + row * 10}h.01`
    if (units[row] === 1) firing += dot
    else silent += dot
  }
  return { firing, silent }
}

/** Six decades down the dots have shrunk to points; three decades up they are as large as they get, and warm. */
function strokeOf(ratio: number): { stroke: string; strokeWidth: string; opacity: number } {
  const decades = Math.min(3, Math.max(-6, Math.log10(ratio)))
  const fade = Math.max(0, -decades) / 6
  const heat = Math.max(0, decades) / 3
  return {
    stroke:
      heat > 0
        ? `color-mix(in oklab, var(--mine), var(--bad) ${Math.round(100 * Math.min(1, heat * 1.6))}%)`
        : 'var(--mine)',
    strokeWidth: `calc(var(--dot) * ${round(5.2 - 3.6 * fade + 2 * heat)})`,
    opacity: round(1 - 0.82 * fade),
  }
}

const round = (value: number) => Math.round(value * 100) / 100
