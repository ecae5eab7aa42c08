/** What is compared: the text that counts of each learner for one assignment, and what they began with. */
import type { Connection } from '../foundation/database.ts'

export interface CountingText {
  userId: string
  name: string
  submissionId: string
  source: string
}

/** In the order of the gradebook; who was removed is left out. Grades have to be fresh. */
export async function listCountingTexts(
  connection: Connection,
  where: { classroomId: string; assignmentId: string },
): Promise<CountingText[]> {
  return connection.$queryRaw<CountingText[]>`
    SELECT users.id AS "userId", users.display_name AS name, submissions.id AS "submissionId", submissions.source
    FROM grades
    JOIN submissions ON submissions.id = grades.submission_id
    JOIN enrolments ON enrolments.user_id = grades.user_id AND enrolments.classroom_id = ${where.classroomId}::uuid
    JOIN users ON users.id = grades.user_id
    WHERE grades.assignment_id = ${where.assignmentId}::uuid
      AND enrolments.role = 'learner' AND enrolments.removed_at IS NULL
    ORDER BY users.display_name, users.id`
}

/** What stands in the editor before anybody has typed, of every revision that there was. */
export async function listStarters(connection: Connection, slug: string): Promise<string[]> {
  const rows = await connection.$queryRaw<Array<{ starter: string }>>`
    SELECT DISTINCT files ->> 'starter.ts' AS starter FROM exercise_revisions
    WHERE slug = ${slug} AND files ->> 'starter.ts' IS NOT NULL`
  return rows.map(({ starter }) => starter)
}
