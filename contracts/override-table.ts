/** Points by hand for many at once: a table that is looked at first. */
import { z } from 'zod'

import { contract, noAnswer } from './contract.ts'
import { lineProblem } from './line-problem.ts'

const preview = z.object({
  changes: z.array(
    z.object({
      line: z.int(),
      name: z.string(),
      slug: z.string(),
      /** Null: the machine's points count. */
      from: z.number().nullable(),
      to: z.number().nullable(),
      outOf: z.number(),
      reason: z.string(),
    }),
  ),
  /** Lines that change nothing. */
  unchanged: z.int(),
  /** Changes that give more points than the assignment has. */
  bonuses: z.int(),
  problems: z.array(lineProblem),
  ignoredColumns: z.array(z.string()),
  /** What was typed into columns of the table of details that do not count. */
  outside: z.array(z.object({ column: z.string(), lines: z.array(z.int()), count: z.int() })),
  /** Names this plan: committing another one is refused. */
  fingerprint: z.string(),
})
export type OverrideTablePreview = z.output<typeof preview>

export const overrideTableApi = {
  /** Changes nothing, but takes a table as large as the import itself. */
  preview: contract({
    method: 'POST',
    path: '/api/classes/[id]/overrides/preview',
    body: z.strictObject({ text: z.string() }),
    answer: preview,
    size: 'grades',
  }),
  import: contract({
    method: 'POST',
    path: '/api/classes/[id]/overrides',
    body: z.strictObject({
      text: z.string(),
      fingerprint: z.string().max(100),
      /** Asked for where the table gives bonuses. */
      bonusesConfirmed: z.boolean().optional(),
    }),
    answer: noAnswer,
    size: 'grades',
  }),
}
