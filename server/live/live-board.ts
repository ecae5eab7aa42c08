import 'server-only'

import { describeLearner, liveWindowMs } from '@/course/live/live-class.ts'
import type { LiveRow, Work } from '@/course/live/live-class.ts'
import type { Database } from '@/store/foundation/database.ts'
import { listMembers } from '@/store/classes/enrolments.ts'
import { listLatelyEdited, listLatelySubmitted } from '@/store/live/live-class.ts'

/**
 * Who does what in one class, kept in memory while somebody watches. What moved is read again for those who moved alone; time
 * by itself changes rows too (somebody falls silent, an hour passes), so all are described anew from memory now and then.
 */
export interface LiveBoard {
  /** Every row, as it was told last. */
  rows(): LiveRow[]
  /** Reads everything. */
  load(now: number): Promise<void>
  /** Reads what these learners did. @returns rows that differ from what was told; `null` for who is no longer there */
  refresh(userIds: readonly string[], now: number): Promise<LiveChange[]>
  /** Reads who has edited since the last time, and lets time pass. */
  tick(now: number): Promise<LiveChange[]>
}

export interface LiveChange {
  userId: string
  row: LiveRow | null
}

/** A little is read twice rather than missed: drafts are stamped by the web's clocks, which may differ. */
const overlapMs = 30_000

export function makeLiveBoard(database: Database, classroomId: string): LiveBoard {
  let names = new Map<string, string>()
  let work = new Map<string, Map<string, Work>>()
  let told = new Map<string, { row: LiveRow; text: string }>()
  let editsReadAt = 0

  async function load(now: number): Promise<void> {
    const since = new Date(now - liveWindowMs)
    const [members, submitted] = await Promise.all([
      listMembers(database, classroomId),
      listLatelySubmitted(database, { classroomId, since }),
    ])
    names = new Map(members.filter(({ role }) => role === 'learner').map(({ id, name }) => [id, name]))
    work = new Map()
    editsReadAt = now - liveWindowMs
    for (const entry of submitted) noteSubmitted(entry)
    await readEdits(now)
  }

  function noteSubmitted({ userId, ...done }: Awaited<ReturnType<typeof listLatelySubmitted>>[number]): void {
    const own = workOf(userId)
    own.set(done.slug, { ...done, editedAt: own.get(done.slug)?.editedAt ?? null })
  }

  /** @returns who has edited something */
  async function readEdits(now: number): Promise<Set<string>> {
    const since = new Date(editsReadAt - overlapMs)
    const edited = await listLatelyEdited(database, { classroomId, since })
    editsReadAt = now
    for (const { userId, slug, editedAt, passed } of edited) {
      const own = workOf(userId)
      own.set(slug, { slug, submissions: [], ...own.get(slug), editedAt, passed })
    }
    return new Set(edited.map(({ userId }) => userId))
  }

  function workOf(userId: string): Map<string, Work> {
    const own = work.get(userId) ?? new Map<string, Work>()
    work.set(userId, own)
    return own
  }

  function describe(userIds: Iterable<string>, now: number): LiveChange[] {
    const changes: LiveChange[] = []
    for (const userId of userIds) {
      const name = names.get(userId)
      const own = [...(work.get(userId)?.values() ?? [])]
      const row = name === undefined ? null : describeLearner({ userId, name, work: own }, now)
      const before = told.get(userId)
      if (row === null) {
        // Nothing of theirs is within the window: memory does not grow with a day of watching.
        work.delete(userId)
        if (before !== undefined) changes.push({ userId, row: null })
        told.delete(userId)
        continue
      }
      const text = JSON.stringify(row)
      if (text === before?.text) continue
      told.set(userId, { row, text })
      changes.push({ userId, row })
    }
    return changes
  }

  return {
    rows: () => [...told.values()].map(({ row }) => row),
    async load(now) {
      told = new Map()
      await load(now)
      describe(names.keys(), now)
    },
    async refresh(userIds, now) {
      const since = new Date(now - liveWindowMs)
      const submitted = await listLatelySubmitted(database, { classroomId, since, userIds })
      for (const entry of submitted) noteSubmitted(entry)
      return describe(userIds, now)
    },
    async tick(now) {
      await readEdits(now)
      return describe(new Set([...work.keys(), ...told.keys()]), now)
    },
  }
}
