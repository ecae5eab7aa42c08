import 'server-only'

import { issueToken } from '@/store/sign-in/one-time-tokens.ts'
import type { TokenPurpose } from '@/store/sign-in/one-time-tokens.ts'
import type { UserRecord } from '@/store/accounts/users.ts'

import { absoluteUrl, mailLocale, mailWords, writeLetter } from './letters.ts'
import type { MailContext } from './mail-context.ts'

/** Each with its words in messages/<locale>/mail.json, its page, and how long it is good for. */
const kinds = {
  'reset-password': { words: 'reset', page: 'reset', ms: 3600_000 },
  'confirm-email': { words: 'confirm', page: 'confirm', ms: 24 * 3600_000 },
} as const satisfies Partial<Record<TokenPurpose, unknown>>

/** Mails a link that works once. The token stands in the letter alone. */
export async function mailLink(
  context: MailContext,
  purpose: keyof typeof kinds,
  user: UserRecord,
  now: Date,
): Promise<void> {
  const { database, mailer } = context
  const { words, page, ms } = kinds[purpose]
  const expiresAt = new Date(now.getTime() + ms)
  const token = await issueToken(database, { purpose, userId: user.id, now, expiresAt })
  const locale = mailLocale(user.locale)
  const t = mailWords(locale)
  const letter = writeLetter(
    {
      subject: t(`${words}.subject`),
      paragraphs: [t(`${words}.text`)],
      action: { label: t(`${words}.action`), url: absoluteUrl(context, `/${locale}/${page}/${token}`) },
      after: [t(`${words}.ignore`)],
    },
    user,
  )
  await mailer?.send(user.email, letter)
}
