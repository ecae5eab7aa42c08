/** What a learner writes and sends, and what is said about it. */
import { z } from 'zod'

import { commentLimit } from '@/course/submissions/comment.ts'
import type { GradingBundle, PublicDraw } from '@/grader/exercise/exercise.ts'
import type { Verdict, VerdictKind } from '@/grader/judge/verdict.ts'

import type { AnswerOf } from './contract.ts'
import { contract, noAnswer, noBody, noQuery, question } from './contract.ts'
import { longText } from './fields.ts'

const slug = z.string().max(100)
/** Its size is judged by the domain, which counts bytes. */
const source = z.string()

// The server parsed these when they came out of the grader and out of the exercise's folder: here their outline is enough.
const verdict = z.custom<Verdict>(
  (value) => isRecord(value) && typeof value['kind'] === 'string' && Array.isArray(value['checks']),
)
const verdictKind = z.custom<VerdictKind>((value) => typeof value === 'string')
export const gradingBundle = z.custom<GradingBundle>(
  (value) => isRecord(value) && typeof value['experiment'] === 'string',
)
export const publicDraw = z.custom<PublicDraw>((value) => isRecord(value) && typeof value['seed'] === 'number')

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

const submission = z.object({
  id: z.string(),
  /** ISO 8601 in UTC. */
  createdAt: z.string(),
  state: z.enum(['queued', 'graded']),
  verdict: verdict.nullable(),
  source: z.string(),
})

const page = z.object({
  /** Newest first. */
  submissions: z.array(
    submission.omit({ verdict: true }).extend({
      outcome: z.object({ kind: verdictKind, checksPassed: z.int(), checks: z.int() }).nullable(),
      /** How many were said about it in the owner's classes. */
      comments: z.int(),
    }),
  ),
  /** Id of the last of these where older ones follow. */
  olderThan: z.string().nullable(),
})

export const submissionApi = {
  /** One's own of an exercise, and those before that one. */
  list: question({
    path: '/api/submissions',
    query: z.object({ slug: z.string(), olderThan: z.uuid().optional() }),
    answer: page,
  }),
  find: question({ path: '/api/submissions/[id]', query: noQuery, answer: submission }),
  /** The retired draw that it was judged on, to be run again by a page. */
  findDraw: question({
    path: '/api/submissions/[id]/draw',
    query: noQuery,
    answer: z.object({ bundle: gradingBundle, draw: publicDraw }),
  }),
  send: contract({
    method: 'POST',
    path: '/api/submissions',
    body: z.strictObject({
      slug,
      source,
      /** Names this sending: the same key again is the same submission, so that a lost answer may be asked for again. */
      key: z.uuid().optional(),
    }),
    answer: z.object({ id: z.string() }),
    size: 'source',
    status: 201,
  }),
}

export const draftApi = {
  /** Over the version that this browser has seen and over no other. */
  save: contract({
    method: 'PUT',
    path: '/api/drafts/[slug]',
    body: z.strictObject({ source, baseVersion: z.int().min(0) }),
    answer: z.object({ version: z.int() }),
    size: 'source',
  }),
}

const text = longText(commentLimit)

export const commentApi = {
  add: contract({
    method: 'POST',
    path: '/api/submissions/[id]/comments',
    /** `line` of the source, from 1; null: about the whole. */
    body: z.strictObject({ classroomId: z.uuid(), line: z.int().min(1).nullable(), text }),
    answer: z.object({ id: z.string() }),
    size: 'comment',
    status: 201,
  }),
  change: contract({
    method: 'PATCH',
    path: '/api/comments/[id]',
    body: z.strictObject({ text }),
    answer: noAnswer,
    size: 'comment',
  }),
  remove: contract({ method: 'DELETE', path: '/api/comments/[id]', body: noBody, answer: noAnswer }),
}

/** A submission as its owner's page asks for it. */
export type FoundSubmission = AnswerOf<typeof submissionApi.find>
/** Some of the owner's history of an exercise. */
export type SubmissionPage = AnswerOf<typeof submissionApi.list>
export type ListedSubmission = SubmissionPage['submissions'][number]
