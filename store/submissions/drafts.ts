import type { Connection } from '../foundation/database.ts'

export interface DraftRecord {
  source: string
  version: number
}

export async function findDraft(
  connection: Connection,
  userId: string,
  slug: string,
): Promise<DraftRecord | undefined> {
  const draft = await connection.draft.findUnique({
    where: { userId_slug: { userId, slug } },
    select: { source: true, version: true },
  })
  return draft ?? undefined
}

/**
 * Saves only over the version that the writer had seen, in one statement each way, so that two tabs cannot both win.
 * @param baseVersion 0 for a first save
 * @returns the new version, or the draft that stands in the way
 */
export async function saveDraft(
  connection: Connection,
  draft: { userId: string; slug: string; source: string; baseVersion: number },
): Promise<{ saved: true; version: number } | { saved: false; current: DraftRecord }> {
  const { userId, slug, source, baseVersion } = draft
  const version = baseVersion + 1
  const { count } =
    baseVersion === 0
      ? await connection.draft.createMany({ data: [{ userId, slug, source, version }], skipDuplicates: true })
      : await connection.draft.updateMany({
          where: { userId, slug, version: baseVersion },
          data: { source, version, updatedAt: new Date() },
        })
  if (count === 1) return { saved: true, version }
  const current = await findDraft(connection, userId, slug)
  // Without a draft on the server there is nothing to lose: the writer starts again from version 0.
  if (current === undefined) return saveDraft(connection, { ...draft, baseVersion: 0 })
  return { saved: false, current }
}
