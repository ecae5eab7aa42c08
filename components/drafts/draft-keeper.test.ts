import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readBackups } from './draft-backups.ts'
import {
  makeDraftKeeper,
  pauseMs,
  sendAfterMs,
  type DraftKeeperOptions,
  type DraftState,
  type SendResult,
} from './draft-keeper.ts'
import { openDraft, parseDraftRecord } from './draft-record.ts'
import type { DraftStorage } from './draft-storage.ts'

const starter = 'start'
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

function memory(): DraftStorage {
  const kept = new Map<string, string>()
  return {
    read: (key) => kept.get(key) ?? null,
    write: (key, text) => {
      kept.set(key, text)
      return true
    },
    remove: (key) => void kept.delete(key),
  }
}

/** One browser tab on a storage that it may share with others. */
function openTab(storage: DraftStorage, more: Partial<DraftKeeperOptions> = {}) {
  let count = 0
  const states: DraftState[] = []
  const shown: string[] = []
  const name = Math.random().toString(36).slice(2)
  const keeper = makeDraftKeeper({
    opened: openDraft({
      signedIn: more.send !== undefined,
      local: parseDraftRecord(storage.read('draft')),
      anonymous: null,
      server: null,
      starter,
      starters: [starter],
    }),
    key: 'draft',
    backupsKey: 'backups',
    storage,
    send: null,
    now: () => 0,
    makeId: () => `${name}-${++count}`,
    onState: (state) => states.push(state),
    onReplace: (source) => shown.push(source),
    onBackups: () => undefined,
    ...more,
  })
  return { keeper, states, shown, last: () => states.at(-1) }
}

/** A server that keeps one draft. */
function makeServer() {
  const server = { source: '', version: 0, calls: 0, reachable: true }
  const send: NonNullable<DraftKeeperOptions['send']> = async ({ source, baseVersion }): Promise<SendResult> => {
    server.calls++
    if (!server.reachable) return { kind: 'unreachable' }
    if (baseVersion !== server.version)
      return { kind: 'conflict', draft: { source: server.source, version: server.version } }
    Object.assign(server, { source, version: server.version + 1 })
    return { kind: 'saved', version: server.version }
  }
  return { server, send }
}

test('a pause in typing keeps the text, and a killed tab comes back with it', () => {
  const storage = memory()
  openTab(storage).keeper.edited('half a wor')
  vi.advanceTimersByTime(pauseMs)
  expect(parseDraftRecord(storage.read('draft'))?.source).toBe('half a wor')
})

test('a page that goes away keeps what was typed since the last pause', () => {
  const storage = memory()
  const { keeper } = openTab(storage)
  keeper.edited('typed')
  keeper.flush()
  expect(parseDraftRecord(storage.read('draft'))?.source).toBe('typed')
})

test('typing is sent once it rests, and then counts as saved', async () => {
  const { server, send } = makeServer()
  const tab = openTab(memory(), { send })
  for (const text of ['a', 'ab', 'abc']) {
    tab.keeper.edited(text)
    await vi.advanceTimersByTimeAsync(pauseMs)
  }
  expect(server.calls).toBe(0)
  await vi.advanceTimersByTimeAsync(sendAfterMs)
  expect(server).toMatchObject({ source: 'abc', version: 1, calls: 1 })
  expect(tab.last()).toEqual({ standing: 'saved', conflict: null })
})

test('what is typed offline is kept and sent when the network is back', async () => {
  const { server, send } = makeServer()
  server.reachable = false
  const tab = openTab(memory(), { send })
  tab.keeper.edited('offline')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  expect(tab.last()?.standing).toBe('offline')
  server.reachable = true
  tab.keeper.online()
  await vi.advanceTimersByTimeAsync(1)
  expect(server.source).toBe('offline')
  expect(tab.last()?.standing).toBe('saved')
})

test('text typed while a save is under way is sent too', async () => {
  const { server, send } = makeServer()
  let answer = () => {}
  const slow: typeof send = async (draft) => {
    await new Promise<void>((resolve) => (answer = resolve))
    return send(draft)
  }
  const tab = openTab(memory(), { send: slow })
  tab.keeper.edited('one')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  tab.keeper.edited('one two')
  await vi.advanceTimersByTimeAsync(pauseMs)
  answer()
  await vi.advanceTimersByTimeAsync(sendAfterMs + 1)
  answer()
  await vi.advanceTimersByTimeAsync(1)
  expect(server).toMatchObject({ source: 'one two', version: 2 })
})

test('a tab that rests follows another one', () => {
  const storage = memory()
  const first = openTab(storage)
  const second = openTab(storage)
  first.keeper.edited('from the first')
  vi.advanceTimersByTime(pauseMs)
  second.keeper.storedElsewhere(storage.read('draft'))
  expect(second.shown).toEqual(['from the first'])
  second.keeper.edited('from the first, and on')
  vi.advanceTimersByTime(pauseMs)
  expect(second.last()?.conflict).toBeNull()
  expect(parseDraftRecord(storage.read('draft'))?.source).toBe('from the first, and on')
})

test('two tabs that were both typed in meet, and neither overwrites the other', () => {
  const storage = memory()
  const first = openTab(storage)
  const second = openTab(storage)
  first.keeper.edited('from the first')
  second.keeper.edited('from the second')
  first.keeper.flush()
  second.keeper.flush()
  expect(second.last()?.conflict).toMatchObject({ from: 'tab', source: 'from the first' })
  expect(parseDraftRecord(storage.read('draft'))?.source).toBe('from the first')
  // Were the second tab killed now, its text would still be there.
  expect(readBackups(storage, 'backups').map((one) => one.source)).toEqual(['from the second'])

  second.keeper.resolve('mine')
  expect(parseDraftRecord(storage.read('draft'))?.source).toBe('from the second')
  expect(readBackups(storage, 'backups').map((one) => one.source)).toEqual(['from the first'])
})

test('a newer draft on the server is shown, and taking it keeps the text here', async () => {
  const { server, send } = makeServer()
  Object.assign(server, { source: 'other device', version: 4 })
  const storage = memory()
  const tab = openTab(storage, { send })
  tab.keeper.edited('this device')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  expect(tab.last()?.conflict).toEqual({ from: 'server', source: 'other device', version: 4 })
  tab.keeper.resolve('theirs')
  expect(tab.shown).toEqual(['other device'])
  expect(readBackups(storage, 'backups').map((one) => one.source)).toEqual(['this device'])

  tab.keeper.edited('other device, continued')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  expect(server).toMatchObject({ source: 'other device, continued', version: 5 })
})

test('keeping mine in a conflict sends it over the newer version', async () => {
  const { server, send } = makeServer()
  Object.assign(server, { source: 'other device', version: 4 })
  const tab = openTab(memory(), { send })
  tab.keeper.edited('this device')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  tab.keeper.resolve('mine')
  await vi.advanceTimersByTimeAsync(1)
  expect(server).toMatchObject({ source: 'this device', version: 5 })
})

test('a browser that forbids storage says so', () => {
  const tab = openTab({ read: () => null, write: () => false, remove: () => undefined })
  tab.keeper.edited('typed')
  vi.advanceTimersByTime(pauseMs)
  expect(tab.last()?.standing).toBe('forbidden')
})

test('a text from before signing in has a place of its own before anything is sent', () => {
  const storage = memory()
  const opened = openDraft({
    signedIn: true,
    local: null,
    anonymous: { source: 'before', baseVersion: 0, unsent: false, attempted: null, stamp: 'x', at: 0 },
    server: null,
    starter,
    starters: [starter],
  })
  openTab(storage, { opened, send: makeServer().send })
  expect(parseDraftRecord(storage.read('draft'))).toMatchObject({ source: 'before', unsent: true })
})

test('a save whose answer was lost is no conflict with oneself', async () => {
  const { server, send } = makeServer()
  let lose = true
  const lossy: typeof send = async (draft) => {
    const result = await send(draft)
    if (!lose) return result
    lose = false
    return { kind: 'unreachable' }
  }
  const storage = memory()
  const tab = openTab(storage, { send: lossy })
  tab.keeper.edited('one')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  expect(server).toMatchObject({ source: 'one', version: 1 })
  expect(parseDraftRecord(storage.read('draft'))).toMatchObject({ baseVersion: 0, attempted: 'one' })
  tab.keeper.edited('one two')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs + 1)
  expect(tab.last()).toEqual({ standing: 'saved', conflict: null })
  expect(server).toMatchObject({ source: 'one two', version: 2 })
})

test('a save that ends after another tab wrote leaves that text, on the new version', async () => {
  const { server, send } = makeServer()
  let answer = () => {}
  const slow: typeof send = async (draft) => {
    await new Promise<void>((resolve) => (answer = resolve))
    return send(draft)
  }
  const storage = memory()
  const first = openTab(storage, { send: slow })
  first.keeper.edited('first')
  await vi.advanceTimersByTimeAsync(pauseMs + sendAfterMs)
  const second = openTab(storage, { send })
  second.keeper.edited('first, then second')
  second.keeper.flush()
  answer()
  await vi.advanceTimersByTimeAsync(1)
  expect(parseDraftRecord(storage.read('draft'))).toMatchObject({ source: 'first, then second', baseVersion: 1 })
  second.keeper.storedElsewhere(storage.read('draft'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(server).toMatchObject({ source: 'first, then second', version: 2 })
  expect(second.last()).toEqual({ standing: 'saved', conflict: null })
})
