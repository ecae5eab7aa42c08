import 'server-only'

import type { BodyOf } from '@/contracts/contract.ts'
import type { OverrideTablePreview, overrideTableApi } from '@/contracts/override-table.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { startOverridePlan } from '@/course/assignments/override-import.ts'
import type { OverridePlan } from '@/course/assignments/override-import.ts'
import { rankOverrideHeader, readOverrideHeader, startOutsideEdits } from '@/course/assignments/override-table.ts'
import type { OutsideEdit, OverrideTable } from '@/course/assignments/override-table.ts'
import { plainName } from '@/course/tables/table-columns.ts'
import { listAssignments } from '@/store/assignments/assignments.ts'
import type { AssignmentRecord } from '@/store/assignments/assignments.ts'
import type { Connection, Database } from '@/store/foundation/database.ts'
import { listMembers } from '@/store/classes/enrolments.ts'
import { listOverrides } from '@/store/assignments/overrides.ts'

import { badLines, readCsv } from '../foundation/csv.ts'
import type { CsvTable } from '../foundation/csv.ts'
import { fingerprintOf } from '../foundation/fingerprint.ts'
import { makePause } from '../foundation/give-way.ts'
import { detailColumns, readDetails } from '../gradebook/gradebook-csv.ts'
import { refreshGrades } from '../grades/grades.ts'
import { requireInRunningClass } from '../membership/membership.ts'
import { commitPlanned } from '../membership/planned.ts'
import { applyOverride } from './overrides.ts'
import type { CourseContext } from '../course/course-context.ts'

/** A whole class's table of details, as this site writes it. */
const tableLimit = { bytes: 16_000_000, rows: 100_000 } as const
/** What one import may change: everybody in a large class, twice. */
const changeLimit = 2000

export interface OverridePreview extends OverridePlan {
  /** Names this plan: committing another one is refused. */
  fingerprint: string
}

/**
 * What a table of overrides would change, and every line that is wrong. Changes nothing. Columns that it does not know are left
 * alone, so that the table of details can come back as it went out.
 * @throws DomainError 'forbidden' for assistants, 'bad-lines' where it is no such table
 */
export async function previewOverrides(
  context: CourseContext,
  actor: Actor,
  classroomId: string,
  text: string,
): Promise<OverrideTablePreview> {
  const { database } = context
  const { classroom } = await requireInRunningClass(context, actor, classroomId, 'override-grade')
  const table = await readTable(text)
  const { preview, placeOf } = await makePreview(context, database, classroom.id, table)
  const known = new Set(detailColumns.map(plainName))
  return {
    ...preview,
    ignoredColumns: table.ignoredColumns.filter((name) => !known.has(plainName(name))),
    outside: preview.problems.length > 0 ? [] : await findOutsideEdits(database, classroom.id, table, placeOf),
  }
}

/**
 * Does what the preview said, all of it or nothing; each learner is told.
 * @param request.bonusesConfirmed somebody said yes to points beyond an assignment's
 * @throws DomainError 'bad-lines' where the table has any, 'out-of-date' when the class changed since the preview, 'not-confirmed'
 */
export async function importOverrides(
  context: CourseContext,
  actor: Actor,
  classroomId: string,
  request: BodyOf<typeof overrideTableApi.import>,
): Promise<void> {
  await commitPlanned(context, actor, {
    classroomId,
    action: 'override-grade',
    read: () => readTable(request.text),
    plan: async (transaction, id, table) => {
      const { preview, assignments } = await makePreview(context, transaction, id, table)
      return { ...preview, assignments }
    },
    seen: request.fingerprint,
    isConfirmed: ({ bonuses }) => bonuses === 0 || request.bonusesConfirmed === true,
    apply: async (transaction, { changes, assignments }) => {
      for (const { assignmentId, userId, to, reason } of changes) {
        const assignment = assignments.find(({ id }) => id === assignmentId)
        if (assignment === undefined) throw new Error('a plan names assignments of its class')
        await applyOverride(transaction, actor, { assignment, userId, points: to, reason })
      }
    },
  })
}

type ReadTable = CsvTable & OverrideTable

/** @throws DomainError 'bad-lines' where it is no table of overrides */
async function readTable(text: string): Promise<ReadTable> {
  const table = await readCsv(text, { limit: tableLimit, rank: rankOverrideHeader })
  const columns = readOverrideHeader(table.header)
  if (columns.problems.length > 0) throw badLines(columns.problems)
  return { ...table, ...columns }
}

type PlaceOf = ReturnType<typeof startOverridePlan>['placeOf']

/** Gives way to other work every few milliseconds. */
async function makePreview(
  context: CourseContext,
  connection: Connection,
  classroomId: string,
  { rows, read }: ReadTable,
): Promise<{ preview: OverridePreview; assignments: AssignmentRecord[]; placeOf: PlaceOf }> {
  const [assignments, members, overrides] = await Promise.all([
    listAssignments(connection, classroomId),
    listMembers(connection, classroomId),
    listOverrides(connection, { classroomId }),
  ])
  const learners = members.filter(({ role }) => role === 'learner')
  const titles = await titlesBySlug(context)
  const named = assignments.map((one) => ({ ...one, titles: titles.get(one.slug) ?? [] }))
  const { take, plan, isFull, placeOf } = startOverridePlan({ assignments: named, learners, overrides })
  const pause = makePause()
  for (const row of rows) {
    if (isFull()) break
    await pause()
    take(read(row))
    // What one import may change is all that is planned.
    const beyond = plan.changes[changeLimit]
    if (beyond !== undefined) throw badLines([{ line: beyond.line, code: 'too-many-rows' }])
  }
  return { preview: { ...plan, fingerprint: fingerprintOf(plan) }, assignments, placeOf }
}

async function titlesBySlug(context: CourseContext): Promise<Map<string, string[]>> {
  const exercises = await context.course.listExercises()
  return new Map(exercises.map(({ slug, prose }) => [slug, Object.values(prose).map(({ title }) => title)]))
}

/** Learners whose lines are compared at once. */
const learnersAtOnce = 50

/** Compares with the table of details as it would be written at this moment. */
async function findOutsideEdits(
  database: Database,
  classroomId: string,
  { header, rows, read }: ReadTable,
  placeOf: PlaceOf,
): Promise<OutsideEdit[]> {
  const { add, edits } = startOutsideEdits(header.names, detailColumns)
  // As whoever takes the table home does: a grade that is not computed yet would differ.
  await refreshGrades(database, classroomId)
  const placed = rows.flatMap((row) => {
    const place = placeOf(read(row))
    return place === null ? [] : { row, ...place }
  })
  const byLearner = [...Map.groupBy(placed, ({ userId }) => userId)]
  const pause = makePause()
  const details = await readDetails(database, classroomId)
  for (let from = 0; from < byLearner.length; from += learnersAtOnce) {
    const some = byLearner.slice(from, from + learnersAtOnce)
    const now = await details(some.map(([userId]) => userId))
    for (const { row, userId, assignmentId } of some.flatMap(([, rowsOf]) => rowsOf)) {
      await pause()
      const fields = now.get(`${assignmentId} ${userId}`)
      if (fields !== undefined) add(row, fields)
    }
  }
  return edits.map((edit) => ({ ...edit, lines: edit.lines.toSorted((a, b) => a - b) }))
}
