/**
 * The rows of a class: told by a stream of events, and asked for where the stream stays silent. A proxy that holds a stream back
 * neither ends it nor lets anything through.
 */
import { liveChanges, liveRows } from '@/contracts/gradebook.ts'
import type { LiveRow } from '@/course/live/live-class.ts'

import type { EventShare } from './shared-events.ts'

/** The first event is the whole board, and comes as soon as the stream is open. */
export const silentMs = 8_000
export const askMs = 10_000

export type Connection = 'connecting' | 'live' | 'asking' | 'lost' | 'ended'
export interface LiveState {
  rows: ReadonlyMap<string, LiveRow>
  connection: Connection
}

export interface LiveFeed {
  stream: EventShare & { isOver(): boolean }
  /** @throws for what does not come */
  ask: () => Promise<readonly LiveRow[]>
  onChange: (state: LiveState) => void
}

/** @returns its end */
export function followRows({ stream, ask, onChange }: LiveFeed): () => void {
  let state: LiveState = { rows: new Map(), connection: 'connecting' }
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false
  const change = (next: Partial<LiveState>): void => {
    if (over) return
    state = { ...state, ...next }
    onChange(state)
  }
  const askIn = (ms: number): void => {
    clearTimeout(timer)
    if (!over) timer = setTimeout(() => void askNow(), ms)
  }
  async function askNow(): Promise<void> {
    try {
      const rows = mapOf(await ask())
      // The stream came back meanwhile, and knows better.
      if (state.connection !== 'live') change({ rows, connection: 'asking' })
    } catch {
      if (state.connection !== 'live') change({ connection: 'lost' })
    }
    if (state.connection !== 'live') askIn(askMs)
  }
  stream.addEventListener('board', (message) => {
    clearTimeout(timer)
    change({ rows: mapOf(liveRows.parse(JSON.parse(dataOf(message)))), connection: 'live' })
  })
  stream.addEventListener('rows', (message) => {
    const next = new Map(state.rows)
    for (const { userId, row: changed } of liveChanges.parse(JSON.parse(dataOf(message)))) {
      if (changed === null) next.delete(userId)
      else next.set(userId, changed)
    }
    change({ rows: next })
  })
  // A browser tries again by itself, unless the server refused.
  stream.addEventListener('error', () => {
    change({ connection: stream.isOver() ? 'ended' : 'lost' })
    if (state.connection === 'lost') askIn(silentMs)
  })
  askIn(silentMs)
  return () => {
    over = true
    clearTimeout(timer)
    stream.close()
  }
}

const mapOf = (rows: readonly LiveRow[]): ReadonlyMap<string, LiveRow> => new Map(rows.map((one) => [one.userId, one]))

function dataOf(event: Event): string {
  return event instanceof MessageEvent ? String(event.data) : ''
}
