import 'server-only'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { mayDisconnect } from '@/course/accounts/outside-accounts.ts'
import { listLinkedAccounts } from '@/store/accounts/linked-accounts.ts'
import { findUser } from '@/store/accounts/users.ts'

import { listProviders } from '../sign-in/identity-providers.ts'
import type { ProviderName } from '../sign-in/identity-providers.ts'
import type { MailContext } from '../mail/mail-context.ts'

export interface OwnSettings {
  hasPassword: boolean
  emailVerified: boolean
  /** Null where the site sends no mail. */
  mailNotices: boolean | null
  connections: Array<ProviderName & { connected: boolean; mayDisconnect: boolean }>
}

export async function getOwnSettings(context: MailContext, actor: Actor): Promise<OwnSettings> {
  requirePermit(actor, 'manage-account', 'self')
  const { database, environment, mailer } = context
  const [user, links] = await Promise.all([
    findUser(database, actor.userId),
    listLinkedAccounts(database, actor.userId),
  ])
  if (user === undefined) throw new DomainError('not-found')
  const hasPassword = user.passwordHash !== null
  return {
    hasPassword,
    emailVerified: user.emailVerifiedAt !== null,
    mailNotices: mailer === null ? null : user.mailNotices,
    connections: listProviders(environment).map((provider) => ({
      ...provider,
      connected: links.some((one) => one.provider === provider.id),
      mayDisconnect: mayDisconnect({
        hasPassword,
        connections: 1 + links.filter((one) => one.provider !== provider.id).length,
      }),
    })),
  }
}

/** What the pages for signing in may offer. */
export function getWaysIn(context: MailContext): { providers: ProviderName[]; reset: boolean } {
  const { environment, mailer } = context
  return { providers: listProviders(environment), reset: mailer !== null }
}
