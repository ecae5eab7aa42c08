import 'server-only'
import { createHash } from 'node:crypto'
import { createTranslator } from 'next-intl'

import enNotices from '@/messages/en/notices.json'
import zhNotices from '@/messages/zh/notices.json'
import { inTransaction } from '@/store/database.ts'
import type { Transaction } from '@/store/database.ts'
import { listUsersToMail, markNoticesMailed, takeNoticesToMail } from '@/store/notices.ts'
import { findUser } from '@/store/users.ts'
import type { UserRecord } from '@/store/users.ts'

import { absoluteUrl, mailLocale, mailWords, writeLetter } from './letters.ts'
import type { Letter, MailLocale } from './letters.ts'
import { describeError } from './log-error.ts'
import type { Mailer } from './mailer.ts'
import { viewNotices } from './notices.ts'
import type { NoticeView } from '@/course/notices.ts'
import { getServices } from './services.ts'

/** What gathers within this time comes in one mail. */
const gatherMs = 60_000
/** What could not be mailed for so long is news no more; it stands at /notices all the same. */
const staleMs = 7 * 24 * 3600_000
const usersAtOnce = 200
const pause = { firstMs: 60_000, longestMs: 3600_000 } as const

/** For whom the last tries failed: of this process, because another copy may reach the mail server. */
export type FailedMails = Map<string, { failures: number; notBefore: number }>

/**
 * Mails notices to who wants them and has proved the address. Each is marked in the transaction that sends it, which holds the
 * user's notices: two copies of the web never send one twice, and what the mail server refuses stays for the next round. Only
 * a process that dies between the server's yes and its own mark repeats a mail, and that under the same name.
 */
export async function mailNotices(now: Date, failed: FailedMails): Promise<void> {
  const { database, mailer } = getServices()
  if (mailer === null) return
  const since = new Date(now.getTime() - staleMs)
  const ripeAt = new Date(now.getTime() - gatherMs)
  // Or addresses that the server refuses would take the places of all others.
  const except = [...failed].filter(([, { notBefore }]) => notBefore > now.getTime()).map(([userId]) => userId)
  for (const userId of await listUsersToMail(database, { ripeAt, since, except, limit: usersAtOnce })) {
    try {
      await inTransaction(database, (transaction) => mailTo(transaction, mailer, { userId, since, now }))
      failed.delete(userId)
    } catch (error) {
      const failures = (failed.get(userId)?.failures ?? 0) + 1
      const waitMs = Math.min(pause.longestMs, pause.firstMs * 2 ** (failures - 1))
      failed.set(userId, { failures, notBefore: now.getTime() + waitMs })
      logFailure(error, failures)
    }
  }
}

async function mailTo(
  transaction: Transaction,
  mailer: Mailer,
  { userId, since, now }: { userId: string; since: Date; now: Date },
): Promise<void> {
  const records = await takeNoticesToMail(transaction, userId, since)
  const user = await findUser(transaction, userId)
  if (records.length === 0 || user === undefined) return
  const ids = records.map(({ id }) => id)
  const views = await viewNotices(records, mailLocale(user.locale))
  // Marked first, so that a row that cannot be marked sends nothing; it is kept when the mail is out.
  await markNoticesMailed(transaction, ids, now)
  if (views.length === 0) return
  const id = createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32)
  await mailer.send(user.email, writeNotices(user, views), { id })
}

function writeNotices(user: UserRecord, views: readonly NoticeView[]): Letter {
  const locale = mailLocale(user.locale)
  const t = mailWords(locale)
  return writeLetter(
    {
      subject: t('notices.subject', { count: views.length }),
      paragraphs: [t('notices.text')],
      list: views.map((view) => ({ text: sayNotice(view, locale), url: absoluteUrl(`/${locale}${view.path}`) })),
      after: [t('notices.stop', { url: absoluteUrl(`/${locale}/me#notices`) })],
    },
    user,
  )
}

/** With the class's name, and times as its clocks show them. */
function sayNotice({ wording, values, dueAt, className, timeZone }: NoticeView, locale: MailLocale): string {
  const t = createTranslator({
    locale,
    messages: { notices: locale === 'zh' ? zhNotices : enNotices },
    namespace: 'notices',
  })
  const due =
    dueAt === null
      ? ''
      : new Intl.DateTimeFormat(locale, {
          timeZone,
          dateStyle: 'long',
          timeStyle: 'short',
        }).format(new Date(dueAt))
  const sentence = t.markup(`kinds.${wording}`, { ...values, due: () => due })
  return t('inClass', { sentence, className })
}

/** Nobody's address and nothing of what is written. */
function logFailure(error: unknown, failures: number): void {
  const { name, code } = describeError(error)
  console.error(JSON.stringify({ at: new Date().toISOString(), event: 'mail-failed', name, code, failures }))
}
