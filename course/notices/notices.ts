import { z } from 'zod'
import { extendSchedule } from '../assignments/deadlines.ts'
import type { Extension, Schedule } from '../assignments/deadlines.ts'

/** What people are told. A notice holds ids and small facts; here stands what each kind is made of, and where it leads. */

const place = { classroomId: z.uuid(), slug: z.string() }
const time = z.iso.datetime({ offset: true })

const notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('extension'),
    ...place,
    dueAt: time.nullable(),
    // Rows of earlier releases do not say.
    closesAt: time.nullable().default(null),
    extraAttempts: z.int().min(0),
  }),
  z.object({ kind: z.literal('extension-withdrawn'), ...place }),
  z.object({ kind: z.literal('override'), ...place, points: z.number() }),
  z.object({ kind: z.literal('override-withdrawn'), ...place }),
  /** By staff, for who submitted it. */
  z.object({ kind: z.literal('comment'), ...place, submissionId: z.uuid(), authorName: z.string() }),
  /** By who submitted it, for staff. Keeps no name, which would outlive the account. */
  z.object({ kind: z.literal('owner-comment'), ...place, submissionId: z.uuid() }),
  z.object({
    kind: z.literal('regraded'),
    ...place,
    from: z.number().nullable().exactOptional(),
    to: z.number().nullable().exactOptional(),
  }),
  z.object({ kind: z.literal('due-soon'), ...place, dueAt: time }),
])
export type Notice = z.infer<typeof notice>

/** @returns null for one of a kind that this release does not know, or whose facts are not whole: rows outlive code */
export function parseNotice(stored: { kind: string; details: unknown }): Notice | null {
  const { kind, details } = stored
  if (typeof details !== 'object' || details === null) return null
  const parsed = notice.safeParse({ ...details, kind })
  return parsed.success ? parsed.data : null
}

/** A page of this site, without its language. */
export function pathOfNotice(told: Notice): string {
  switch (told.kind) {
    case 'comment':
    case 'owner-comment':
      return `/submissions/${told.submissionId}`
    case 'due-soon':
      return `/exercises/${told.slug}`
    case 'extension':
    case 'extension-withdrawn':
    case 'override':
    case 'override-withdrawn':
    case 'regraded':
      return `/classes/${told.classroomId}`
  }
}

export type NoticeWording =
  | 'extension-time'
  | 'extension-attempts'
  | 'extension-both'
  | 'extension-closing'
  | 'extension-closing-both'
  | 'regraded-points'
  | Exclude<Notice['kind'], 'extension'>

/** Which sentence says it (messages/notices), and the numbers in it. */
export function wordingOf(told: Notice): {
  wording: NoticeWording
  /** ISO 8601; the closing time where only that moves. */
  dueAt: string | null
  count: number
  points: number
  /** Points before, where the sentence names both. */
  from: number
  /** Empty where the notice does not keep it. */
  author: string
} {
  const plain = { dueAt: null, count: 0, points: 0, from: 0, author: '' }
  switch (told.kind) {
    case 'extension': {
      const { dueAt, closesAt, extraAttempts: count } = told
      if (dueAt !== null) return { ...plain, wording: count === 0 ? 'extension-time' : 'extension-both', dueAt, count }
      if (closesAt === null) return { ...plain, wording: 'extension-attempts', count }
      const wording = count === 0 ? 'extension-closing' : 'extension-closing-both'
      return { ...plain, wording, dueAt: closesAt, count }
    }
    case 'override':
      return { ...plain, wording: told.kind, points: told.points }
    case 'comment':
      return { ...plain, wording: told.kind, author: told.authorName }
    case 'due-soon':
      return { ...plain, wording: told.kind, dueAt: told.dueAt }
    case 'regraded': {
      const { from = null, to = null } = told
      // Where nothing counted before, or nothing does now, there are no two numbers to compare.
      if (from === null || to === null) return { ...plain, wording: told.kind }
      return { ...plain, wording: 'regraded-points', from, points: to }
    }
    case 'extension-withdrawn':
    case 'owner-comment':
    case 'override-withdrawn':
      return { ...plain, wording: told.kind }
  }
}

/** How long before the due time a learner is reminded. */
export const dueSoonMs = 48 * 3600_000

/**
 * When an assignment is due for this learner, if they should be reminded of it now: it is open, due within two days, and they have
 * not passed. Milliseconds since 1970.
 */
export function dueSoonAt(
  learner: { schedule: Schedule; extension: Extension | null; passed: boolean },
  now: number,
): number | null {
  const { opensAt, dueAt } = extendSchedule(learner.schedule, learner.extension)
  if (learner.passed || dueAt === null || (opensAt !== null && opensAt > now)) return null
  return dueAt > now && dueAt <= now + dueSoonMs ? dueAt : null
}

export interface NoticeView {
  id: string
  /** ISO 8601. */
  at: string
  unread: boolean
  /** Which sentence of messages/notices says it. */
  wording: NoticeWording
  values: { exercise: string; count: number; points: number; from: number; author: string }
  /** ISO 8601; for sentences that name a due time, or a closing time. */
  dueAt: string | null
  className: string
  /** Of the class. */
  timeZone: string
  /** A page of this site, without its language. */
  path: string
}
