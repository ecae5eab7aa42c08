/** A class while it is watched: what an open gradebook asks of the server, and learners who submit. */
import { randomUUID } from 'node:crypto'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { createSubmission } from '../../store/submissions/submissions.ts'
import { recordVerdict } from '../../store/submissions/verdicts.ts'

/** As components/gradebook/use-gradebook.ts does it. */
const collectMs = 2000

/**
 * Hears the class's events and reads again who moved, as an open gradebook does, until the signal.
 * @param watcher.open answers a path of the site as the signed-in browser would
 */
export async function watchClass(watcher: {
  classroomId: string
  signal: AbortSignal
  open: (path: string, signal: AbortSignal) => Promise<Response>
  read: (path: string) => Promise<unknown>
}): Promise<void> {
  const { classroomId, signal, open, read } = watcher
  const moved = new Set<string>()
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    timer = undefined
    const learners = [...moved].join(',')
    moved.clear()
    read(`/api/classes/${classroomId}/gradebook?learners=${learners}`).catch((error: unknown) => {
      if (!signal.aborted) throw error
    })
  }
  try {
    const { body } = await open('/api/events', signal)
    if (body === null) throw new Error('events have a body')
    const decoder = new TextDecoder()
    for await (const part of body) {
      for (const [, userId = ''] of decoder.decode(part, { stream: true }).matchAll(/"userId":"([0-9a-f-]{36})"/g)) {
        moved.add(userId)
        timer ??= setTimeout(flush, collectMs)
      }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearTimeout(timer)
  }
}

/** Keeps the live view of a class open, as its page does, until the signal. @returns how many messages came */
export async function watchLiveView(watcher: {
  classroomId: string
  signal: AbortSignal
  open: (path: string, signal: AbortSignal) => Promise<Response>
}): Promise<number> {
  const { classroomId, signal, open } = watcher
  let messages = 0
  try {
    const { body } = await open(`/api/classes/${classroomId}/live`, signal)
    if (body === null) throw new Error('a live view has a body')
    const decoder = new TextDecoder()
    for await (const part of body)
      messages += decoder.decode(part, { stream: true }).match(/^event: (board|rows)$/gm)?.length ?? 0
  } catch (error) {
    if (!signal.aborted) throw error
  }
  return messages
}

/** A submission and its verdict at once: two events, and no work for the grader. */
export async function submitFor(database: Database, sent: { userId: string; slug: string }): Promise<void> {
  const revisionId = await keepRevision(database, {
    slug: sent.slug,
    revision: 'bench',
    files: { 'starter.ts': '' },
  })
  const { id } = await inTransaction(database, (transaction) =>
    createSubmission(transaction, { ...sent, revisionId, source: `// ${randomUUID()}` }),
  )
  await recordVerdict(database, {
    submissionId: id,
    graderRevision: 'bench',
    drawId: null,
    verdict: {
      kind: 'failed',
      score: 0.5,
      checks: [],
      misconception: null,
      problem: null,
      notes: [],
      plots: [],
      console: [],
      backend: 'wasm',
      renderer: 'bench',
      seed: 7,
      durationMs: 10,
    },
  })
}
