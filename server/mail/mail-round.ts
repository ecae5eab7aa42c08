import 'server-only'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'

import { describeError } from '../foundation/log-error.ts'
import type { Context } from '../foundation/context.ts'

/** What one round of letters may try, for each kind of them. */
export const lettersAtOnce = 200
const pause = { firstMs: 60_000, longestMs: 3600_000 } as const

/** For whom the last tries failed: of this process, because another copy may reach the mail server. */
export type FailedMails = Map<string, { failures: number; notBefore: number }>

/** Whose time has not come again: or addresses that the server refuses would take the places of all others. */
export function notYet(failed: FailedMails, now: Date): string[] {
  return [...failed].filter(([, { notBefore }]) => notBefore > now.getTime()).map(([id]) => id)
}

/** Each in a transaction of its own, which marks it as sent: what the mail server refuses stays for a later round. */
export async function mailEach(
  context: Context,
  ids: readonly string[],
  { failed, now }: { failed: FailedMails; now: Date },
  mail: (transaction: Transaction, id: string) => Promise<void>,
): Promise<void> {
  for (const id of ids) {
    try {
      await inTransaction(context.database, (transaction) => mail(transaction, id))
      failed.delete(id)
    } catch (error) {
      const failures = (failed.get(id)?.failures ?? 0) + 1
      const waitMs = Math.min(pause.longestMs, pause.firstMs * 2 ** (failures - 1))
      failed.set(id, { failures, notBefore: now.getTime() + waitMs })
      logFailure(error, failures)
    }
  }
}

/** Nobody's address and nothing of what is written. */
function logFailure(error: unknown, failures: number): void {
  const { name, code } = describeError(error)
  console.error(JSON.stringify({ at: new Date().toISOString(), event: 'mail-failed', name, code, failures }))
}
