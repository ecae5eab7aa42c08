'use client'
/** Ties one draft to the page: its storage, the other tabs, the network, and the moment the page goes away. */
import { useCallback, useEffect, useRef, useState } from 'react'
import { sendDraft } from './send-draft.ts'
import { backupsKey, readBackups, type Backup } from './draft-backups.ts'
import { makeDraftKeeper, type DraftKeeper, type DraftState } from './draft-keeper.ts'
import { draftKey, openDraft, parseDraftRecord, type BackupReason, type ServerDraft } from './draft-record.ts'
import { makeDraftStorage } from './draft-storage.ts'
import { randomUuid } from '../ui/random-uuid.ts'

export interface UseDraftOptions {
  slug: string
  /** Null without an account. */
  user: string | null
  signedIn: boolean
  starter: string
  starters: readonly string[]
  server: ServerDraft | null
  /** What the page showed before any script ran; someone may have typed into it already. */
  readShown: () => string
  show: (source: string) => void
}

export interface Draft {
  state: DraftState
  backups: Backup[]
  /** Text from before signing in was put among the backups. */
  keptAnonymous: boolean
  edited: (source: string) => void
  backUp: (reason: BackupReason) => void
  resolve: (choice: 'mine' | 'theirs') => void
  flush: () => void
}

const storage = makeDraftStorage(() => localStorage)

export function useDraft(options: UseDraftOptions): Draft {
  const { slug, user, signedIn, starter, starters, server } = options
  const [state, setState] = useState<DraftState>({ standing: signedIn ? 'saved' : 'local', conflict: null })
  const [backups, setBackups] = useState<Backup[]>([])
  const [keptAnonymous, setKeptAnonymous] = useState(false)
  const keeper = useRef<DraftKeeper | null>(null)
  const latest = useRef(options)
  useEffect(() => {
    latest.current = options
  })

  useEffect(() => {
    const key = draftKey(user, slug)
    const anonymousKey = draftKey(null, slug)
    const before = latest.current.readShown()
    const opened = openDraft({
      signedIn,
      local: parseDraftRecord(storage.read(key)),
      anonymous: user === null ? null : parseDraftRecord(storage.read(anonymousKey)),
      server,
      starter,
      starters,
    })
    setBackups(readBackups(storage, backupsKey(user, slug)))
    const made = makeDraftKeeper({
      opened,
      key,
      backupsKey: backupsKey(user, slug),
      storage,
      send: signedIn ? (draft) => sendDraft(slug, draft) : null,
      now: Date.now,
      makeId: randomUuid,
      onState: setState,
      onReplace: (source) => latest.current.show(source),
      onBackups: setBackups,
    })
    keeper.current = made
    setKeptAnonymous(opened.keptAnonymous)
    // It lives on under the account now: as its draft, or among its backups.
    if (user !== null) storage.remove(anonymousKey)

    const typedEarly = before !== (server?.source ?? starter) && before !== ''
    if (typedEarly && before !== opened.source) {
      made.backUp('conflict')
      made.edited(before)
    } else latest.current.show(opened.source)

    const stored = (event: StorageEvent) => {
      if (event.key === key) made.storedElsewhere(event.newValue)
    }
    const leaving = () => made.flush()
    const online = () => made.online()
    window.addEventListener('storage', stored)
    window.addEventListener('pagehide', leaving)
    document.addEventListener('visibilitychange', leaving)
    window.addEventListener('online', online)
    return () => {
      window.removeEventListener('storage', stored)
      window.removeEventListener('pagehide', leaving)
      document.removeEventListener('visibilitychange', leaving)
      window.removeEventListener('online', online)
      made.dispose()
      keeper.current = null
    }
    // A page shows one exercise to one person; what the server sent is read once.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [slug, user, signedIn])

  return {
    state,
    backups,
    keptAnonymous,
    edited: useCallback((source: string) => keeper.current?.edited(source), []),
    backUp: useCallback((reason: BackupReason) => keeper.current?.backUp(reason), []),
    resolve: useCallback((choice: 'mine' | 'theirs') => keeper.current?.resolve(choice), []),
    flush: useCallback(() => keeper.current?.flush(), []),
  }
}
