/** The workbench's calls to our own routes, by their contracts. */
import type { AssignmentHere } from '../../course/progress/learner-assignment.ts'
import type { GradingBundle, PublicDraw } from '../../grader/exercise/exercise.ts'
import { exerciseApi } from '../../contracts/exercises.ts'
import { submissionApi } from '../../contracts/submissions.ts'
import { call, expectValue } from '../form/call-api.ts'
import type { Sent } from './submission-sender.ts'

/** What a page needs to run and judge by itself. */
export interface Grading {
  bundle: GradingBundle
  /** Null where the exercise has no draw that the page may have. */
  draw: PublicDraw | null
}

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
