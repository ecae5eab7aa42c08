/** What one browser keeps of a draft, and the decisions about it. Pure: storage, clock and network are elsewhere. */
import { z } from 'zod'

const draftRecord = z.object({
  source: z.string(),
  /** The server's version that this text continues; 0 before the first. */
  baseVersion: z.int().min(0),
  /** The server has not confirmed this text. */
  unsent: z.boolean(),
  /** The text that was last sent and whose answer may never have come. */
  attempted: z.string().nullable().default(null),
  /** Names this write, so that a tab can tell whether it has seen it. */
  stamp: z.string(),
  /** Milliseconds since 1970. */
  at: z.number(),
})
export type DraftRecord = z.infer<typeof draftRecord>

export interface ServerDraft {
  source: string
  version: number
}

export type BackupReason = 'reset' | 'restore' | 'conflict' | 'signed-in' | 'other-device' | 'solution'

/** The other text of a conflict, and where it is. */
export interface DraftConflict {
  from: 'tab' | 'server'
  source: string
  /** The server's version, where the conflict is with the server. */
  version: number
}

/** @returns null for what is not ours or is damaged */
export function parseDraftRecord(text: string | null): DraftRecord | null {
  if (text === null) return null
  try {
    return draftRecord.safeParse(JSON.parse(text)).data ?? null
  } catch {
    // Not JSON: somebody else's, or half written. There is no draft to save in it.
    return null
  }
}

export function draftKey(user: string | null, slug: string): string {
  return `gradient-gym:draft:${user ?? 'anonymous'}:${slug}`
}

export interface Opened {
  source: string
  baseVersion: number
  unsent: boolean
  conflict: DraftConflict | null
  /** Texts that lost their place and must not be lost. */
  backups: Array<{ reason: BackupReason; source: string }>
  /** The text from before signing in stands in the backups, beside the account's own draft. */
  keptAnonymous: boolean
}

/**
 * What the editor opens with.
 * @param found.local what this browser keeps for this user
 * @param found.anonymous what it keeps from before signing in
 * @param found.server what the server keeps; null without an account or without a draft
 * @param found.starter what to begin with, in the reader's language
 * @param found.starters the same in every language: a text that is still one of them is nobody's work
 */
export function openDraft(found: {
  signedIn: boolean
  local: DraftRecord | null
  anonymous: DraftRecord | null
  server: ServerDraft | null
  starter: string
  starters: readonly string[]
}): Opened {
  const { signedIn, server, starter } = found
  const begun = (record: DraftRecord | null) => (record && found.starters.includes(record.source) ? null : record)
  if (!signedIn) return clean(begun(found.local)?.source ?? starter, 0)
  const opened = openOwnDraft(server === null ? begun(found.local) : found.local, server, starter)
  const anonymous = begun(found.anonymous)?.source
  if (anonymous === undefined || anonymous === opened.source) return opened
  if (!begun(found.local) && !server) return { ...clean(anonymous, 0), unsent: true }
  return { ...opened, backups: [...opened.backups, { reason: 'signed-in', source: anonymous }], keptAnonymous: true }
}

function openOwnDraft(local: DraftRecord | null, server: ServerDraft | null, starter: string): Opened {
  if (!local) return server ? clean(server.source, server.version) : clean(starter, 0)
  if (!server) return { ...clean(local.source, 0), unsent: true }
  if (server.source === local.source) return clean(server.source, server.version)
  // All of it had arrived, so whatever the server has now came later, from another device.
  if (!local.unsent)
    return { ...clean(server.source, server.version), backups: [{ reason: 'other-device', source: local.source }] }
  const mine = { ...clean(local.source, local.baseVersion), unsent: true }
  if (server.version === local.baseVersion) return mine
  // The newer version is ours: it was sent from here, and its answer was lost.
  if (server.source === local.attempted) return { ...mine, baseVersion: server.version }
  return { ...mine, conflict: { from: 'server', source: server.source, version: server.version } }
}

function clean(source: string, baseVersion: number): Opened {
  return { source, baseVersion, unsent: false, conflict: null, backups: [], keptAnonymous: false }
}

/** What to do with a text that another tab wrote. */
export function judgeOtherTab(
  incoming: string,
  mine: { source: string; saved: string },
): 'same' | 'follow' | 'conflict' {
  if (incoming === mine.source) return 'same'
  // Nothing was typed here since the last common text: there is nothing of ours to overwrite.
  return mine.source === mine.saved ? 'follow' : 'conflict'
}

/** Whether this tab may write its text over what is stored. */
export function judgeOwnWrite(
  stored: DraftRecord | null,
  seenStamp: string | null,
  source: string,
): 'write' | 'conflict' {
  if (!stored || stored.stamp === seenStamp || stored.source === source) return 'write'
  return 'conflict'
}
