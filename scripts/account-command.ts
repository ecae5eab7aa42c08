/** What the commands share that change one account: the database, one transaction, and what the shell is told. */
import type { Transaction } from '../store/foundation/database.ts'
import type { UserRecord } from '../store/accounts/users.ts'
import { withProductDatabase } from './product-database.ts'

/**
 * Works while the product runs and while it does not.
 * @param request.change does it and logs it, with a null actor: whoever may run commands on the machine is no account of the platform
 * @returns what the shell is told: 0 done; 2 no such account; 3 no database
 */
export async function changeAccount(request: {
  email: string
  /** @returns a line for who typed the command */
  change: (transaction: Transaction, user: UserRecord) => Promise<string>
}): Promise<0 | 2 | 3> {
  const { email, change } = request
  try {
    return await withProductDatabase({ onLog: (line) => console.error(line) }, async (databaseUrl) => {
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
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 3
  }
}
