/** The workbench's calls to our own routes, each answer parsed at this door. */
import { z } from 'zod'
import type { AssignmentHere } from '../../course/learner-assignment.ts'
import type { GradingBundle, PublicDraw } from '../../grader/exercise/exercise.ts'
import type { Verdict, VerdictKind } from '../../grader/judge/verdict.ts'
import { draftApi, submissionApi } from '../../contracts/submissions.ts'
import { call, callApi, type ApiResult } from '../ui/call-api.ts'
import type { SendResult } from './draft-keeper.ts'
import type { SubmissionPage, SubmissionSummary } from './props.ts'
import type { Sent } from './submission-sender.ts'

// The server parsed these when they came out of the grader and out of the exercise's folder: here their outline is enough.
const verdict = z.custom<Verdict>(
  (value) => isRecord(value) && typeof value['kind'] === 'string' && Array.isArray(value['checks']),
)
const bundle = z.custom<GradingBundle>((value) => isRecord(value) && typeof value['experiment'] === 'string')
const draw = z.custom<PublicDraw>((value) => isRecord(value) && typeof value['seed'] === 'number')

/** What a page needs to run and judge by itself. */
export interface Grading {
  bundle: GradingBundle
  /** Null where the exercise has no draw that the page may have. */
  draw: PublicDraw | null
}

const submission = z.object({
  id: z.string(),
  createdAt: z.string(),
  state: z.enum(['queued', 'graded']),
  verdict: verdict.nullable(),
  source: z.string(),
})
const outcome = z.object({
  kind: z.custom<VerdictKind>((value) => typeof value === 'string'),
  checksPassed: z.int(),
  checks: z.int(),
})
const submissionPage = z.object({
  submissions: z.array(submission.omit({ verdict: true }).extend({ outcome: outcome.nullable(), comments: z.int() })),
  olderThan: z.string().nullable(),
})
// Made by the server from its own tables.
const assignmentHere = z.custom<AssignmentHere>((value) => isRecord(value) && isRecord(value['classroom']))
const serverDraft = z.object({ source: z.string(), version: z.int() })

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

/**
 * On the exercise's first public draw.
 * @param revision that the page shows; a newer one has an address of its own
 * @throws when it cannot be had
 */
export async function fetchGrading(slug: string, revision: string): Promise<Grading> {
  const answer = expectValue(await callApi(`/api/exercises/${slug}/bundle?revision=${encodeURIComponent(revision)}`))
  const { bundle: parsed, draws } = z.object({ bundle, draws: z.array(draw) }).parse(answer)
  return { bundle: parsed, draw: draws[0] ?? null }
}

/** On the retired draw that a submission was judged on. @throws when it cannot be had */
export async function fetchDrawToRun(submissionId: string): Promise<Grading> {
  return z.object({ bundle, draw }).parse(expectValue(await callApi(`/api/submissions/${submissionId}/draw`)))
}

/** @param olderThan of the page before @throws when they cannot be had */
export async function fetchSubmissions(slug: string, olderThan?: string): Promise<SubmissionPage> {
  const query = new URLSearchParams({ slug, ...(olderThan === undefined ? {} : { olderThan }) })
  return submissionPage.parse(expectValue(await callApi(`/api/submissions?${query}`)))
}

/** @returns null when it cannot be had now; whoever waits asks again */
export async function findSubmission(id: string): Promise<SubmissionSummary | null> {
  const result = await callApi(`/api/submissions/${encodeURIComponent(id)}`)
  return result.ok ? (submission.safeParse(result.value).data ?? null) : null
}

/** @param key the same one again is the same submission */
export async function sendSubmission(slug: string, source: string, key: string): Promise<Sent> {
  const result = await call(submissionApi.send, { body: { slug, source, key } })
  return result.ok ? { ok: true, id: result.value.id } : { ok: false, code: result.code }
}

/** @throws when it cannot be had */
export async function fetchSolution(slug: string): Promise<string> {
  return z.object({ source: z.string() }).parse(expectValue(await callApi(`/api/solutions/${slug}`))).source
}

/** What running classes ask of the actor with this exercise, as it stands now. */
export async function fetchAssignments(slug: string): Promise<AssignmentHere[]> {
  return z
    .object({ assignments: z.array(assignmentHere) })
    .parse(expectValue(await callApi(`/api/exercises/${slug}/assignments`))).assignments
}

function expectValue(result: ApiResult): unknown {
  if (!result.ok) throw new Error(result.code)
  return result.value
}

/** Saves a draft on the server, over the version that this browser has seen and over no other. */
export async function sendDraft(slug: string, draft: { source: string; baseVersion: number }): Promise<SendResult> {
  const result = await call(draftApi.save, { params: { slug }, body: draft })
  if (result.ok) return { kind: 'saved', version: result.value.version }
  const conflict = result.code === 'draft-conflict' ? serverDraft.safeParse(result.told).data : undefined
  return conflict ? { kind: 'conflict', draft: conflict } : { kind: outcomes[result.code] ?? 'busy' }
}

/** Where trying again by itself would help nobody. */
const outcomes: Readonly<Record<string, 'unreachable' | 'signed-out' | 'too-large' | 'refused'>> = {
  offline: 'unreachable',
  'not-signed-in': 'signed-out',
  'source-too-large': 'too-large',
  'too-large': 'too-large',
  'invalid-input': 'refused',
  'broken-text': 'refused',
  'not-found': 'refused',
}
