import type { ReactNode } from 'react'

/** One line of a card of settings, inside a `dl`. */
export function SettingsRow({ term, id, children }: { term: string; id?: string; children: ReactNode }) {
  return (
    <div id={id} className="grid gap-x-6 gap-y-1 px-5 py-3.5 sm:grid-cols-[10rem_1fr]">
      <dt className="text-soft">{term}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  )
}
