import type { Connection } from '../foundation/database.ts'

/** Keeps the folder under its hash; a revision that is there already is left alone. @returns the row's id */
export async function keepRevision(
  connection: Connection,
  exercise: { slug: string; revision: string; files: Record<string, string> },
): Promise<string> {
  const { slug, revision, files } = exercise
  const existing = await findRevisionId(connection, slug, revision)
  if (existing !== undefined) return existing
  await connection.exerciseRevision.createMany({ data: [{ slug, revision, files }], skipDuplicates: true })
  const created = await findRevisionId(connection, slug, revision)
  if (created === undefined) throw new Error(`revision ${revision} of ${slug} was not kept`)
  return created
}

async function findRevisionId(connection: Connection, slug: string, revision: string): Promise<string | undefined> {
  const row = await connection.exerciseRevision.findUnique({
    where: { slug_revision: { slug, revision } },
    select: { id: true },
  })
  return row?.id
}
