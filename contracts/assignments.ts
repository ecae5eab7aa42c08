/** Assignments of a class: their rules, extensions of single learners, and points by hand. */
import { z } from 'zod'

import { inThousandths } from '@/course/assignments/points.ts'

import { contract, noAnswer, noBody } from './contract.ts'
import { instant, optionalText, shortText } from './fields.ts'

export const latePolicies = ['none', 'daily', 'cutoff'] as const
export const countings = ['best', 'last'] as const
export const solutionOpenings = ['passed', 'due', 'closed'] as const

/** ISO 8601 with its offset; null for none. */
const time = instant.nullable()
const points = z.int().min(0).max(1000)

const rules = {
  opensAt: time.default(null),
  dueAt: time.default(null),
  closesAt: time.default(null),
  latePolicy: z.enum(latePolicies).default('none'),
  /** Of the points, a day; nothing unless the policy is `daily`. */
  latePercent: z.int().min(0).max(100).default(0),
  attemptLimit: z.int().min(1).max(1000).nullable().default(null),
  counting: z.enum(countings).default('best'),
  solutionOpens: z.enum(solutionOpenings).default('passed'),
}

/** The rules of an assignment, its points among them. */
const settings = z.strictObject({ ...rules, points })
export type AssignmentSettings = z.output<typeof settings>

const ofClass = '/api/classes/[id]/assignments'
const ofAssignment = '/api/assignments/[id]'
const ofExtension = '/api/assignments/[id]/extensions/[userId]'
const ofOverride = '/api/assignments/[id]/overrides/[userId]'

export const assignmentApi = {
  /** Exercises with the same rules: all of them, or none. */
  add: contract({
    method: 'POST',
    path: ofClass,
    body: z.strictObject({
      slugs: z.array(z.string().min(1).max(100)).min(1).max(200),
      ...rules,
      /** Left out: the exercise's own. */
      points: points.optional(),
    }),
    answer: z.object({ ids: z.array(z.string()) }),
    status: 201,
  }),
  change: contract({ method: 'PUT', path: ofAssignment, body: settings, answer: noAnswer }),
  remove: contract({ method: 'DELETE', path: ofAssignment, body: noBody, answer: noAnswer }),
  /** What another class of the same staff assigns. */
  copy: contract({
    method: 'POST',
    path: '/api/classes/[id]/assignments/copy',
    body: z.strictObject({ from: z.string().max(100) }),
    answer: z.object({ copied: z.int(), there: z.int() }),
  }),
}

export const extensionApi = {
  /** Replaces the one that there was. What is null stays as the assignment says. */
  grant: contract({
    method: 'PUT',
    path: ofExtension,
    body: z.strictObject({
      dueAt: time,
      closesAt: time.default(null),
      extraAttempts: z.int().min(0).max(1000).default(0),
      reason: optionalText(500),
    }),
    answer: noAnswer,
  }),
  withdraw: contract({ method: 'DELETE', path: ofExtension, body: noBody, answer: noAnswer }),
}

export const overrideApi = {
  give: contract({
    method: 'PUT',
    path: ofOverride,
    body: z.strictObject({
      /** More than the assignment's points are allowed: a bonus. */
      points: z.number().min(0).max(10_000).transform(inThousandths),
      reason: shortText(500),
    }),
    answer: noAnswer,
  }),
  withdraw: contract({ method: 'DELETE', path: ofOverride, body: noBody, answer: noAnswer }),
}
