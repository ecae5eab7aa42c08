import type { Database } from '../../store/foundation/database.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import { holdUser } from '../../store/accounts/users.ts'

/**
 * Carries out `first` while `second`, begun before that was done, waits for the same user.
 * @throws Error where `second` does not wait, and so may see the user as they were
 */
export async function betweenLookAndDeed<T>(
  database: Database,
  userId: string,
  { first, second }: { first: () => Promise<unknown>; second: () => Promise<T> },
): Promise<PromiseSettledResult<T>> {
  const under: Array<Promise<unknown>> = []
  let ended = 0
  await inTransaction(database, async (transaction) => {
    await holdUser(transaction, userId)
    for (const [k, begin] of [first, second].entries()) {
      const running = begin().finally(() => (ended += 1))
      running.catch(() => undefined)
      under.push(running)
      while (ended === 0 && (await countWaiting(database)) <= k) await new Promise((done) => setTimeout(done, 10))
      if (ended > 0) throw new Error(`${k === 0 ? 'the first' : 'the second'} did not wait`)
    }
  })
  const [before, after] = await Promise.allSettled(under)
  if (before?.status !== 'fulfilled') throw new Error('the first failed', { cause: before?.reason })
  return after as PromiseSettledResult<T>
}

async function countWaiting(database: Database): Promise<number> {
  const [row] = await database.$queryRaw<Array<{ waiting: number }>>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`
  return row?.waiting ?? 0
}
