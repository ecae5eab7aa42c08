'use client'
/** Tabs as the ARIA practices describe them: arrow keys move, the panel follows. */
import type { ReactNode } from 'react'

export interface TabListProps<Id extends string> {
  label: string
  tabs: ReadonlyArray<{ id: Id; label: string; badge?: string | undefined }>
  current: Id
  onChange: (id: Id) => void
  /** Ids in the page: `${name}-tab-x` and `${name}-panel-x`. */
  name: string
  children?: ReactNode
}

export function TabList<Id extends string>({ label, tabs, current, onChange, name, children }: TabListProps<Id>) {
  const move = (step: number) => {
    const at = tabs.findIndex(({ id }) => id === current)
    const next = tabs[(at + step + tabs.length) % tabs.length]
    if (!next) return
    onChange(next.id)
    document.getElementById(`${name}-tab-${next.id}`)?.focus()
  }
  return (
    <div className="flex h-10 shrink-0 items-end gap-4 border-b border-hair px-4">
      <div role="tablist" aria-label={label} className="flex min-w-0 gap-4 overflow-x-auto">
        {tabs.map(({ id, label: text, badge }) => {
          const on = id === current
          return (
            <button
              key={id}
              id={`${name}-tab-${id}`}
              type="button"
              role="tab"
              aria-selected={on}
              aria-controls={`${name}-panel-${id}`}
              tabIndex={on ? 0 : -1}
              onClick={() => onChange(id)}
              onKeyDown={(event) => {
                if (event.key === 'ArrowRight') move(1)
                if (event.key === 'ArrowLeft') move(-1)
              }}
              className={`h-9 shrink-0 px-0.5 pt-0.5 text-sm ${on ? 'text-ink shadow-[inset_0_-2px_var(--accent)]' : 'text-soft hover:text-ink'}`}
            >
              {text}
              {badge ? <span className="ml-1.5 text-xs text-soft tabular-nums">{badge}</span> : null}
            </button>
          )
        })}
      </div>
      {children}
    </div>
  )
}
