/** What a shared browser keeps of somebody who leaves it: their drafts, the texts that those replaced, and their predictions. */
import { predictionsOf } from '../predictions/prediction.ts'
import { backupsKey } from './draft-backups.ts'
import type { SendResult } from './draft-keeper.ts'
import { draftKey, parseDraftRecord } from './draft-record.ts'

/** localStorage, as far as this needs it. */
export type KeyedStorage = Pick<Storage, 'getItem' | 'removeItem' | 'key' | 'length'>

/**
 * Sends what the server does not have yet.
 * @returns the exercises whose text is still here alone
 */
export async function sendLastDrafts(
  storage: KeyedStorage,
  user: string,
  send: (slug: string, draft: { source: string; baseVersion: number }) => Promise<SendResult>,
): Promise<string[]> {
  const prefix = draftKey(user, '')
  const left: string[] = []
  for (const key of ownKeys(storage, [prefix])) {
    const record = parseDraftRecord(storage.getItem(key))
    if (record === null || !record.unsent) continue
    const slug = key.slice(prefix.length)
    const { kind } = await send(slug, { source: record.source, baseVersion: record.baseVersion })
    if (kind !== 'saved') left.push(slug)
  }
  return left
}

/** Drafts, backups and predictions of this account; other people's stay. */
export function removeDrafts(storage: KeyedStorage, user: string): void {
  for (const key of ownKeys(storage, [draftKey(user, ''), backupsKey(user, ''), predictionsOf(user)]))
    storage.removeItem(key)
}

function ownKeys(storage: KeyedStorage, prefixes: string[]): string[] {
  const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
  return keys.filter((key) => prefixes.some((prefix) => key.startsWith(prefix)))
}
