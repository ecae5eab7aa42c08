/** Ends every session of an account, at once. */
import { z } from 'zod'

import { runAccountCommand } from '../runner/change-account.ts'

await runAccountCommand({
  usage: 'usage: npm run -s sign-out -- EMAIL',
  words: z.tuple([]),
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
