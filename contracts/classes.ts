/** Classes: their settings, and how people come in and leave. */
import { z } from 'zod'

import { canonicalZone } from '@/course/time/zone-names.ts'
import { isTimeZone } from '@/course/time/zoned-time.ts'

import { contract, noAnswer, noBody } from './contract.ts'
import { instant, properName } from './fields.ts'

const name = properName(120)
const timeZone = z.string().max(60).refine(isTimeZone, 'is no IANA time zone').transform(canonicalZone)
/** Of the class. */
const made = z.object({ id: z.string() })

export const classApi = {
  create: contract({
    method: 'POST',
    path: '/api/classes',
    body: z.strictObject({ name, timeZone }),
    answer: made,
    status: 201,
  }),
  /** What is left out stays. */
  change: contract({
    method: 'PATCH',
    path: '/api/classes/[id]',
    body: z.strictObject({ name, timeZone, keepsGrades: z.boolean(), archived: z.boolean() }).partial(),
    answer: noAnswer,
  }),
  remove: contract({
    method: 'DELETE',
    path: '/api/classes/[id]',
    /** The class's own name, so that nobody deletes the wrong one. */
    body: z.strictObject({ name: z.string().max(120) }),
    answer: noAnswer,
  }),
  /** The same assignments and rules, without people and dates. */
  copy: contract({
    method: 'POST',
    path: '/api/classes/[id]/copy',
    body: z.strictObject({ name }),
    answer: made.extend({ assignments: z.int() }),
    status: 201,
  }),
  changeJoining: contract({
    method: 'PATCH',
    path: '/api/classes/[id]/joining',
    body: z.strictObject({
      /** A new code: the old one, and links with it, stop working. */
      rotate: z.literal(true).optional(),
      open: z.boolean().optional(),
      endsAt: instant.nullable().optional(),
    }),
    answer: noAnswer,
  }),
  join: contract({
    method: 'POST',
    path: '/api/classes/join',
    body: z.strictObject({ code: z.string().trim().min(1).max(40) }),
    answer: made,
  }),
  leave: contract({ method: 'POST', path: '/api/classes/[id]/leave', body: noBody, answer: noAnswer }),
}
