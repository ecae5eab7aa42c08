import 'server-only'
import { createHash } from 'node:crypto'
import { createTranslator } from 'next-intl'

import enNotices from '@/messages/en/notices.json'
import zhNotices from '@/messages/zh/notices.json'
import type { Transaction } from '@/store/foundation/database.ts'
import { listUsersToMail, markNoticesMailed, takeNoticesToMail } from '@/store/notices/notices.ts'
import { findUser } from '@/store/accounts/users.ts'
import type { UserRecord } from '@/store/accounts/users.ts'

import { absoluteUrl, mailLocale, mailWords, writeLetter } from '../mail/letters.ts'
import type { Letter, MailLocale } from '../mail/letters.ts'
import { lettersAtOnce, mailEach, notYet } from '../mail/mail-round.ts'
import type { FailedMails } from '../mail/mail-round.ts'
import type { Mailer } from '../mail/mailer.ts'
import { viewNotices } from './notices.ts'
import type { NoticeView } from '@/course/notices/notices.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { CourseContext } from '../course/course-context.ts'
import type { Context } from '../foundation/context.ts'

/** What gathers within this time comes in one mail. */
const gatherMs = 60_000
/** What could not be mailed for so long is news no more; it stands at /notices all the same. */
const staleMs = 7 * 24 * 3600_000

/**
 * Mails notices to who wants them and has proved the address. Each is marked in the transaction that sends it, which holds the
 * user's notices: two copies of the web never send one twice, and what the mail server refuses stays for the next round. Only
 * a process that dies between the server's yes and its own mark repeats a mail, and that under the same name.
 */
export async function mailNotices(context: MailContext & CourseContext, now: Date, failed: FailedMails): Promise<void> {
  const { database, mailer } = context
  if (mailer === null) return
  const since = new Date(now.getTime() - staleMs)
  const ripeAt = new Date(now.getTime() - gatherMs)
  const where = { ripeAt, since, except: notYet(failed, now), limit: lettersAtOnce }
  await mailEach(context, await listUsersToMail(database, where), { failed, now }, (transaction, userId) =>
    mailTo(context, transaction, mailer, { userId, since, now }),
  )
}

async function mailTo(
  context: CourseContext,
  transaction: Transaction,
  mailer: Mailer,
  { userId, since, now }: { userId: string; since: Date; now: Date },
): Promise<void> {
  const records = await takeNoticesToMail(transaction, userId, since)
  const user = await findUser(transaction, userId)
  if (records.length === 0 || user === undefined) return
  const ids = records.map(({ id }) => id)
  const views = await viewNotices(context, records, mailLocale(user.locale))
  // Marked first, so that a row that cannot be marked sends nothing; it is kept when the mail is out.
  await markNoticesMailed(transaction, ids, now)
  if (views.length === 0) return
  const id = createHash('sha256').update(ids.join(' ')).digest('hex').slice(0, 32)
  await mailer.send(user.email, writeNotices(context, user, views), { id })
}

function writeNotices(context: Context, user: UserRecord, views: readonly NoticeView[]): Letter {
  const locale = mailLocale(user.locale)
  const t = mailWords(locale)
  return writeLetter(
    {
      subject: t('notices.subject', { count: views.length }),
      paragraphs: [t('notices.text')],
      list: views.map((view) => ({
        text: sayNotice(view, locale),
        url: absoluteUrl(context, `/${locale}${view.path}`),
      })),
      after: [t('notices.stop', { url: absoluteUrl(context, `/${locale}/me#notices`) })],
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
