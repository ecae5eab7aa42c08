/**
 * npm run -s second-factor -- EMAIL off
 *
 * Takes the second factor from an account whose owner has lost it and their recovery codes, and ends its sessions. Make sure first who
 * asks. Works while the product runs and while it does not.
 * Exit 0: done; 2: wrong usage or no such account; 3: no database.
 */
import { changeAccount } from './account-command.ts'

process.exitCode = await main(process.argv.slice(2))

async function main([email, deed, ...others]: string[]): Promise<number> {
  if (email === undefined || deed !== 'off' || others.length > 0) {
    console.error('usage: npm run -s second-factor -- EMAIL off')
    return 2
  }
  return changeAccount({
    email,
    async change(transaction, user) {
      const { appendAuditEvent } = await import('../store/accounts/audit-events.ts')
      const { deleteSecondFactor } = await import('../store/sign-in/second-factors.ts')
      const { revokeSessionsOf } = await import('../store/sign-in/sessions.ts')
      if (!(await deleteSecondFactor(transaction, user.id))) return `${user.email}: there is no second factor`
      const ended = await revokeSessionsOf(transaction, { userId: user.id }, new Date())
      await appendAuditEvent(transaction, {
        actorId: null,
        action: 'second-factor.off',
        subject: `user:${user.id}`,
        details: { ended },
      })
      return `${user.email}: the second factor is off, ${ended} ${ended === 1 ? 'session' : 'sessions'} ended`
    },
  })
}
