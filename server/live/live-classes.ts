import 'server-only'

import type { Database } from '@/store/foundation/database.ts'

import { makeLiveBoard } from './live-board.ts'
import type { LiveBoard, LiveChange } from './live-board.ts'
import type { LiveHub } from './live-hub.ts'

/**
 * The live view of classes: one board for a class however many watch it, computed at most once a second and only when
 * something moved, and each message made into text once for all watchers.
 */
export interface LiveClasses {
  watch(watcher: Watcher): void
  /** How many classes are being watched. */
  size(): number
  close(): void
}

export interface Watcher {
  userId: string
  classroomId: string
  signal: AbortSignal
  /** A whole event of the stream, ready to be sent: `board` with every row first, then `rows` with those that changed. */
  onText: (text: string) => void
  /** The watcher's place in some class changed: the stream ends, and who may still watch comes back. */
  onEnd: () => void
}

const beatMs = 1000
/** Edits make no noise of their own: they are asked for once in so many beats. */
const beatsToTick = 5

export function makeLiveClasses(options: {
  database: Database
  hub: LiveHub
  onError: (error: unknown) => void
}): LiveClasses {
  const classes = new Map<string, LiveClass>()
  return {
    watch(watcher) {
      if (watcher.signal.aborted) return
      const { classroomId } = watcher
      let live = classes.get(classroomId)
      if (live === undefined) {
        live = startLiveClass({ ...options, classroomId, onEmpty: () => classes.delete(classroomId) })
        classes.set(classroomId, live)
      }
      live.add(watcher)
    },
    size: () => classes.size,
    close() {
      for (const live of classes.values()) live.stop()
      classes.clear()
    },
  }
}

interface LiveClass {
  add(watcher: Watcher): void
  stop(): void
}

function startLiveClass(options: {
  classroomId: string
  database: Database
  hub: LiveHub
  onError: (error: unknown) => void
  onEmpty: () => void
}): LiveClass {
  const { classroomId, hub, onError, onEmpty } = options
  const board: LiveBoard = makeLiveBoard(options.database, classroomId)
  const watchers = new Set<Watcher>()
  const newcomers = new Set<Watcher>()
  const moved = new Set<string>()
  const ended = new AbortController()
  let stale = true
  let beats = 0
  let working = false

  hub.watchClass({
    classroomId,
    signal: ended.signal,
    onMoved: (userId) => {
      if (userId === undefined) stale = true
      else moved.add(userId)
    },
    onEnrolment: (userId) => {
      for (const watcher of [...watchers, ...newcomers]) if (watcher.userId === userId) watcher.onEnd()
    },
  })
  const timer = setInterval(() => void beat(), beatMs)
  timer.unref()

  /** One after another: a slow database makes beats rarer and never piles them up. */
  async function beat(): Promise<void> {
    if (working) return
    working = true
    beats += 1
    const mine = [...moved]
    moved.clear()
    const wasStale = stale
    stale = false
    try {
      if (wasStale) {
        // What moves while everything is read must be heard.
        await hub.ready()
        await board.load(Date.now())
        tell(watchers, eventOf('board', board.rows()))
      } else {
        const changes = mine.length > 0 ? await board.refresh(mine, Date.now()) : []
        if (beats % beatsToTick === 0) changes.push(...(await board.tick(Date.now())))
        if (changes.length > 0) tell(watchers, eventOf('rows', changes))
      }
      if (newcomers.size > 0) {
        tell(newcomers, eventOf('board', board.rows()))
        for (const newcomer of newcomers) watchers.add(newcomer)
        newcomers.clear()
      }
    } catch (error) {
      // What was missed is read with all the rest at the next beat.
      stale = true
      onError(error)
    } finally {
      working = false
    }
  }

  function stop(): void {
    clearInterval(timer)
    ended.abort()
  }

  return {
    add(watcher) {
      newcomers.add(watcher)
      watcher.signal.addEventListener(
        'abort',
        () => {
          watchers.delete(watcher)
          newcomers.delete(watcher)
          if (watchers.size + newcomers.size > 0) return
          stop()
          onEmpty()
        },
        { once: true },
      )
      void beat()
    },
    stop,
  }
}

function tell(watchers: Iterable<Watcher>, text: string): void {
  for (const watcher of watchers) watcher.onText(text)
}

function eventOf(name: 'board', rows: ReturnType<LiveBoard['rows']>): string
function eventOf(name: 'rows', changes: LiveChange[]): string
function eventOf(name: string, content: unknown): string {
  return `event: ${name}\ndata: ${JSON.stringify(content)}\n\n`
}
