import { z } from 'zod'

import { lineProblemCodes } from '@/course/tables/line-problem.ts'
import type { LineProblem } from '@/course/tables/line-problem.ts'

/** As a route tells them. */
export const lineProblem = z.object({
  line: z.number(),
  code: z.enum(lineProblemCodes),
  value: z.string().exactOptional(),
  found: z.string().exactOptional(),
})

const refusedLines = z.object({ problems: z.array(lineProblem) })

/** What a refusal told: every bad line, or none where it was about something else. */
export function readProblems(result: { ok: boolean; told?: unknown }): LineProblem[] {
  const refused = refusedLines.safeParse(result.told)
  return refused.success ? refused.data.problems : []
}
