import 'server-only'

import { findUser } from '@/store/accounts/users.ts'

import { absoluteUrl, mailLocale, mailWords, writeLetter } from '../mail/letters.ts'
import { logError } from '../foundation/log-error.ts'
import type { MailContext } from '../mail/mail-context.ts'

/** @param provider as people know it */
export type WayIn = { kind: 'password' } | { kind: 'connection'; provider: string }

/**
 * Tells the owner of the account that it has one more way in, so that one which somebody else added does not stay unseen.
 * What was added stays when the mail cannot be sent. Never rejects.
 */
export async function mailWayIn(context: MailContext, userId: string, way: WayIn): Promise<void> {
  try {
    await send(context, userId, way)
  } catch (error) {
    logError(error)
  }
}

async function send(context: MailContext, userId: string, way: WayIn): Promise<void> {
  const { database, mailer } = context
  if (mailer === null) return
  const user = await findUser(database, userId)
  // An address that nobody proved may be a stranger's.
  if (user === undefined || user.emailVerifiedAt === null || user.deletedAt !== null) return
  const locale = mailLocale(user.locale)
  const t = mailWords(locale)
  const added = way.kind === 'password' ? t('wayIn.password') : t('wayIn.connection', { provider: way.provider })
  const letter = writeLetter(
    {
      subject: t('wayIn.subject'),
      paragraphs: [added, t('wayIn.notYou')],
      action: { label: t('wayIn.action'), url: absoluteUrl(context, `/${locale}/reset`) },
    },
    user,
  )
  await mailer.send(user.email, letter)
}
