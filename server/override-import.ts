import 'server-only'

import type { Actor } from '@/course/access.ts'
import { DomainError } from '@/course/errors.ts'
import { startOverridePlan } from '@/course/override-import.ts'
import type { OverrideLine, OverridePlan } from '@/course/override-import.ts'
import { listAssignments } from '@/store/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments.ts'
import { inTransaction, wholeClass } from '@/store/database.ts'
import type { Connection } from '@/store/database.ts'
import { holdClassroom, listMembers } from '@/store/enrolments.ts'
import { listOverrides } from '@/store/overrides.ts'

import { badLines, readCsv } from './csv.ts'
import type { CsvRow } from './csv.ts'
import { fingerprintOf } from './fingerprint.ts'
import { makePause } from './give-way.ts'
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
  return (await makePreview(getServices().database, classroom.id, await readTable(text))).preview
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
  // Before anybody waits for the class.
  const rows = await readTable(request.text)
  await inTransaction(
    getServices().database,
    async (transaction) => {
      // Held, so that nobody overrides between the look and the deed.
      await holdClassroom(transaction, classroom.id)
      const { preview, assignments } = await makePreview(transaction, classroom.id, rows)
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

/** @throws DomainError 'bad-lines' where it is no table of overrides */
async function readTable(text: string): Promise<CsvRow[]> {
  const table = await readCsv(text, tableLimit)
  const missing = ['assignment', 'override_points'].find((column) => !table.columns.includes(column))
  if (missing !== undefined) throw badLines([{ line: 1, code: 'column-missing', value: missing }])
  if (!columns.slice(0, 3).some((column) => table.columns.includes(column))) {
    throw badLines([{ line: 1, code: 'column-missing', value: 'learner_id' }])
  }
  return table.rows
}

/** Gives way to other work every few milliseconds. */
async function makePreview(
  connection: Connection,
  classroomId: string,
  rows: readonly CsvRow[],
): Promise<{ preview: OverridePreview; assignments: AssignmentRecord[] }> {
  const [assignments, members, overrides] = await Promise.all([
    listAssignments(connection, classroomId),
    listMembers(connection, classroomId),
    listOverrides(connection, { classroomId }),
  ])
  const learners = members.filter(({ role }) => role === 'learner')
  const { take, plan, isFull } = startOverridePlan({ assignments, learners, overrides })
  const pause = makePause()
  for (const row of rows) {
    if (isFull()) break
    await pause()
    take(asLine(row))
    // What one import may change is all that is planned.
    const beyond = plan.changes[changeLimit]
    if (beyond !== undefined) throw badLines([{ line: beyond.line, code: 'too-many-rows' }])
  }
  return { preview: { ...plan, fingerprint: fingerprintOf(plan) }, assignments }
}

function asLine({ line, values }: CsvRow): OverrideLine {
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
}
