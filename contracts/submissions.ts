/** What a learner writes and sends, and what is said about it. */
import { z } from 'zod'

import { commentLimit } from '@/course/comment.ts'

import { contract, noAnswer, noBody } from './contract.ts'
import { longText } from './fields.ts'

const slug = z.string().max(100)
/** Its size is judged by the domain, which counts bytes. */
const source = z.string()

export const submissionApi = {
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
