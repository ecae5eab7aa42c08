/**
 * Prints a link at which the owner of an account sets a new password, once, within a day: for a site that sends no mail, or for who
 * has lost their mailbox. Make sure first who asks.
 */
import { z } from 'zod'

import { runAccountCommand } from '../runner/change-account.ts'
import { parseStartEnvironment } from '../runner/start-environment.ts'

const DAY_MS = 24 * 3600_000

await runAccountCommand({
  usage: 'usage: npm run -s reset-link -- EMAIL',
  words: z.tuple([]),
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
