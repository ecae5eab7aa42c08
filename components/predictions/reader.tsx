'use client'

import { createContext, use } from 'react'
import type { ReactNode } from 'react'

interface Reader {
  /** Whose predictions these are; null without an account. */
  user: string | null
  /** "unit/lesson" */
  lesson: string
}

const ReaderContext = createContext<Reader>({ user: null, lesson: '' })

/** Says to the predictions in a lesson's text where they are kept. */
export function ReaderOfLesson({ user, lesson, children }: Reader & { children: ReactNode }) {
  return <ReaderContext value={{ user, lesson }}>{children}</ReaderContext>
}

export const useReader = (): Reader => use(ReaderContext)
