import { z } from 'zod'

import { verdictKinds } from '../../grader/judge/verdict.ts'

/** How one grade came about. Times are milliseconds since 1970. */

const time = z.number().nullable()
const kind = z.enum(verdictKinds).nullable()

/** Something that a person did to the grade, and who. */
const deed = z.object({
  action: z.enum(['grade.overridden', 'grade.override-withdrawn', 'extension.granted', 'extension.withdrawn']),
  at: z.number(),
  /** Null when the account is gone. */
  by: z.string().nullable(),
})

export const cellDetail = z.object({
  learner: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    studentId: z.string().nullable(),
  }),
  assignment: z.object({
    id: z.string(),
    slug: z.string(),
    points: z.number(),
    /** The learner's own, with their extension. */
    dueAt: time,
    closesAt: time,
    /** As everybody has it. */
    plainDueAt: time,
    plainClosesAt: time,
    latePolicy: z.enum(['none', 'daily', 'cutoff']),
    latePercent: z.number(),
    /** With what the extension adds; null: as many as they like. */
    attemptLimit: z.number().nullable(),
    counting: z.enum(['best', 'last']),
  }),
  /** By the rules alone, without an override; null where nothing was sent. */
  grade: z
    .object({
      kind,
      score: z.number().nullable(),
      points: z.number().nullable(),
      /** What lateness took, of the assignment's points. */
      lost: z.number(),
      late: z.boolean(),
      lateDays: z.number(),
      attempts: z.number(),
      waiting: z.number(),
      ignored: z.number(),
    })
    .nullable(),
  override: z.object({ points: z.number(), reason: z.string() }).nullable(),
  extension: z.object({ dueAt: time, closesAt: time, extraAttempts: z.number(), reason: z.string() }).nullable(),
  /** Newest first. */
  deeds: z.array(deed),
  /** Newest first. */
  submissions: z.array(
    z.object({
      id: z.string(),
      at: z.number(),
      kind,
      score: z.number().nullable(),
      standing: z.enum(['counted', 'waiting', 'early', 'closed', 'over-limit']),
      lateDays: z.number(),
      /** Whether the grade is this one's. */
      chosen: z.boolean(),
    }),
  ),
  /** Whether the reader may override and extend. */
  mayChange: z.boolean(),
})
export type CellDetail = z.infer<typeof cellDetail>
