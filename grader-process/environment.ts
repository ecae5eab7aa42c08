/** What the grader process is told from outside, checked once. */
import { z } from 'zod'

import { backendNames } from '../grader/judge/verdict.ts'

const environment = z.object({
  DATABASE_URL: z.string().min(1),
  GRADER_BACKEND: z.enum(backendNames).default('webgl'),
  GRADER_CONCURRENCY: z.coerce.number().int().min(1).max(16).default(1),
  GRADER_ALLOW_UNSANDBOXED: z.enum(['yes', 'no']).default('no'),
  /** Serves /metrics on this port of 127.0.0.1; unset or empty: not at all. */
  GRADER_METRICS_PORT: z.preprocess(
    (text) => (text === '' ? undefined : text),
    z.coerce.number().int().min(1).max(65_535).optional(),
  ),
})

export type GraderEnvironment = z.infer<typeof environment>

export function parseGraderEnvironment(variables: NodeJS.ProcessEnv): GraderEnvironment {
  return environment.parse(variables)
}
