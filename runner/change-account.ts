/** What the commands share that change one account: its address, the database, one transaction, and what the shell is told. */
import { z } from 'zod'

import type { Transaction } from '../store/foundation/database.ts'
import type { UserRecord } from '../store/accounts/users.ts'
import { runCommand, UsageError } from './command.ts'
import { withProductDatabase } from './postgres/product-database.ts'

/**
 * Works while the product runs and while it does not. Exit code 0: done; 2: wrong usage or no such account; 3: no database.
 * @param command.words what stands behind the address
 */
export async function runAccountCommand<Words extends z.ZodType<string[]>>(command: {
  usage: string
  words: Words
  /**
   * Does it and logs it, with a null actor: whoever may run commands on the machine is no account of the platform.
   * @returns a line for who typed the command
   */
  change: (transaction: Transaction, user: UserRecord, words: z.output<Words>) => Promise<string>
}): Promise<void> {
  const { usage, words, change } = command
  await runCommand({
    usage,
    given: z.object({ positionals: z.tuple([z.string().min(1)], z.string()) }),
    async run({ positionals: [email, ...others] }) {
      const given = words.safeParse(others)
      if (!given.success) throw new UsageError(usage)
      return changeAccount(email, (transaction, user) => change(transaction, user, given.data))
    },
    broken: 3,
  })
}

async function changeAccount(
  email: string,
  change: (transaction: Transaction, user: UserRecord) => Promise<string>,
): Promise<0 | 2> {
  return withProductDatabase({ onLog: (line) => console.error(line) }, async (databaseUrl) => {
    const { closeDatabase, inTransaction, openDatabase } = await import('../store/foundation/database.ts')
    const { findUserByEmail, holdUser } = await import('../store/accounts/users.ts')
    const database = openDatabase(databaseUrl, { connections: 1 })
    try {
      const user = await findUserByEmail(database, email)
      if (user === undefined) {
        console.error(`Nobody has signed up as ${email}.`)
        return 2
      }
      const line = await inTransaction(database, async (transaction) => {
        await holdUser(transaction, user.id)
        return change(transaction, user)
      })
      console.log(line)
      return 0
    } finally {
      await closeDatabase(database)
    }
  })
}
