'use client'
/** Which hints are open, by check: they stay so from run to run. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'

export type HintCounts = Readonly<Record<string, number>>

const HintsShownContext = createContext<[HintCounts, (id: string, count: number) => void] | null>(null)

export function HintsShown({
  initial = {},
  onChange,
  children,
}: {
  initial?: HintCounts
  onChange?: (counts: HintCounts) => void
  children: ReactNode
}) {
  const [counts, setCounts] = useState<HintCounts>(initial)
  useEffect(() => onChange?.(counts), [counts, onChange])
  const value = useMemo<[HintCounts, (id: string, count: number) => void]>(
    () => [counts, (id, count) => setCounts((known) => ({ ...known, [id]: count }))],
    [counts],
  )
  return <HintsShownContext value={value}>{children}</HintsShownContext>
}

/** @returns how many hints of a check are open, and how to open so many */
export function useHintsShown(id: string): [number, (count: number) => void] {
  const [own, setOwn] = useState(0)
  const shared = useContext(HintsShownContext)
  if (shared === null) return [own, setOwn]
  const [counts, show] = shared
  return [counts[id] ?? 0, (count) => show(id, count)]
}
