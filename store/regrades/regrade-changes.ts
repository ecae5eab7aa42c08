/** What committed regrades made of points, as it was when they were committed: rules and verdicts go on changing afterwards. */
import type { Json } from '../../grader/exercise/exercise.ts'
import type { Connection, Transaction } from '../foundation/database.ts'
import { parseJson, toStorableJson } from '../foundation/json.ts'

/** Of one learner. */
export interface RegradeChangeRecord {
  userId: string
  from: number | null
  to: number | null
  lowest: number | null
  elsewhere: boolean
  why: Json
}

export async function keepRegradeChanges(
  transaction: Transaction,
  regradeId: string,
  changes: readonly RegradeChangeRecord[],
): Promise<void> {
  await transaction.regradeChange.createMany({
    data: changes.map(({ userId, from, to, lowest, elsewhere, why }) => ({
      regradeId,
      userId,
      from,
      to,
      lowest,
      elsewhere,
      why: JSON.parse(toStorableJson(why)),
    })),
  })
}

/** Of a committed one; none of one that was committed before they were kept. */
export async function listRegradeChanges(
  connection: Connection,
  regradeId: string,
): Promise<Array<RegradeChangeRecord & { name: string }>> {
  const rows = await connection.regradeChange.findMany({
    where: { regradeId },
    include: { user: { select: { displayName: true } } },
  })
  return rows.map(({ user, why, userId, from, to, lowest, elsewhere }) => ({
    userId,
    name: user.displayName,
    from,
    to,
    lowest,
    elsewhere,
    why: parseJson(why),
  }))
}
