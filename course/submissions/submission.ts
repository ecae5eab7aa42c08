import type { Verdict, VerdictKind } from '../../grader/judge/verdict.ts'

/** The same limit stands at the door of the web and in the grader. */
export const sourceLimitBytes = 64 * 1024

export type SourceRefusal = 'empty' | 'too-large' | 'unstorable'

/** @returns why the source cannot be taken, or null. A draft may be empty, a submission may not. */
export function refuseSource(source: string): SourceRefusal | null {
  if (byteLength(source) > sourceLimitBytes) return 'too-large'
  // PostgreSQL keeps no NUL in a text, and TypeScript needs none.
  if (source.includes('\0')) return 'unstorable'
  return source.trim() === '' ? 'empty' : null
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).byteLength
}

export type SubmissionState = 'queued' | 'graded'

/** One submission as its owner sees it in a list. Times are ISO 8601 in UTC. */
export interface SubmissionSummary {
  id: string
  slug: string
  createdAt: string
  state: SubmissionState
  verdict: Verdict | null
  source: string
}

/** What a list says of a verdict. */
export interface Outcome {
  kind: VerdictKind
  checksPassed: number
  checks: number
}

export function outcomeOf({ kind, checks }: Verdict): Outcome {
  return { kind, checksPassed: checks.filter(({ passed }) => passed).length, checks: checks.length }
}

/** The variant that a submission was judged on, as far as it may be seen. */
export type ShownDraw =
  | { standing: 'retired'; seed: number; backend: string; draw: unknown }
  | { standing: 'waiting' | 'none' | 'in-use' }

/** One submission as its owner or the staff of their class sees it. */
export interface SubmissionDetail extends SubmissionSummary {
  revision: string
  owner: { id: string; name: string; mine: boolean }
  draw: ShownDraw
}
