import 'server-only'

import type { Actor } from '@/course/access.ts'
import { unpackGradebook } from '@/course/gradebook.ts'
import type { GradebookRow } from '@/course/gradebook.ts'
import { inThousandths } from '@/course/points.ts'
import { listExtensions, listAssignments } from '@/store/assignments.ts'
import type { AssignmentRecord, ExtensionRecord } from '@/store/assignments.ts'
import type { Database } from '@/store/database.ts'
import { listGradeDetails } from '@/store/gradebook.ts'
import type { GradeDetail } from '@/store/gradebook.ts'
import { listOverrides } from '@/store/overrides.ts'
import type { OverrideRecord } from '@/store/overrides.ts'

import { writeCsv } from './csv.ts'
import { getGradebook } from './gradebook.ts'
import { requireInClass } from './membership.ts'
import { getServices } from './services.ts'

/** So many lines are written at once: others are answered in between. */
const linesAtOnce = 500

const detailColumns = [
  'learner_id',
  'student_id',
  'name',
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
  actor: Actor,
  classroomId: string,
  kind: 'grades' | 'details',
): Promise<{ className: string; parts: AsyncIterable<string> }> {
  const { database } = getServices()
  const { classroom } = await requireInClass(actor, classroomId, 'read-gradebook')
  // Computes what is stale, too.
  const book = unpackGradebook(await getGradebook(actor, classroomId))
  if (kind === 'grades') {
    const slugs = book.assignments.map(({ slug }) => slug)
    const columns = ['learner_id', 'student_id', 'name', 'email', ...slugs, 'total', 'out_of']
    const write = (rows: GradebookRow[]) => rows.map((row) => gradesLine(row, book.outOf))
    return {
      className: classroom.name,
      parts: inParts(columns, book.rows, { linesEach: 1, write: async (rows) => write(rows) }),
    }
  }
  const where = { classroomId: classroom.id }
  const [assignments, overrides, extensions] = await Promise.all([
    listAssignments(database, classroom.id),
    listOverrides(database, where),
    listExtensions(database, where),
  ])
  const standing: Standing = {
    assignments,
    overrides: byPlace(overrides),
    extensions: byPlace(extensions),
  }
  const write = async (rows: GradebookRow[]) => detailLines(database, classroom.id, rows, standing)
  return {
    className: classroom.name,
    parts: inParts(detailColumns, book.rows, { linesEach: assignments.length, write }),
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
  const { id, studentId, name, email } = learner
  return [id, studentId, name, email, ...cells.map((cell) => cell?.points ?? null), inThousandths(total), outOf]
}

interface Standing {
  assignments: AssignmentRecord[]
  overrides: ReadonlyMap<string, OverrideRecord>
  extensions: ReadonlyMap<string, ExtensionRecord>
}

async function detailLines(
  database: Database,
  classroomId: string,
  rows: GradebookRow[],
  { assignments, overrides, extensions }: Standing,
): Promise<Field[][]> {
  const userIds = rows.map(({ learner }) => learner.id)
  const grades = byPlace(await listGradeDetails(database, { classroomId, userIds }))
  return rows.flatMap(({ learner: { id, studentId, name, email } }) =>
    assignments.map((assignment) => {
      const place = `${assignment.id} ${id}`
      const override = overrides.get(place)
      const grade = grades.get(place)
      const machinePoints = grade === undefined || grade.points === null ? null : inThousandths(grade.points)
      return [
        id,
        studentId,
        name,
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
