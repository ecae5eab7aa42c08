/**
 * npm run -s sign-out -- EMAIL
 *
 * Ends every session of an account, at once. Works while the product runs and while it does not.
 * Exit 0: done; 2: wrong usage or no such account; 3: no database.
 */
import { changeAccount } from './account-command.ts'

process.exitCode = await main(process.argv.slice(2))

async function main([email, ...others]: string[]): Promise<number> {
  if (email === undefined || others.length > 0) {
    console.error('usage: npm run -s sign-out -- EMAIL')
    return 2
  }
  return changeAccount({
    email,
    async change(transaction, user) {
      const { appendAuditEvent } = await import('../store/accounts/audit-events.ts')
      const { revokeSessionsOf } = await import('../store/sign-in/sessions.ts')
      const ended = await revokeSessionsOf(transaction, { userId: user.id }, new Date())
      await appendAuditEvent(transaction, {
        actorId: null,
        action: 'sessions.revoked',
        subject: `user:${user.id}`,
        details: { ended },
      })
      return `${user.email}: ${ended} ${ended === 1 ? 'session' : 'sessions'} ended`
    },
  })
}
