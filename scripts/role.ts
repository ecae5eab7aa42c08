/**
 * npm run -s role -- EMAIL learner|instructor|admin
 *
 * Gives an account a role, at once, in every session that it has. Works while the product runs and while it does not.
 * Exit 0: done; 2: wrong usage or no such account; 3: no database.
 */
import { withProductDatabase } from './product-database.ts'

const usage = 'usage: npm run -s role -- EMAIL learner|instructor|admin'
const roles = ['learner', 'instructor', 'admin'] as const
type Role = (typeof roles)[number]

process.exitCode = await main(process.argv.slice(2))

async function main([email, given, ...others]: string[]): Promise<number> {
  const role = roles.find((one) => one === given)
  if (email === undefined || role === undefined || others.length > 0) {
    console.error(usage)
    return 2
  }
  try {
    return await withProductDatabase({ onLog: (line) => console.error(line) }, (url) => giveRole(url, email, role))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 3
  }
}

async function giveRole(databaseUrl: string, email: string, role: Role): Promise<number> {
  const { closeDatabase, inTransaction, openDatabase } = await import('../store/database.ts')
  const { appendAuditEvent } = await import('../store/audit-events.ts')
  const { findUserByEmail, setUserRole } = await import('../store/users.ts')
  const database = openDatabase(databaseUrl, { connections: 1 })
  try {
    const user = await findUserByEmail(database, email)
    if (user === undefined) {
      console.error(`Nobody has signed up as ${email}. Sign up first, then give the role.`)
      return 2
    }
    await inTransaction(database, async (transaction) => {
      await setUserRole(transaction, user.id, role)
      await appendAuditEvent(transaction, {
        // Whoever may run commands on the machine: no account of the platform.
        actorId: null,
        action: 'role.given',
        subject: `user:${user.id}`,
        details: { role, before: user.role },
      })
    })
    console.log(`${user.email}: ${user.role} → ${role}`)
    return 0
  } finally {
    await closeDatabase(database)
  }
}
