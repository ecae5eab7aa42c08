import 'server-only'
import { z } from 'zod'

import type { Actor } from '@/course/accounts/access.ts'
import type { ClassLogEntry } from '@/course/classes/class-log.ts'
import { listAuditPage } from '@/store/accounts/audit-events.ts'

import { requireInClass } from '../membership/membership.ts'
import type { Context } from '../foundation/context.ts'

export const logPageSize = 50

const plainDetails = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/**
 * Who did what in a class, newest first.
 * @param before id of the last entry of the page before; what is no such id begins at the newest
 * @returns `older`: from where the next page goes on, null at the end
 * @throws DomainError 'forbidden' for assistants and learners, 'not-found' for strangers
 */
export async function getClassLog(
  context: Context,
  actor: Actor,
  classroomId: string,
  before?: string,
): Promise<{ entries: ClassLogEntry[]; older: string | null }> {
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-class-log')
  const rows = await listAuditPage(
    context.database,
    { subject: `classroom:${classroom.id}`, before: z.uuid().safeParse(before).data },
    logPageSize + 1,
  )
  const shown = rows.slice(0, logPageSize)
  return {
    entries: shown.map(({ id, at, action, actorId, actorName, personName, ...row }) => {
      const details = plainDetails.safeParse(row.details).data ?? {}
      // Who leaves removes themselves.
      const left = action === 'person.removed' && details['userId'] === actorId
      return {
        id,
        at: at.toISOString(),
        action: left ? 'person.left' : action,
        actor: actorName,
        person: personName,
        details,
      }
    }),
    older: rows.length > logPageSize ? (shown.at(-1)?.id ?? null) : null,
  }
}
