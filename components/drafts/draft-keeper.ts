/**
 * Keeps one draft: in the browser at each pause, on the server a little later, and never over a text that this tab has
 * not seen. Timers and the network live here; the decisions are in draft-record.ts.
 */
import { addBackup, type Backup } from './draft-backups.ts'
import {
  judgeOtherTab,
  judgeOwnWrite,
  parseDraftRecord,
  type BackupReason,
  type DraftConflict,
  type DraftRecord,
  type Opened,
  type ServerDraft,
} from './draft-record.ts'
import type { DraftStorage } from './draft-storage.ts'

export const pauseMs = 250
export const sendAfterMs = 1500
const retryMs = 15_000
/** After this long another tab's text that nobody sent is sent from here. */
const orphanMs = 8_000

export type SendResult =
  | { kind: 'saved'; version: number }
  | { kind: 'conflict'; draft: ServerDraft }
  /** Nobody answered, or the server asks to come back later. */
  | { kind: 'unreachable' | 'busy' }
  /** It will not be taken, however often it is sent. */
  | { kind: 'signed-out' | 'too-large' | 'refused' }

export type DraftStanding = 'local' | 'saving' | 'saved' | 'offline' | 'failed' | 'forbidden' | 'tooLarge' | 'signedOut'

export interface DraftState {
  standing: DraftStanding
  conflict: DraftConflict | null
}

export interface DraftKeeperOptions {
  opened: Opened
  key: string
  backupsKey: string
  storage: DraftStorage
  /** Absent without an account. */
  send: ((draft: { source: string; baseVersion: number }) => Promise<SendResult>) | null
  now: () => number
  makeId: () => string
  onState: (state: DraftState) => void
  /** Another tab changed the text, or a conflict was decided for the other side: show this. */
  onReplace: (source: string) => void
  onBackups: (backups: Backup[]) => void
}

export interface DraftKeeper {
  edited(source: string): void
  /** Writes what is pending at once: the page is about to go. */
  flush(): void
  /** Another tab wrote this record. */
  storedElsewhere(text: string | null): void
  /** The network is back. */
  online(): void
  /** Keeps the present text among the backups, for a text that is about to replace it. */
  backUp(reason: BackupReason): void
  resolve(choice: 'mine' | 'theirs'): void
  dispose(): void
}

export function makeDraftKeeper(options: DraftKeeperOptions): DraftKeeper {
  const { storage, key, opened } = options
  const conflictId = options.makeId()
  let source = opened.source
  let saved = opened.source
  let baseVersion = opened.baseVersion
  let unsent = opened.unsent
  let conflict = opened.conflict
  let seen = parseDraftRecord(storage.read(key))?.stamp ?? null
  let standing: DraftStanding = options.send ? 'saved' : 'local'
  let attempted: string | null = null
  let sending = false
  // Texts that this browser has shown: the server's coming back with one of them is an echo, not another device.
  const known = new Set([opened.source])
  let disposed = false
  const timers = { pause: makeTimer(), send: makeTimer() }

  for (const backup of opened.backups) keep(backup.reason, backup.source)
  report(standing)
  if (opened.unsent && !conflict) {
    // It may come from elsewhere (from before signing in), and has no place of its own yet.
    writeLocally()
    scheduleSend(0)
  }

  function report(next: DraftStanding): void {
    standing = next
    if (!disposed) options.onState({ standing, conflict })
  }

  function keep(reason: BackupReason, text: string, id = options.makeId()): void {
    options.onBackups(addBackup(storage, options.backupsKey, { id, at: options.now(), reason, source: text }))
  }

  /** @returns false when another tab's text, unseen here, stands in the way */
  function writeLocally(): boolean {
    const stored = parseDraftRecord(storage.read(key))
    if (judgeOwnWrite(stored, seen, source) === 'conflict' && stored) {
      meet({ from: 'tab', source: stored.source, version: stored.baseVersion })
      return false
    }
    const record: DraftRecord = { source, baseVersion, unsent, attempted, stamp: options.makeId(), at: options.now() }
    remember(source)
    const written = storage.write(key, JSON.stringify(record))
    seen = written ? record.stamp : seen
    saved = source
    if (!written) report('forbidden')
    else if (!options.send) report('local')
    return true
  }

  function remember(text: string): void {
    known.add(text)
    const [oldest] = known
    if (known.size > 50 && oldest !== undefined) known.delete(oldest)
  }

  function meet(found: DraftConflict): void {
    conflict = found
    timers.send.clear()
    // Until it is decided the text here has no place of its own: keep it where a killed tab finds it.
    keep('conflict', source, conflictId)
    report(standing)
  }

  function scheduleSend(afterMs: number): void {
    if (!options.send || conflict) return
    timers.send.set(() => void sendNow(), afterMs)
  }

  async function sendNow(): Promise<void> {
    if (!options.send || sending || conflict || !unsent || disposed) return
    sending = true
    const sent = source
    attempted = sent
    report('saving')
    // A killed tab must know what it had sent. Another tab may have learnt of a newer version, too.
    const stored = parseDraftRecord(storage.read(key))
    if (stored?.stamp === seen && stored !== null) {
      baseVersion = Math.max(baseVersion, stored.baseVersion)
      if (source === saved) writeLocally()
    }
    const result = await options.send({ source: sent, baseVersion })
    sending = false
    if (disposed && result.kind !== 'saved') return
    take(result, sent)
  }

  function take(result: SendResult, sent: string): void {
    if (result.kind === 'saved') return confirmed(result.version, sent)
    if (result.kind === 'conflict') {
      if (result.draft.source === source) return confirmed(result.draft.version, source)
      if (known.has(result.draft.source)) {
        baseVersion = result.draft.version
        return scheduleSend(0)
      }
      return meet({ from: 'server', ...result.draft })
    }
    if (result.kind === 'signed-out') return report('signedOut')
    if (result.kind === 'too-large') return report('tooLarge')
    if (result.kind === 'refused') return report('failed')
    report(result.kind === 'unreachable' ? 'offline' : 'failed')
    scheduleSend(retryMs)
  }

  function confirmed(version: number, sent: string): void {
    baseVersion = Math.max(baseVersion, version)
    unsent = source !== sent
    attempted = null
    const stored = parseDraftRecord(storage.read(key))
    if (stored && judgeOwnWrite(stored, seen, source) === 'conflict') {
      // Another tab wrote since. Its text stays, and continues the version that was just saved; its event follows.
      storage.write(key, JSON.stringify({ ...stored, baseVersion: Math.max(stored.baseVersion, baseVersion) }))
      return report('saved')
    }
    if (!writeLocally()) return
    if (unsent) scheduleSend(sendAfterMs)
    report(unsent ? 'saving' : 'saved')
  }

  function pause(): void {
    timers.pause.clear()
    if (source === saved) return
    if (conflict) return keep('conflict', source, conflictId)
    unsent = options.send !== null
    if (writeLocally()) scheduleSend(sendAfterMs)
  }

  return {
    edited(next) {
      if (next === source) return
      source = next
      if (options.send && !conflict) report('saving')
      timers.pause.set(pause, pauseMs)
    },
    flush: pause,
    storedElsewhere(text) {
      const incoming = parseDraftRecord(text)
      if (!incoming || conflict) return
      const judged = judgeOtherTab(incoming.source, { source, saved })
      if (judged === 'conflict') return meet({ from: 'tab', source: incoming.source, version: incoming.baseVersion })
      seen = incoming.stamp
      baseVersion = Math.max(baseVersion, incoming.baseVersion)
      unsent = incoming.unsent
      remember(incoming.source)
      source = incoming.source
      saved = incoming.source
      timers.pause.clear()
      if (judged === 'follow') options.onReplace(source)
      // That tab sends it; if it is closed before it could, this one does.
      if (unsent) scheduleSend(orphanMs)
      else timers.send.clear()
      report(options.send ? (unsent ? 'saving' : 'saved') : 'local')
    },
    online() {
      if (unsent) scheduleSend(0)
    },
    backUp(reason) {
      keep(reason, source)
    },
    resolve(choice) {
      if (!conflict) return
      const other = conflict
      conflict = null
      keep('conflict', choice === 'mine' ? other.source : source, conflictId)
      remember(other.source)
      const stored = parseDraftRecord(storage.read(key))
      seen = stored?.stamp ?? null
      baseVersion = Math.max(other.version, stored?.baseVersion ?? 0)
      if (choice === 'theirs') {
        source = other.source
        options.onReplace(source)
      }
      unsent = options.send !== null && (choice === 'mine' || other.from === 'tab')
      writeLocally()
      if (unsent) scheduleSend(0)
      report(options.send ? (unsent ? 'saving' : 'saved') : 'local')
    },
    dispose() {
      pause()
      disposed = true
      timers.pause.clear()
      timers.send.clear()
    },
  }
}

interface Timer {
  set(action: () => void, afterMs: number): void
  clear(): void
}

function makeTimer(): Timer {
  let running: ReturnType<typeof setTimeout> | undefined
  return {
    set(action, afterMs) {
      clearTimeout(running)
      running = setTimeout(action, afterMs)
    },
    clear: () => clearTimeout(running),
  }
}
