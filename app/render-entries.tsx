import type { ReactNode } from 'react'
import { Prose } from '@/components/prose/prose.tsx'
import type { RenderedEntry } from '@/components/verdict/props.ts'
import type { Entry } from '@/grader/exercise/exercise.ts'

/** Titles of plots as elements, rendered on the server. */
export function renderTitles(titles: Record<string, string>): Record<string, ReactNode> {
  return Object.fromEntries(
    Object.entries(titles).map(([id, title]) => [id, <Prose key={id} markdown={title} inline />]),
  )
}

/** Claims, figures and hints as elements, rendered on the server. */
export function renderEntries(entries: Record<string, Entry>): Record<string, RenderedEntry> {
  return Object.fromEntries(
    Object.entries(entries).map(([id, { claim, figures, hints }]) => [
      id,
      {
        claim: <Prose markdown={claim} inline />,
        ...(figures === undefined ? {} : { figures: <Prose markdown={figures} inline /> }),
        hints: hints.map((hint, index) => <Prose key={index} markdown={hint} inline />),
      },
    ]),
  )
}
