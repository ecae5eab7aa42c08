import type { Json, Measurements } from '../../grader/exercise/exercise.ts'
import type { BackendName } from '../../grader/judge/verdict.ts'
import type { Connection } from '../foundation/database.ts'
import { parseBackendName, parseJson, parseMeasurements, toStorableJson } from '../foundation/json.ts'

/**
 * The draw rule: a draw serves the submissions of one revision that were stored before its first verdict was published.
 * That verdict shows the draw to its owner, so publishing it retires the draw, and code that is stored later never meets it.
 */

export interface DrawRecord {
  id: string
  revisionId: string
  seed: number
  backend: BackendName
  draw: Json
  reference: Measurements
  createdAt: Date
  retiredAt: Date | null
}

/** Keeps a draw that was measured ahead; it serves from now on. @returns its id */
export async function keepDraw(
  connection: Connection,
  draw: { revisionId: string; seed: number; backend: BackendName; draw: Json; reference: Measurements },
): Promise<string> {
  const { id } = await connection.draw.create({
    data: {
      revisionId: draw.revisionId,
      seed: BigInt(draw.seed),
      backend: draw.backend,
      draw: JSON.parse(toStorableJson(draw.draw)),
      reference: JSON.parse(toStorableJson(draw.reference)),
    },
    select: { id: true },
  })
  return id
}

/**
 * The draw for one submission: one that is not retired, or that retired only after the submission was stored. Used ones
 * first, so that the one kept ahead stays for the next.
 * @param request.revisionId that it is graded by: its own, or another one in a regrade
 * @returns undefined when one has to be measured now
 */
export async function takeDraw(
  connection: Connection,
  request: { submissionId: string; revisionId: string; backend: BackendName },
): Promise<DrawRecord | undefined> {
  // Both times come from the database's clock and are compared there, in microseconds.
  const [found] = await connection.$queryRaw<Array<{ id: string }>>`
    SELECT draws.id
    FROM draws
    JOIN submissions ON submissions.id = ${request.submissionId}::uuid
    WHERE draws.revision_id = ${request.revisionId}::uuid
      AND draws.backend = ${request.backend}
      AND (draws.retired_at IS NULL OR submissions.created_at < draws.retired_at)
    ORDER BY draws.retired_at IS NULL, draws.created_at
    LIMIT 1`
  return found === undefined ? undefined : getDraw(connection, found.id)
}

/** Whether a draw is kept that any submission stored from now on could use. */
export async function hasFreshDraw(
  connection: Connection,
  request: { revisionId: string; backend: BackendName },
): Promise<boolean> {
  return (await connection.draw.findFirst({ where: { ...request, retiredAt: null }, select: { id: true } })) !== null
}

export async function getDraw(connection: Connection, id: string): Promise<DrawRecord> {
  const row = await connection.draw.findUniqueOrThrow({ where: { id } })
  return {
    ...row,
    seed: Number(row.seed),
    backend: parseBackendName(row.backend),
    draw: parseJson(row.draw),
    reference: parseMeasurements(row.reference),
  }
}

/** The first retirement of each stands; later ones change nothing. In one order, or two who retire the same would wait for each other. */
export async function retireDraws(connection: Connection, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await connection.$executeRaw`
    WITH held AS MATERIALIZED (
      SELECT id FROM draws WHERE id = ANY (${[...ids]}::uuid[]) AND retired_at IS NULL
      ORDER BY id
      FOR NO KEY UPDATE)
    UPDATE draws SET retired_at = now() FROM held WHERE draws.id = held.id AND draws.retired_at IS NULL`
}
