/** The workbench's calls to our own routes, by their contracts. */
import { z } from 'zod'
import type { AssignmentHere } from '../../course/progress/learner-assignment.ts'
import type { GradingBundle, PublicDraw } from '../../grader/exercise/exercise.ts'
import { exerciseApi } from '../../contracts/exercises.ts'
import { draftApi, submissionApi } from '../../contracts/submissions.ts'
import { call, type ApiResult } from '../form/call-api.ts'
import type { SendResult } from './draft-keeper.ts'
import type { SubmissionPage, SubmissionSummary } from './props.ts'
import type { Sent } from './submission-sender.ts'

/** What a page needs to run and judge by itself. */
export interface Grading {
  bundle: GradingBundle
  /** Null where the exercise has no draw that the page may have. */
  draw: PublicDraw | null
}

const serverDraft = z.object({ source: z.string(), version: z.int() })

/**
 * On the exercise's first public draw.
 * @param revision that the page shows; a newer one has an address of its own
 * @throws when it cannot be had
 */
export async function fetchGrading(slug: string, revision: string): Promise<Grading> {
  const asked = { params: { slug }, query: { revision } }
  const { bundle, draws } = expectValue(await call(exerciseApi.findBundle, asked))
  return { bundle, draw: draws[0] ?? null }
}

/** On the retired draw that a submission was judged on. @throws when it cannot be had */
export async function fetchDrawToRun(submissionId: string): Promise<Grading> {
  return expectValue(await call(submissionApi.findDraw, { params: { id: submissionId } }))
}

/** @param olderThan of the page before @throws when they cannot be had */
export async function fetchSubmissions(slug: string, olderThan?: string): Promise<SubmissionPage> {
  return expectValue(await call(submissionApi.list, { query: { slug, olderThan } }))
}

/** @returns null when it cannot be had now; whoever waits asks again */
export async function findSubmission(id: string): Promise<SubmissionSummary | null> {
  const result = await call(submissionApi.find, { params: { id } })
  return result.ok ? result.value : null
}

/** @param key the same one again is the same submission */
export async function sendSubmission(slug: string, source: string, key: string): Promise<Sent> {
  const result = await call(submissionApi.send, { body: { slug, source, key } })
  return result.ok ? { ok: true, id: result.value.id } : { ok: false, code: result.code }
}

/** @throws when it cannot be had */
export async function fetchSolution(slug: string): Promise<string> {
  return expectValue(await call(exerciseApi.findSolution, { params: { slug } })).source
}

/** What running classes ask of the actor with this exercise, as it stands now. */
export async function fetchAssignments(slug: string): Promise<AssignmentHere[]> {
  return expectValue(await call(exerciseApi.listAssignments, { params: { slug } })).assignments
}

function expectValue<Value>(result: ApiResult<Value>): Value {
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
