import { costsAnAttempt } from '../../grader/judge/verdict.ts'
import type { VerdictKind } from '../../grader/judge/verdict.ts'

/** Who is at work in a class now, and who is stuck. All times are milliseconds since 1970. */

const minute = 60_000
/** What is longer ago says nothing about now. */
export const liveWindowMs = 60 * minute
/** So many attempts on one exercise within the window, and no pass, is being stuck. */
const stuckAttempts = 3
/** So long without an edit or a submission after a failure is being stuck too. */
const silenceMs = 10 * minute

/** What one learner did lately on one exercise. */
export interface Work {
  slug: string
  /** Within the window, in any order; a kind of null waits for its verdict. */
  submissions: ReadonlyArray<{ id: string; at: number; kind: VerdictKind | null }>
  /** They passed it, as the class counts it. */
  passed: boolean
  /** When the draft was saved last; null without one. */
  editedAt: number | null
}

export interface LiveRow {
  userId: string
  name: string
  /** The exercise that they touched last. */
  slug: string
  /** Their last edit or submission there. */
  at: number
  /** That cost one, within the window. */
  attempts: number
  passed: boolean
  /** Their last one there within the window; null where they only edited. */
  submissionId: string | null
  /** Several attempts and no pass, or silence after a failure. */
  stuck: 'attempts' | 'silent' | null
}

/** @returns null for who did nothing within the window */
export function describeLearner(
  learner: { userId: string; name: string; work: readonly Work[] },
  now: number,
): LiveRow | null {
  const { userId, name } = learner
  const latest = learner.work.reduce<{ work: Work; at: number } | null>((newest, work) => {
    const at = lastTouched(work)
    return at !== null && at > now - liveWindowMs && (newest === null || at > newest.at) ? { work, at } : newest
  }, null)
  if (latest === null) return null
  const { work, at } = latest
  const recent = work.submissions.filter((submission) => submission.at > now - liveWindowMs)
  const last = newestOf(recent)
  const attempts = recent.filter(({ kind }) => kind !== null && costsAnAttempt(kind)).length
  return {
    userId,
    name,
    slug: work.slug,
    at,
    attempts,
    passed: work.passed,
    submissionId: last?.id ?? null,
    stuck: work.passed ? null : whyStuck({ attempts, lastKind: last?.kind ?? null, silentMs: now - at }),
  }
}

/** Whether nothing came for long of somebody who is not done: they are not at work. Shorter silences are thinking. */
export function isQuiet({ at, passed }: Pick<LiveRow, 'at' | 'passed'>, now: number): boolean {
  return !passed && now - at >= silenceMs
}

function lastTouched({ submissions, editedAt }: Work): number | null {
  const times = [...submissions.map((submission) => submission.at), ...(editedAt === null ? [] : [editedAt])]
  return times.length === 0 ? null : Math.max(...times)
}

function newestOf(submissions: Work['submissions']): Work['submissions'][number] | undefined {
  return submissions.toSorted((a, b) => a.at - b.at).at(-1)
}

function whyStuck(latest: { attempts: number; lastKind: VerdictKind | null; silentMs: number }): LiveRow['stuck'] {
  if (latest.attempts >= stuckAttempts) return 'attempts'
  // A verdict that is ours to repair is no failure of theirs.
  const failed = latest.lastKind !== null && latest.lastKind !== 'broken'
  return failed && latest.silentMs >= silenceMs ? 'silent' : null
}
