/** Gives an account a role, at once, in every session that it has. */
import { z } from 'zod'

import { runAccountCommand } from '../runner/change-account.ts'

await runAccountCommand({
  usage: 'usage: npm run -s role -- EMAIL learner|instructor|admin',
  words: z.tuple([z.enum(['learner', 'instructor', 'admin'])]),
  async change(transaction, user, [role]) {
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
