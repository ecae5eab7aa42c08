/**
 * npm run -s reset-link -- EMAIL
 *
 * Prints a link at which the owner of an account sets a new password, once, within a day: for a site that sends no mail, or for who
 * has lost their mailbox. Make sure first who asks. Works while the product runs and while it does not.
 * Exit 0: done; 2: wrong usage or no such account; 3: no database.
 */
import { changeAccount } from './account-command.ts'
import { parseStartEnvironment } from './start-environment.ts'

const DAY_MS = 24 * 3600_000

process.exitCode = await main(process.argv.slice(2))

async function main([email, ...others]: string[]): Promise<number> {
  if (email === undefined || email.startsWith('-') || others.length > 0) {
    console.error('usage: npm run -s reset-link -- EMAIL')
    return 2
  }
  return changeAccount({
    email,
    async change(transaction, user) {
      const { appendAuditEvent } = await import('../store/accounts/audit-events.ts')
      const { issueToken } = await import('../store/sign-in/one-time-tokens.ts')
      const now = new Date()
      const expiresAt = new Date(now.getTime() + DAY_MS)
      const token = await issueToken(transaction, { purpose: 'reset-by-hand', userId: user.id, now, expiresAt })
      await appendAuditEvent(transaction, {
        actorId: null,
        action: 'password.link-made',
        subject: `user:${user.id}`,
        details: {},
      })
      return new URL(`/reset/${token}`, parseStartEnvironment(process.env).publicUrl).href
    },
  })
}
