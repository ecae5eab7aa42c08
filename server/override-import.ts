import 'server-only'

import type { Actor } from '@/course/access.ts'
import { DomainError } from '@/course/errors.ts'
import { planOverrides } from '@/course/override-import.ts'
import type { OverridePlan } from '@/course/override-import.ts'
import { listAssignments } from '@/store/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments.ts'
import { inTransaction, wholeClass } from '@/store/database.ts'
import type { Connection } from '@/store/database.ts'
import { holdClassroom, listMembers } from '@/store/enrolments.ts'
import { listOverrides } from '@/store/overrides.ts'

import { badLines, readCsv } from './csv.ts'
import { fingerprintOf } from './fingerprint.ts'
import { requireInRunningClass } from './membership.ts'
import { applyOverride } from './overrides.ts'
import { getServices } from './services.ts'

/** A whole class's table of details, as this site writes it. */
const tableLimit = { bytes: 16_000_000, rows: 100_000 } as const
/** What one import may change: everybody in a large class, twice. */
const changeLimit = 2000

const columns = ['learner_id', 'student_id', 'email', 'assignment', 'override_points', 'override_reason']

export interface OverridePreview extends OverridePlan {
  /** Names this plan: committing another one is refused. */
  fingerprint: string
}

/**
 * What a table of overrides would change, and every line that is wrong. Changes nothing. Columns that it does not know are left
 * alone, so that the table of details can come back as it went out.
 * @throws DomainError 'forbidden' for assistants, 'bad-lines' where it is no such table
 */
export async function previewOverrides(actor: Actor, classroomId: string, text: string): Promise<OverridePreview> {
  const { classroom } = await requireInRunningClass(actor, classroomId, 'override-grade')
  return (await makePreview(getServices().database, classroom.id, text)).preview
}

/**
 * Does what the preview said, all of it or nothing; each learner is told.
 * @throws DomainError 'bad-lines' where the table has any, 'out-of-date' when the class changed since the preview
 */
export async function importOverrides(
  actor: Actor,
  classroomId: string,
  request: { text: string; fingerprint: string },
): Promise<void> {
  const { classroom } = await requireInRunningClass(actor, classroomId, 'override-grade')
  await inTransaction(
    getServices().database,
    async (transaction) => {
      // Held, so that nobody overrides between the look and the deed.
      await holdClassroom(transaction, classroom.id)
      const { preview, assignments } = await makePreview(transaction, classroom.id, request.text)
      if (preview.problems.length > 0) throw badLines(preview.problems)
      if (preview.fingerprint !== request.fingerprint) throw new DomainError('out-of-date')
      for (const { assignmentId, userId, to, reason } of preview.changes) {
        const assignment = assignments.find(({ id }) => id === assignmentId)
        if (assignment === undefined) throw new Error('a plan names assignments of its class')
        await applyOverride(transaction, actor, { assignment, userId, points: to, reason })
      }
    },
    wholeClass,
  )
}

async function makePreview(
  connection: Connection,
  classroomId: string,
  text: string,
): Promise<{ preview: OverridePreview; assignments: AssignmentRecord[] }> {
  const table = readCsv(text, tableLimit)
  const missing = ['assignment', 'override_points'].find((column) => !table.columns.includes(column))
  if (missing !== undefined) throw badLines([{ line: 1, code: 'column-missing', value: missing }])
  if (!columns.slice(0, 3).some((column) => table.columns.includes(column))) {
    throw badLines([{ line: 1, code: 'column-missing', value: 'learner_id' }])
  }
  const [assignments, members, overrides] = await Promise.all([
    listAssignments(connection, classroomId),
    listMembers(connection, classroomId),
    listOverrides(connection, { classroomId }),
  ])
  const plan = planOverrides(
    table.rows.map(({ line, values }) => {
      const [learnerId, studentId, email, assignment, points, reason] = columns.map((column) => values[column] ?? '')
      return {
        line,
        learnerId: learnerId ?? '',
        studentId: studentId ?? '',
        email: email ?? '',
        assignment: assignment ?? '',
        points: points ?? '',
        reason: reason ?? '',
      }
    }),
    { assignments, learners: members.filter(({ role }) => role === 'learner'), overrides },
  )
  const beyond = plan.changes[changeLimit]
  if (beyond !== undefined) throw badLines([{ line: beyond.line, code: 'too-many-rows' }])
  const fingerprint = fingerprintOf(plan)
  return { preview: { ...plan, fingerprint }, assignments }
}
