/** A class as large as a school's largest, made inside the database: a million rows a minute, where the store would take hours. */
import type { Actor } from '../../course/accounts/access.ts'
import { createAssignment } from '../../store/assignments/assignments.ts'
import { createClassroom } from '../../store/classes/classrooms.ts'
import { inTransaction } from '../../store/foundation/database.ts'
import type { Database } from '../../store/foundation/database.ts'
import { enrol } from '../../store/classes/enrolments.ts'
import { keepRevision } from '../../store/exercises/exercise-revisions.ts'

export interface ClassSize {
  learners: number
  assignments: number
}

export interface FilledClass extends ClassSize {
  id: string
  slugs: string[]
  /** In the order of their numbers. */
  learnerIds: string[]
}

const dayMs = 24 * 3600_000

/** @param realSlugs exercises of the course, so that the first columns have titles; the others are made up */
export async function fillClass(
  database: Database,
  teacher: Pick<Actor, 'userId'>,
  size: ClassSize & { realSlugs: readonly string[] },
): Promise<FilledClass> {
  const classroom = await createClassroom(database, {
    name: 'Gradient stability, all sections',
    timeZone: 'Asia/Shanghai',
    joinCode: `BENCH${Date.now().toString(36).toUpperCase().slice(-5)}`,
    createdById: teacher.userId,
  })
  if (classroom === undefined) throw new Error('the join code was taken')
  await enrol(database, { classroomId: classroom.id, userId: teacher.userId, role: 'instructor' })
  const slugs = Array.from({ length: size.assignments }, (_, index) => size.realSlugs[index] ?? `bench-${index + 1}`)
  for (const [index, slug] of slugs.entries()) {
    await keepRevision(database, { slug, revision: 'bench', files: { 'starter.ts': '' } })
    await inTransaction(database, (transaction) =>
      createAssignment(transaction, {
        classroomId: classroom.id,
        slug,
        // The first half is over.
        dueAt: new Date(Date.now() + (index - size.assignments / 2) * dayMs),
        points: 10,
        latePolicy: 'daily',
        latePercent: 10,
      }),
    )
  }
  const learners = await database.$queryRaw<Array<{ id: string }>>`
    WITH made AS (
      INSERT INTO users (email, display_name)
      SELECT 'learner-' || number || '-' || ${classroom.id} || '@example.org',
        (ARRAY['Ada','Bo','Chen','Dana','Emil','Fang','Grete','Hao','Ines','Jun'])[1 + number % 10] || ' '
          || (ARRAY['Arnold','Berg','Cao','Dietz','Endo','Fuchs','Guo','Hahn','Ito','Jiang','Kim','Li'])[1 + number / 10 % 12]
          || ' ' || lpad(number::text, 4, '0')
      FROM generate_series(1, ${size.learners}::int) AS number
      RETURNING id, display_name),
    enrolled AS (
      INSERT INTO enrolments (classroom_id, user_id, student_id)
      SELECT ${classroom.id}::uuid, id, '2026' || right(display_name, 4) FROM made)
    SELECT id FROM made ORDER BY right(display_name, 4)`
  const learnerIds = learners.map(({ id }) => id)
  return { ...size, id: classroom.id, slugs, learnerIds }
}

/**
 * Submissions with their verdicts, spread evenly over learners and assignments and over the last thirty days; some one in three
 * passed. Grades that they make stale are marked so.
 */
export async function fillSubmissions(database: Database, filled: FilledClass, count: number): Promise<void> {
  const cells = filled.learners * filled.assignments
  const part = 250_000
  for (let from = 0; from < count; from += part) {
    const to = Math.min(from + part, count) - 1
    await database.$executeRaw`
      WITH learners AS (
        SELECT id, number FROM unnest(${filled.learnerIds}::uuid[]) WITH ORDINALITY AS listed(id, number)),
      exercises AS (
        SELECT listed.slug, listed.number, exercise_revisions.id AS revision_id
        FROM unnest(${filled.slugs}::text[]) WITH ORDINALITY AS listed(slug, number)
        JOIN exercise_revisions ON exercise_revisions.slug = listed.slug AND exercise_revisions.revision = 'bench'),
      sent AS (
        INSERT INTO submissions (user_id, slug, revision_id, source, created_at, state)
        SELECT learners.id, exercises.slug, exercises.revision_id, 'export const scale = 1',
          now() - ((series.number * 7919::bigint % 2592000) || ' seconds')::interval, 'graded'
        FROM generate_series(${from}::int, ${to}::int) AS series(number)
        JOIN learners ON learners.number = 1 + series.number % ${filled.learners}::int
        JOIN exercises ON exercises.number = 1 + (series.number % ${cells}::int) / ${filled.learners}::int
        RETURNING id, revision_id, created_at, get_byte(uuid_send(id), 15) AS chance)
      INSERT INTO verdicts (submission_id, grader_revision, revision_id, verdict, kind, score, created_at)
      SELECT id, 'bench', revision_id,
        jsonb_build_object('kind', CASE WHEN chance < 80 THEN 'passed' ELSE 'failed' END, 'score',
          CASE WHEN chance < 80 THEN 1.0 ELSE chance / 512.0 END, 'checks', '[]'::jsonb, 'misconception', null,
          'problem', null, 'notes', '[]'::jsonb, 'plots', '[]'::jsonb, 'console', '[]'::jsonb, 'backend', 'wasm',
          'renderer', 'bench', 'seed', 7, 'durationMs', 10),
        CASE WHEN chance < 80 THEN 'passed' ELSE 'failed' END,
        CASE WHEN chance < 80 THEN 1.0 ELSE chance / 512.0 END, created_at + interval '5 seconds'
      FROM sent`
  }
  await database.$executeRaw`
    INSERT INTO grades (assignment_id, user_id)
    SELECT assignments.id, learners.id
    FROM assignments, unnest(${filled.learnerIds}::uuid[]) AS learners(id)
    WHERE assignments.classroom_id = ${filled.id}::uuid
      AND EXISTS (SELECT FROM submissions WHERE submissions.user_id = learners.id AND submissions.slug = assignments.slug)
    ON CONFLICT (assignment_id, user_id) DO UPDATE SET version = grades.version + 1`
  await database.$executeRaw`ANALYZE`
}
