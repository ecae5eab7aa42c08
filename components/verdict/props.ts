/** What a page hands to whatever shows a verdict. */
import type { ReactNode } from 'react'

/** Where the lesson of an exercise is read. */
export interface LessonLink {
  /** Without the language. */
  href: string
  /** It opens beside the code: nothing that is on the page goes. */
  beside: boolean
  /** By misconception, the id of the element where the lesson explains it. */
  places: Readonly<Record<string, string>>
}

/** One check or misconception in words, Markdown already rendered. */
export interface RenderedEntry {
  claim: ReactNode
  /** What was measured, in words: beside a result only. */
  figures?: ReactNode
  /** From a nudge to nearly the answer. */
  hints: ReactNode[]
}
