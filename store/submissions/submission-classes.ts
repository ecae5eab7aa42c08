/** A submission belongs to a learner; these are the classes in which it counts, and who teaches there. */
import type { AssignmentRecord } from '../assignments/assignments.ts'
import { runningAt } from '../classes/classrooms.ts'
import type { ClassroomRecord } from '../classes/classrooms.ts'
import type { Connection } from '../foundation/database.ts'
import type { EnrolmentRole } from '../../course/accounts/access.ts'

export interface SubmissionClass {
  classroom: ClassroomRecord
  /** The exercise, as this class assigns it. */
  assignment: AssignmentRecord
  /** The viewer's role; for the owner it is `learner`. */
  role: EnrolmentRole
}

/**
 * Classes in which the owner learns and the exercise is assigned, as far as the viewer belongs to them: staff for somebody
 * else's work, the owner for their own. Running ones first, the newest first.
 * @param request.takenAt when the server took the submission that it is about; left out: about any
 */
export async function listSubmissionClasses(
  connection: Connection,
  request: { viewerId: string; ownerId: string; slug: string; takenAt?: Date },
): Promise<SubmissionClass[]> {
  const { viewerId, ownerId, slug, takenAt } = request
  const rows = await connection.enrolment.findMany({
    where: {
      userId: viewerId,
      removedAt: null,
      role: viewerId === ownerId ? 'learner' : { in: ['assistant', 'instructor'] },
      classroom: {
        enrolments: { some: { userId: ownerId, role: 'learner', removedAt: null } },
        assignments: { some: { slug } },
        ...(takenAt === undefined ? {} : runningAt(takenAt)),
      },
    },
    select: { role: true, classroom: { include: { assignments: { where: { slug } } } } },
    orderBy: [
      { classroom: { archivedAt: { sort: 'desc', nulls: 'first' } } },
      { classroom: { createdAt: 'desc' } },
      { classroomId: 'asc' },
    ],
  })
  return rows.flatMap(({ role, classroom: { assignments, ...classroom } }) =>
    assignments.map((assignment) => ({ role, classroom, assignment })),
  )
}

/** Learners of a class who have something to look at for an assignment, in the order of the gradebook. */
export async function listLearnersWithWork(
  connection: Connection,
  where: { classroomId: string; assignmentId: string },
): Promise<Array<{ userId: string; name: string; submissionId: string }>> {
  return connection.$queryRaw`
    SELECT users.id AS "userId", users.display_name AS name, grades.submission_id AS "submissionId"
    FROM grades
    JOIN enrolments ON enrolments.user_id = grades.user_id AND enrolments.classroom_id = ${where.classroomId}::uuid
    JOIN users ON users.id = grades.user_id
    WHERE grades.assignment_id = ${where.assignmentId}::uuid AND grades.submission_id IS NOT NULL
      AND enrolments.role = 'learner' AND enrolments.removed_at IS NULL
    ORDER BY users.display_name, users.id`
}
