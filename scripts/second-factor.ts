/**
 * Takes the second factor from an account whose owner has lost it and their recovery codes, and ends its sessions. Make sure first who
 * asks.
 */
import { z } from 'zod'

import { runAccountCommand } from '../runner/change-account.ts'

await runAccountCommand({
  usage: 'usage: npm run -s second-factor -- EMAIL off',
  words: z.tuple([z.literal('off')]),
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
