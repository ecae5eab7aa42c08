/** The people of a class, its roster, and invitations. */
import { z } from 'zod'

import { enrolmentRoles } from '@/course/accounts/access.ts'

import { contract, noAnswer, noBody } from './contract.ts'
import { studentIdNumber } from './fields.ts'
import { lineProblem } from './line-problem.ts'

const role = z.enum(enrolmentRoles)
const standing = z.object({ role, studentId: z.string().nullable(), rosterName: z.string().nullable() })

/** What a roster would change, line by line, and every line that is wrong. */
const rosterPreview = z.object({
  changes: z.array(
    z.object({
      line: z.int(),
      email: z.string(),
      name: z.string(),
      kind: z.enum(['invite', 'reinvite', 'change', 'restore', 'none']),
      from: standing.nullable(),
      to: standing,
    }),
  ),
  newInstructors: z.int(),
  problems: z.array(lineProblem),
  ignoredColumns: z.array(z.string()),
  /** Lines that a program wrote and that are no person. */
  leftOut: z.array(z.int()),
  /** Names this plan: committing another one is refused. */
  fingerprint: z.string(),
})
export type RosterPreview = z.output<typeof rosterPreview>

export const peopleApi = {
  /** What is left out stays. */
  change: contract({
    method: 'PATCH',
    path: '/api/classes/[id]/people/[userId]',
    body: z.strictObject({ role, studentId: studentIdNumber.nullable(), removed: z.boolean() }).partial(),
    answer: noAnswer,
  }),
}

export const rosterApi = {
  /** Changes nothing, but takes a table as large as the import itself. */
  preview: contract({
    method: 'POST',
    path: '/api/classes/[id]/roster/preview',
    body: z.strictObject({ text: z.string() }),
    answer: rosterPreview,
    size: 'table',
  }),
  import: contract({
    method: 'POST',
    path: '/api/classes/[id]/roster',
    body: z.strictObject({
      text: z.string(),
      fingerprint: z.string().max(100),
      /** Asked for where the table makes instructors. */
      instructorsConfirmed: z.boolean().optional(),
    }),
    answer: noAnswer,
    size: 'table',
  }),
}

export const invitationApi = {
  /** Has all of a class mailed. */
  mail: contract({
    method: 'POST',
    path: '/api/classes/[id]/invitations',
    body: noBody,
    answer: z.object({ count: z.int() }),
  }),
  withdraw: contract({
    method: 'DELETE',
    path: '/api/classes/[id]/invitations/[invitation]',
    body: noBody,
    answer: noAnswer,
  }),
  accept: contract({
    method: 'POST',
    path: '/api/invitations',
    body: z.strictObject({ token: z.string().max(200) }),
    /** Of the class. */
    answer: z.object({ id: z.string() }),
  }),
}
