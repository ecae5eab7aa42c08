import type { Connection } from '../foundation/database.ts'

export async function markLessonRead(connection: Connection, userId: string, lesson: string): Promise<void> {
  await connection.lessonProgress.createMany({ data: [{ userId, lesson }], skipDuplicates: true })
}

/** @returns "unit/lesson" slugs, in the order of reading */
export async function listLessonsRead(connection: Connection, userId: string): Promise<string[]> {
  const rows = await connection.lessonProgress.findMany({
    where: { userId },
    orderBy: { readAt: 'asc' },
    select: { lesson: true },
  })
  return rows.map(({ lesson }) => lesson)
}
