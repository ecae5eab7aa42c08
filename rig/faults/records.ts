/** What the database holds of a drill, read for its audit. */
import { z } from 'zod'

import { standingOf } from '../../course/grades/verdict-policy.ts'
import { verdictKinds } from '../../grader/judge/verdict.ts'
import type { Connection } from '../../store/foundation/database.ts'
import { listOutcomes } from '../../store/submissions/submissions.ts'
import type { Stored } from './audit.ts'

const storedRow = z.object({
  id: z.string(),
  key: z.string().nullable(),
  learner: z.string(),
  slug: z.string(),
  state: z.string(),
  storedAt: z.number(),
  triesLost: z.number(),
  verdicts: z.array(
    z.object({
      graderRevision: z.string(),
      kind: z.enum(verdictKinds),
      misconception: z.string().nullable(),
      at: z.number(),
    }),
  ),
})

/** Every submission, by whose job it was tried again how often; learners by their address. */
export async function readStored(connection: Connection): Promise<Array<Omit<Stored, 'announced'>>> {
  const rows = await connection.$queryRaw`
    SELECT submissions.id, client_key AS key, email AS learner, slug, state::text,
      extract(epoch FROM submissions.created_at)::float8 * 1000 AS "storedAt",
      coalesce((SELECT max(retry_count) FROM pgboss.job
        WHERE name = 'grade' AND data->>'submissionId' = submissions.id::text), 0) AS "triesLost",
      coalesce((SELECT jsonb_agg(jsonb_build_object('graderRevision', grader_revision, 'kind', kind,
          'misconception', verdict->'misconception', 'at', extract(epoch FROM verdicts.created_at) * 1000))
        FROM verdicts WHERE submission_id = submissions.id), '[]'::jsonb) AS verdicts
    FROM submissions JOIN users ON users.id = submissions.user_id`
  return z.array(storedRow).parse(rows)
}

/** What the gradebook would charge each learner, in all exercises together. */
export async function countAttempts(connection: Connection): Promise<Map<string, number>> {
  const users = await connection.user.findMany({ select: { id: true, email: true } })
  const outcomes = await listOutcomes(connection, { userIds: users.map(({ id }) => id) })
  return new Map(
    users.map(({ id, email }) => [email, standingOf(outcomes.filter(({ userId }) => userId === id)).attempts]),
  )
}

/** Keys of the submissions without a verdict. */
export async function listWaitingKeys(connection: Connection): Promise<ReadonlySet<string>> {
  const rows = await connection.submission.findMany({ where: { state: 'queued' }, select: { clientKey: true } })
  return new Set(rows.map(({ clientKey }) => clientKey).filter((key) => key !== null))
}
