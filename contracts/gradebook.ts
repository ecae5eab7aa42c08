/** A class as its staff sees it: the gradebook and the live view. */
import { z } from 'zod'

import { cellDetail } from '@/course/gradebook/gradebook-cell.ts'
import { gradebookWire } from '@/course/gradebook/gradebook.ts'

import { noQuery, question } from './contract.ts'

export const gradebookApi = {
  /** All of it, or the rows of some learners. */
  read: question({
    path: '/api/classes/[id]/gradebook',
    /** Their ids, with commas between. */
    query: z.object({ learners: z.string().optional() }),
    answer: gradebookWire,
  }),
  /** How one grade came about. */
  readCell: question({
    path: '/api/classes/[id]/gradebook/[assignment]/[user]',
    query: noQuery,
    answer: cellDetail,
  }),
}

const liveRow = z.object({
  userId: z.string(),
  name: z.string(),
  slug: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
  attempts: z.int(),
  passed: z.boolean(),
  submissionId: z.string().nullable(),
  stuck: z.enum(['attempts', 'silent']).nullable(),
})

/** Rows that changed; null: gone from the view. */
export const liveChanges = z.array(z.object({ userId: z.string(), row: liveRow.nullable() }))
export const liveRows = z.array(liveRow)

export const liveApi = {
  /** As they are at this moment, for who gets nothing of the stream: some proxies hold it back. */
  readRows: question({ path: '/api/classes/[id]/live/rows', query: noQuery, answer: liveRows }),
}
