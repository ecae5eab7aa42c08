import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'
import { DomainError } from '@/course/foundation/errors.ts'
import { appendAuditEvent } from '@/store/accounts/audit-events.ts'
import { inTransaction } from '@/store/foundation/database.ts'
import type { Transaction } from '@/store/foundation/database.ts'
import { askToMailInvitations, listInvitationsToMail, takeInvitationToMail } from '@/store/classes/invitations.ts'
import { findUser } from '@/store/accounts/users.ts'

import { linkToInvitation } from './joining.ts'
import { absoluteUrl, mailLocale, mailWords, writeLetter } from '../mail/letters.ts'
import type { Letter } from '../mail/letters.ts'
import { lettersAtOnce, mailEach, notYet } from '../mail/mail-round.ts'
import type { FailedMails } from '../mail/mail-round.ts'
import type { Mailer } from '../mail/mailer.ts'
import { requireInRunningClass } from '../membership/membership.ts'
import { requireUnderLimit } from '../foundation/throttling.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { Context } from '../foundation/context.ts'

const dayMs = 24 * 3600_000
/** What could not be mailed for so long is asked for anew, or handed out otherwise. */
const staleMs = 7 * dayMs

/**
 * Has every invitation of the class mailed that was not asked for within a day. The letters go out one after another in the rounds of
 * the web, so that a class of hundreds holds no request.
 * @returns how many letters will be written
 * @throws DomainError 'not-found' where the site sends no mail, 'too-many-requests', 'forbidden', 'class-archived'
 */
export async function mailInvitations(
  context: MailContext,
  actor: Actor,
  classroomId: string,
): Promise<{ count: number }> {
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'change-people')
  const { database, mailer } = context
  if (mailer === null) throw new DomainError('not-found')
  const now = context.clock()
  await requireUnderLimit(database, [{ rule: 'mail-invitations', subject: actor.userId }], now)
  const locale = (await findUser(database, actor.userId))?.locale ?? ''
  const before = new Date(now.getTime() - dayMs)
  return inTransaction(database, async (transaction) => {
    const count = await askToMailInvitations(transaction, { classroomId: classroom.id, locale, before, now })
    if (count > 0) {
      await appendAuditEvent(transaction, {
        actorId: actor.userId,
        action: 'invitation.mailed',
        subject: `classroom:${classroom.id}`,
        details: { count },
      })
    }
    return { count }
  })
}

/** One round of letters. Two copies of the web never send one twice. */
export async function mailAskedInvitations(context: MailContext, now: Date, failed: FailedMails): Promise<void> {
  const { database, mailer } = context
  if (mailer === null) return
  const where = { since: new Date(now.getTime() - staleMs), except: notYet(failed, now), limit: lettersAtOnce }
  await mailEach(context, await listInvitationsToMail(database, where), { failed, now }, (transaction, id) =>
    mailTo(context, transaction, mailer, { id, now }),
  )
}

async function mailTo(
  context: Context,
  transaction: Transaction,
  mailer: Mailer,
  { id, now }: { id: string; now: Date },
): Promise<void> {
  const taken = await takeInvitationToMail(transaction, id, now)
  if (taken === undefined) return
  // A second letter, asked for on another day, is no repetition of the first.
  await mailer.send(taken.email, writeInvitation(context, id, taken.locale), {
    id: `invitation-${id}-${now.getTime()}`,
  })
}

/** Without the names of the class and of who invites: whatever they typed would come to strangers as this site's words. */
function writeInvitation(context: Context, id: string, stored: string): Letter {
  const locale = mailLocale(stored)
  const t = mailWords(locale)
  return writeLetter(
    {
      subject: t('invitation.subject'),
      paragraphs: [t('invitation.text')],
      action: {
        label: t('invitation.action'),
        url: absoluteUrl(context, `/${locale}${linkToInvitation(context, id)}`),
      },
      after: [t('invitation.ignore')],
    },
    { locale, displayName: '', emailVerifiedAt: null },
  )
}
