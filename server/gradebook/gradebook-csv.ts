import 'server-only'

import type { Actor } from '@/course/accounts/access.ts'
import { unpackGradebook } from '@/course/gradebook/gradebook.ts'
import type { GradebookRow } from '@/course/gradebook/gradebook.ts'
import { inThousandths } from '@/course/assignments/points.ts'
import { listExtensions, listAssignments } from '@/store/assignments/assignments.ts'
import type { AssignmentRecord, ExtensionRecord } from '@/store/assignments/assignments.ts'
import type { Database } from '@/store/foundation/database.ts'
import { listMembers } from '@/store/classes/enrolments.ts'
import { listGradeDetails } from '@/store/gradebook/gradebook.ts'
import type { GradeDetail } from '@/store/gradebook/gradebook.ts'
import { listOverrides } from '@/store/assignments/overrides.ts'
import type { OverrideRecord } from '@/store/assignments/overrides.ts'

import { writeCsv } from '../foundation/csv.ts'
import { getGradebook } from './gradebook.ts'
import { requireInClass } from '../membership/membership.ts'
import type { Context } from '../foundation/context.ts'

/** So many lines are written at once: others are answered in between. */
const linesAtOnce = 500

export const detailColumns = [
  'learner_id',
  'student_id',
  'name',
  'roster_name',
  'email',
  'assignment',
  'points',
  'out_of',
  'machine_points',
  'score',
  'verdict',
  'late_days',
  'attempts',
  'submitted_at',
  'submission_id',
  'extension_due_at',
  'override_points',
  'override_reason',
]

/**
 * The gradebook as a table: one row a learner, or one for each learner and assignment.
 * @returns its parts in order, each made when it is asked for
 * @throws DomainError 'forbidden' for the class's learners, 'not-found' for strangers
 */
export async function exportGradebook(
  context: Context,
  actor: Actor,
  classroomId: string,
  kind: 'grades' | 'details',
): Promise<{ className: string; parts: AsyncIterable<string> }> {
  const { database } = context
  const { classroom } = await requireInClass(context, actor, classroomId, 'read-gradebook')
  // Computes what is stale, too.
  const book = unpackGradebook(await getGradebook(context, actor, classroomId))
  if (kind === 'grades') {
    const slugs = book.assignments.map(({ slug }) => slug)
    const columns = ['learner_id', 'student_id', 'name', 'roster_name', 'email', ...slugs, 'total', 'out_of']
    const write = (rows: GradebookRow[]) => rows.map((row) => gradesLine(row, book.outOf))
    return {
      className: classroom.name,
      parts: inParts(columns, book.rows, { linesEach: 1, write: async (rows) => write(rows) }),
    }
  }
  const standing = await readStanding(database, classroom.id)
  const write = async (rows: GradebookRow[]) =>
    detailLines(
      database,
      classroom.id,
      rows.map(({ learner }) => learner),
      standing,
    )
  return {
    className: classroom.name,
    parts: inParts(detailColumns, book.rows, { linesEach: standing.assignments.length, write }),
  }
}

type Field = string | number | null

async function* inParts(
  columns: string[],
  rows: GradebookRow[],
  { linesEach, write }: { linesEach: number; write: (rows: GradebookRow[]) => Promise<Field[][]> },
): AsyncGenerator<string> {
  const learnersAtOnce = Math.max(1, Math.floor(linesAtOnce / Math.max(1, linesEach)))
  yield writeCsv(columns, [])
  for (let from = 0; from < rows.length; from += learnersAtOnce) {
    yield writeCsv(columns, await write(rows.slice(from, from + learnersAtOnce)), { head: false })
  }
}

function gradesLine({ learner, cells, total }: GradebookRow, outOf: number): Field[] {
  const { id, studentId, name, rosterName, email } = learner
  return [
    id,
    studentId,
    name,
    rosterName,
    email,
    ...cells.map((cell) => cell?.points ?? null),
    inThousandths(total),
    outOf,
  ]
}

interface Standing {
  assignments: AssignmentRecord[]
  overrides: ReadonlyMap<string, OverrideRecord>
  extensions: ReadonlyMap<string, ExtensionRecord>
}

async function readStanding(database: Database, classroomId: string): Promise<Standing> {
  const [assignments, overrides, extensions] = await Promise.all([
    listAssignments(database, classroomId),
    listOverrides(database, { classroomId }),
    listExtensions(database, { classroomId }),
  ])
  return { assignments, overrides: byPlace(overrides), extensions: byPlace(extensions) }
}

/**
 * For other files of this room alone, which have asked who may: what the table of details says, as its fields are written.
 * @returns for some learners, by assignment and learner, the fields by their columns
 */
export async function readDetails(
  database: Database,
  classroomId: string,
): Promise<(userIds: readonly string[]) => Promise<Map<string, ReadonlyMap<string, string>>>> {
  const standing = await readStanding(database, classroomId)
  const learners = new Map((await listMembers(database, classroomId)).map((member) => [member.id, member]))
  return async (userIds) => {
    const asked = userIds.flatMap((id) => learners.get(id) ?? [])
    const lines = await detailLines(database, classroomId, asked, standing)
    return new Map(
      lines.map((fields, index) => {
        const learner = asked[Math.floor(index / standing.assignments.length)]
        const assignment = standing.assignments[index % standing.assignments.length]
        const written = detailColumns.map((column, place) => [column, String(fields[place] ?? '')] as const)
        return [`${assignment?.id ?? ''} ${learner?.id ?? ''}`, new Map(written)]
      }),
    )
  }
}

async function detailLines(
  database: Database,
  classroomId: string,
  learners: ReadonlyArray<GradebookRow['learner']>,
  { assignments, overrides, extensions }: Standing,
): Promise<Field[][]> {
  const userIds = learners.map(({ id }) => id)
  const grades = byPlace(await listGradeDetails(database, { classroomId, userIds }))
  return learners.flatMap(({ id, studentId, name, rosterName, email }) =>
    assignments.map((assignment) => {
      const place = `${assignment.id} ${id}`
      const override = overrides.get(place)
      const grade = grades.get(place)
      const machinePoints = grade === undefined || grade.points === null ? null : inThousandths(grade.points)
      return [
        id,
        studentId,
        name,
        rosterName,
        email,
        assignment.slug,
        override?.points ?? machinePoints,
        assignment.points,
        machinePoints,
        ...gradeFields(grade),
        extensions.get(place)?.dueAt?.toISOString() ?? null,
        override?.points ?? null,
        override?.reason ?? null,
      ]
    }),
  )
}

function gradeFields(grade: GradeDetail | undefined): Field[] {
  if (grade === undefined) return [null, null, null, 0, null, null]
  const { score, kind, lateDays, attempts, submittedAt, submissionId } = grade
  return [
    score === null ? null : Math.round(score * 10_000) / 10_000,
    kind,
    kind === null ? null : lateDays,
    attempts,
    submittedAt === null ? null : new Date(submittedAt).toISOString(),
    submissionId,
  ]
}

function byPlace<T extends { assignmentId: string; userId: string }>(records: readonly T[]): Map<string, T> {
  return new Map(records.map((record) => [`${record.assignmentId} ${record.userId}`, record]))
}
