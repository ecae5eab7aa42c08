/** What people say about a submission, in one class. Another class that has the same learner does not see it. */
import type { Connection } from '../foundation/database.ts'

export interface CommentRecord {
  id: string
  submissionId: string
  classroomId: string
  /** Null, like the name, when the author's account is gone. */
  authorId: string | null
  authorName: string | null
  /** Of the source, from 1; null: about the whole. */
  line: number | null
  text: string
  createdAt: Date
  editedAt: Date | null
}

const withAuthor = { author: { select: { displayName: true } } }

export async function createComment(
  connection: Connection,
  comment: Pick<CommentRecord, 'submissionId' | 'classroomId' | 'line' | 'text'> & { authorId: string },
): Promise<{ id: string }> {
  return connection.comment.create({ data: comment, select: { id: true } })
}

export async function findComment(connection: Connection, id: string): Promise<CommentRecord | undefined> {
  const row = await connection.comment.findUnique({ where: { id }, include: withAuthor })
  return row === null ? undefined : asRecord(row)
}

export async function changeComment(connection: Connection, id: string, text: string): Promise<void> {
  await connection.comment.update({ where: { id }, data: { text, editedAt: new Date() }, select: { id: true } })
}

export async function deleteComment(connection: Connection, id: string): Promise<void> {
  await connection.comment.deleteMany({ where: { id } })
}

/** Oldest first, as they were said. */
export async function listComments(
  connection: Connection,
  where: { submissionId: string; classroomId: string },
): Promise<CommentRecord[]> {
  const rows = await connection.comment.findMany({
    where,
    include: withAuthor,
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  })
  return rows.map(asRecord)
}

/** Who of the class's staff has commented on it and is still with the class. */
export async function listStaffWhoCommented(
  connection: Connection,
  where: { submissionId: string; classroomId: string },
): Promise<string[]> {
  const { submissionId, classroomId } = where
  const rows = await connection.enrolment.findMany({
    where: {
      classroomId,
      removedAt: null,
      role: { in: ['assistant', 'instructor'] },
      user: { comments: { some: { submissionId, classroomId } } },
    },
    select: { userId: true },
  })
  return rows.map(({ userId }) => userId)
}

/** How many comments each of these submissions has in these classes; those without any are left out. */
export async function countComments(
  connection: Connection,
  where: { submissionIds: readonly string[]; classroomIds: readonly string[] },
): Promise<Map<string, number>> {
  const rows = await connection.comment.groupBy({
    by: ['submissionId'],
    where: { submissionId: { in: [...where.submissionIds] }, classroomId: { in: [...where.classroomIds] } },
    _count: true,
  })
  return new Map(rows.map(({ submissionId, _count }) => [submissionId, _count]))
}

/** How many comments a learner's submissions have in one class, by exercise; those without any are left out. */
export async function countCommentsBySlug(
  connection: Connection,
  where: { classroomId: string; ownerId: string },
): Promise<Map<string, number>> {
  const rows = await connection.$queryRaw<Array<{ slug: string; count: number }>>`
    SELECT submissions.slug, count(*)::int AS count
    FROM comments JOIN submissions ON submissions.id = comments.submission_id
    WHERE comments.classroom_id = ${where.classroomId}::uuid AND submissions.user_id = ${where.ownerId}::uuid
    GROUP BY submissions.slug`
  return new Map(rows.map(({ slug, count }) => [slug, count]))
}

function asRecord<Row extends { author: { displayName: string } | null }>({ author, ...row }: Row) {
  return { ...row, authorName: author?.displayName ?? null }
}
