import 'server-only'
import { remindOfDueAssignments } from '../assignments/due-reminders.ts'
import { logError } from '../foundation/log-error.ts'
import { mailAskedInvitations } from '../classes/invitation-mail.ts'
import type { FailedMails } from '../mail/mail-round.ts'
import { mailNotices } from '../notices/notice-mail.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { CourseContext } from '../course/course-context.ts'

declare global {
  /** One for the process: Next may load this module more than once. */
  var gradientGymRounds: true | undefined
}

/**
 * What a web process does by itself, again and again. Every copy of the web does; the rounds themselves see to it that nothing
 * is done twice.
 */
export function startRounds(context: MailContext & CourseContext): void {
  if (globalThis.gradientGymRounds !== undefined) return
  globalThis.gradientGymRounds = true
  const { mailer } = context
  repeat(10 * 60_000, () => remindOfDueAssignments(context, context.clock()))
  if (mailer === null) return
  const [failedNotices, failedInvitations]: [FailedMails, FailedMails] = [new Map(), new Map()]
  repeat(20_000, () => mailNotices(context, context.clock(), failedNotices))
  repeat(20_000, () => mailAskedInvitations(context, context.clock(), failedInvitations))
}

/** The next round waits for the end of the one before, and for no process that wants to end. */
function repeat(everyMs: number, round: () => Promise<void>): void {
  const once = async (): Promise<void> => {
    await round().catch(logError)
    setTimeout(() => void once(), everyMs).unref()
  }
  setTimeout(() => void once(), Math.min(everyMs, firstRoundMs)).unref()
}

/** A web that has just started answers its first readers before. */
const firstRoundMs = 5000
