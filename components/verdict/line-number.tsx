'use client'
import type { KeyboardEvent } from 'react'

export interface LineAction {
  /** What choosing the line does, for a screen reader. */
  label: (line: number) => string
  onChoose: (line: number) => void
  /** The one line number that Tab reaches; the arrow keys go on from there. */
  reachable: number
  onReach: (line: number) => void
}

/** The number of a line; a button where something can be done with the line. */
export function LineNumber(props: { line: number; digits: number; action: LineAction | undefined }) {
  const { line, digits, action } = props
  const style = { width: `calc(${digits}ch + 1.75rem)` }
  if (action === undefined) {
    return (
      <span
        aria-hidden="true"
        className="shrink-0 self-start pr-4 pl-3 text-right select-none"
        style={{ ...style, color: 'var(--base)' }}
      >
        {line}
      </span>
    )
  }
  return (
    <button
      type="button"
      aria-label={action.label(line)}
      tabIndex={line === action.reachable ? 0 : -1}
      data-line={line}
      className="group shrink-0 self-start border-0 bg-transparent pr-4 pl-3 text-right text-soft select-none hover:text-accent focus-visible:text-accent"
      style={style}
      onClick={() => action.onChoose(line)}
      onFocus={() => action.onReach(line)}
      onKeyDown={moveBetweenLines}
    >
      <span className="group-hover:hidden group-focus-visible:hidden">{line}</span>
      <span className="hidden font-semibold group-hover:inline group-focus-visible:inline">+</span>
    </button>
  )
}

/** A thousand lines are one stop of the Tab key: the arrows, Home and End move between them. */
function moveBetweenLines(event: KeyboardEvent<HTMLButtonElement>): void {
  const here = Number(event.currentTarget.dataset['line'])
  const all = event.currentTarget.closest('[role="region"]')?.querySelectorAll<HTMLElement>('button[data-line]')
  if (all === undefined) return
  const wanted = { ArrowUp: here - 1, ArrowDown: here + 1, Home: 1, End: all.length }[event.key]
  const next = wanted === undefined ? undefined : all[wanted - 1]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
