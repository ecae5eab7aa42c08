/**
 * npm run -s role -- EMAIL learner|instructor|admin
 *
 * Gives an account a role, at once, in every session that it has. Works while the product runs and while it does not.
 * Exit 0: done; 2: wrong usage or no such account; 3: no database.
 */
import { changeAccount } from './account-command.ts'

const usage = 'usage: npm run -s role -- EMAIL learner|instructor|admin'
const roles = ['learner', 'instructor', 'admin'] as const

process.exitCode = await main(process.argv.slice(2))

async function main([email, given, ...others]: string[]): Promise<number> {
  const role = roles.find((one) => one === given)
  if (email === undefined || role === undefined || others.length > 0) {
    console.error(usage)
    return 2
  }
  return changeAccount({
    email,
    async change(transaction, user) {
      const { appendAuditEvent } = await import('../store/accounts/audit-events.ts')
      const { setUserRole } = await import('../store/accounts/users.ts')
      await setUserRole(transaction, user.id, role)
      await appendAuditEvent(transaction, {
        actorId: null,
        action: 'role.given',
        subject: `user:${user.id}`,
        details: { role, before: user.role },
      })
      return `${user.email}: ${user.role} → ${role}`
    },
  })
}
