import 'server-only'
import { z } from 'zod'

/** What the web process is told from outside, checked once. A missing value stops it with a sentence, not with a crash later. */
const environment = z.object({
  DATABASE_URL: z.string().min(1, 'names the PostgreSQL database, for example postgresql://user@localhost/gym'),
  NEXTAUTH_SECRET: z.string().min(32, 'signs the session cookies and needs at least 32 characters'),
  NEXTAUTH_URL: z.url().optional(),
  PUBLIC_URL: z.url().optional(),
  /** How many proxies of the operator stand in front: so many entries of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Opens /api/metrics to who sends it as a bearer token; without it there is no such page. */
  METRICS_TOKEN: z.string().min(16, 'opens the metrics and needs at least 16 characters').optional(),
  /** Where `exercise preview` leaves what it found; only its own web process is told. */
  PREVIEW_FILE: z.string().min(1).optional(),
  /** The folder that holds exercises/ and lessons/. */
  COURSE_FOLDER: z.string().min(1).default(process.cwd()),
})

export type Environment = z.infer<typeof environment>

/** @throws with one line for each variable that is missing or wrong */
export function parseEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const parsed = environment.safeParse(withoutEmpty(variables))
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`The environment is not complete. ${lines.join('; ')}.`)
}

/** An empty variable is what a shell makes of an unset one. */
function withoutEmpty(variables: NodeJS.ProcessEnv): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
}
