import 'server-only'
import { requirePermit } from '@/course/accounts/access.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { discloseVerdict, drawStandingOf } from '@/course/submissions/draw-disclosure.ts'
import { listSubmissionsWithVerdicts, readPersonalRecords } from '@/store/accounts/personal-records.ts'
import type { SubmissionWithVerdicts } from '@/store/accounts/personal-records.ts'

import { requireUnderLimit } from '../foundation/throttling.ts'
import type { Context } from '../foundation/context.ts'

const pageSize = 100

/**
 * All that the site holds of the actor, as the text of one JSON object, in pieces: submissions may be many. Secrets are not in
 * it, nor draws that still serve others, nor names of other people but who commented on the actor's code.
 * @throws DomainError 'too-many-requests'
 */
export async function exportOwnAccount(context: Context, actor: Actor): Promise<AsyncGenerator<string>> {
  requirePermit(actor, 'manage-account', 'self')
  const { database } = context
  await requireUnderLimit(database, [{ rule: 'export', subject: actor.userId }], context.clock())
  return writeExport(context, actor.userId, context.clock())
}

async function* writeExport(context: Context, userId: string, now: Date): AsyncGenerator<string> {
  const { database } = context
  const records = Object.entries({
    exportedAt: now,
    ...selectRecords(userId, await readPersonalRecords(database, userId)),
  })
  yield '{'
  for (const [name, value] of records) yield `\n${JSON.stringify(name)}: ${JSON.stringify(value, null, 1)},`
  yield '\n"submissions": ['
  let after: string | null = null
  for (let written = 0; ;) {
    const page = await listSubmissionsWithVerdicts(database, { userId, after }, pageSize)
    for (const submission of page) {
      yield `${written === 0 ? '' : ','}\n${JSON.stringify(selectSubmission(submission))}`
      written += 1
    }
    after = page.at(-1)?.id ?? null
    if (page.length < pageSize) break
  }
  yield '\n]\n}\n'
}

function selectSubmission({ verdicts, ...submission }: SubmissionWithVerdicts) {
  return {
    ...submission,
    verdicts: verdicts.map(({ createdAt, verdict, draw }) => ({
      createdAt,
      ...discloseVerdict(verdict, drawStandingOf({ verdict, draw })),
    })),
  }
}

/** Field by field, so that a new column has to be meant. */
function selectRecords(userId: string, records: Awaited<ReturnType<typeof readPersonalRecords>>) {
  const { user } = records
  const placeOf = ({ assignment }: { assignment: { slug: string; classroom: { name: string } } }) => ({
    class: assignment.classroom.name,
    exercise: assignment.slug,
  })
  return {
    profile: {
      id: user.id,
      email: user.email,
      emailVerifiedAt: user.emailVerifiedAt,
      displayName: user.displayName,
      role: user.role,
      locale: user.locale,
      mailNotices: user.mailNotices,
      hasPassword: user.passwordHash !== null,
      createdAt: user.createdAt,
    },
    sessions: records.sessions.map(({ createdAt, lastSeenAt, expiresAt, revokedAt, userAgent }) => ({
      createdAt,
      lastSeenAt,
      expiresAt,
      revokedAt,
      userAgent,
    })),
    connectedAccounts: records.linkedAccounts.map(({ provider, providerAccountId, createdAt }) => ({
      provider,
      providerAccountId,
      createdAt,
    })),
    secondFactor: records.secondFactor,
    recoveryCodes: records.recoveryCodes,
    classes: records.enrolments.map(({ classroom, role, studentId, rosterName, createdAt, removedAt, leftAt }) => ({
      class: classroom.name,
      role,
      studentId,
      rosterName,
      joinedAt: createdAt,
      removedAt,
      leftAt,
    })),
    drafts: records.drafts.map(({ slug, source, updatedAt }) => ({ exercise: slug, source, updatedAt })),
    lessonsRead: records.lessons.map(({ lesson, readAt }) => ({ lesson, readAt })),
    extensions: records.extensions.map((one) => ({
      ...placeOf(one),
      dueAt: one.dueAt,
      closesAt: one.closesAt,
      extraAttempts: one.extraAttempts,
      reason: one.reason,
      createdAt: one.createdAt,
    })),
    overrides: records.overrides.map((one) => ({
      ...placeOf(one),
      points: one.points,
      reason: one.reason,
      createdAt: one.createdAt,
    })),
    grades: records.grades.map((one) => ({
      ...placeOf(one),
      kind: one.kind,
      score: one.score,
      points: one.points,
      lateDays: one.lateDays,
      attempts: one.attempts,
      submissionId: one.submissionId,
    })),
    regrades: records.regradeChanges.map(({ regrade, from, to }) => ({
      class: regrade.classroom.name,
      exercise: regrade.slug,
      reason: regrade.reason,
      from,
      to,
      committedAt: regrade.committedAt,
    })),
    notices: records.notices.map(({ kind, details, createdAt, readAt, mailedAt }) => ({
      kind,
      details,
      createdAt,
      readAt,
      mailedAt,
    })),
    commentsWritten: records.commentsWritten.map(({ submission, line, text, createdAt, editedAt }) => ({
      exercise: submission.slug,
      line,
      text,
      createdAt,
      editedAt,
    })),
    commentsReceived: records.commentsReceived.map(({ submission, author, line, text, createdAt, editedAt }) => ({
      submissionId: submission.id,
      exercise: submission.slug,
      author: author?.displayName ?? null,
      line,
      text,
      createdAt,
      editedAt,
    })),
    // What was done to others is told without its details, which are theirs.
    log: records.deeds.map(({ at, action, subject, details }) => ({
      at,
      action,
      subject,
      ...(subject === `user:${userId}` ? { details } : {}),
    })),
  }
}
