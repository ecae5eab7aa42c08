import { z } from 'zod'

import { lineProblemCodes } from '@/course/roster.ts'

/** As a route tells them. */
export const lineProblem = z.object({
  line: z.number(),
  code: z.enum(lineProblemCodes),
  value: z.string().exactOptional(),
})

/** What a refusal told: every bad line, or none where it was about something else. */
export const refusedLines = z.object({ problems: z.array(lineProblem) })
