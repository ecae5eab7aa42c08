import 'server-only'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import { spendToken } from '@/store/sign-in/one-time-tokens.ts'
import { findUser, setEmailVerified } from '@/store/accounts/users.ts'

import { mailLink } from '../mail/link-mail.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { Context } from '../foundation/context.ts'

/**
 * Sends the actor a link that proves their address; once it is proved, nothing.
 * @throws DomainError 'not-found' where the site sends no mail, 'too-many-requests'
 */
export async function askForConfirmation(context: MailContext, actor: Actor): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { database, mailer } = context
  if (mailer === null) throw new DomainError('not-found')
  const now = context.clock()
  await requireUnderLimit(database, [{ rule: 'confirm-email', subject: actor.userId }], now)
  const user = await findUser(database, actor.userId)
  if (user === undefined || user.emailVerifiedAt !== null) return
  await mailLink(context, 'confirm-email', user, now)
}

/**
 * The link proves the address of the account that asked for it, and only while that account is signed in: whoever typed a
 * stranger's address cannot have the stranger prove it by a click.
 * @throws DomainError 'link-spent' when it was used, is too old, was never sent, or is another account's
 */
export async function confirmEmail(context: Context, actor: Actor, token: string): Promise<void> {
  requirePermit(actor, 'manage-account', 'self')
  const { database } = context
  const { userId } = actor
  const now = context.clock()
  await inTransaction(database, async (transaction) => {
    const good = await spendToken(transaction, { purpose: 'confirm-email', token, userId, now })
    if (!good) throw new DomainError('link-spent')
    await setEmailVerified(transaction, userId, now)
    await appendAuditEvent(transaction, {
      actorId: userId,
      action: 'email.confirmed',
      subject: `user:${userId}`,
      details: {},
    })
  })
}
