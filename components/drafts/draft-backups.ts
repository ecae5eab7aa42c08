/** Texts that something replaced: nothing that a learner wrote is ever thrown away at once. */
import { z } from 'zod'
import type { BackupReason } from './draft-record.ts'
import type { DraftStorage } from './draft-storage.ts'

export const backupLimit = 20

const backups = z.array(
  z.object({
    id: z.string(),
    at: z.number(),
    reason: z.enum(['reset', 'restore', 'conflict', 'signed-in', 'other-device', 'solution']),
    source: z.string(),
  }),
)
export type Backup = z.infer<typeof backups>[number]

export function backupsKey(user: string | null, slug: string): string {
  return `gradient-gym:backups:${user ?? 'anonymous'}:${slug}`
}

/** Newest first. */
export function readBackups(storage: DraftStorage, key: string): Backup[] {
  try {
    return backups.safeParse(JSON.parse(storage.read(key) ?? '[]')).data ?? []
  } catch {
    // Damaged: there is nothing in it to show.
    return []
  }
}

/**
 * Adds one in front. The same id replaces itself, so that a text which goes on changing stays one entry; a text that
 * is already there is not kept twice.
 */
export function addBackup(
  storage: DraftStorage,
  key: string,
  backup: { id: string; at: number; reason: BackupReason; source: string },
): Backup[] {
  const others = readBackups(storage, key).filter((one) => one.id !== backup.id && one.source !== backup.source)
  let kept: Backup[] = [backup, ...others].slice(0, backupLimit)
  // Storage may be full: the newest matter most.
  while (!storage.write(key, JSON.stringify(kept)) && kept.length > 1) kept = kept.slice(0, Math.ceil(kept.length / 2))
  return kept
}
