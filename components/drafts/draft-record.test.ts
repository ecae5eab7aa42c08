import { expect, test } from 'vitest'
import { judgeOtherTab, judgeOwnWrite, openDraft, parseDraftRecord, type DraftRecord } from './draft-record.ts'

const starter = 'export const start = 1\n'
const local = (source: string, more: Partial<DraftRecord> = {}): DraftRecord => ({
  source,
  baseVersion: 3,
  unsent: false,
  attempted: null,
  stamp: 'a',
  at: 0,
  ...more,
})
const chinese = '// 由你来写\nexport const start = 1\n'
const none = { local: null, anonymous: null, server: null, starter, starters: [starter, chinese] }

test('a first visit opens the starter', () => {
  expect(openDraft({ ...none, signedIn: false }).source).toBe(starter)
  expect(openDraft({ ...none, signedIn: true })).toMatchObject({ source: starter, unsent: false, baseVersion: 0 })
})

test('an untouched starter is nobody’s work: another language opens its own', () => {
  const untouched = { ...none, local: local(chinese), anonymous: local(chinese) }
  for (const signedIn of [false, true]) {
    expect(openDraft({ ...untouched, signedIn })).toMatchObject({ source: starter, unsent: false, backups: [] })
  }
  expect(openDraft({ ...none, starter: chinese, local: local(starter), signedIn: false }).source).toBe(chinese)
  const begun = `${chinese}const mine = 1\n`
  expect(openDraft({ ...none, local: local(begun), signedIn: false }).source).toBe(begun)
})

test('a killed tab comes back with its text, and sends it', () => {
  const opened = openDraft({
    ...none,
    signedIn: true,
    local: local('half a wor', { unsent: true }),
    server: { source: 'old', version: 3 },
  })
  expect(opened).toMatchObject({ source: 'half a wor', unsent: true, baseVersion: 3, conflict: null })
})

test('a newer draft from another device wins over one that was already sent, which is kept', () => {
  const opened = openDraft({ ...none, signedIn: true, local: local('sent'), server: { source: 'newer', version: 5 } })
  expect(opened).toMatchObject({ source: 'newer', baseVersion: 5, unsent: false, conflict: null })
  expect(opened.backups).toEqual([{ reason: 'other-device', source: 'sent' }])
})

test('unsent text against a newer draft is a conflict, and neither is chosen for the learner', () => {
  const opened = openDraft({
    ...none,
    signedIn: true,
    local: local('mine', { unsent: true }),
    server: { source: 'theirs', version: 5 },
  })
  expect(opened).toMatchObject({ source: 'mine', conflict: { from: 'server', source: 'theirs', version: 5 } })
})

test('a newer version that was sent from here is no conflict, although its answer was lost', () => {
  const mine = local('sent, and more', { unsent: true, attempted: 'sent' })
  const opened = openDraft({ ...none, signedIn: true, local: mine, server: { source: 'sent', version: 4 } })
  expect(opened).toMatchObject({ source: 'sent, and more', unsent: true, baseVersion: 4, conflict: null })
})

test('the same text on both sides is no conflict', () => {
  const opened = openDraft({
    ...none,
    signedIn: true,
    local: local('same', { unsent: true }),
    server: { source: 'same', version: 5 },
  })
  expect(opened).toMatchObject({ unsent: false, baseVersion: 5, conflict: null })
})

test('signing up keeps what was written before', () => {
  expect(openDraft({ ...none, signedIn: true, anonymous: local('before') })).toMatchObject({
    source: 'before',
    unsent: true,
    baseVersion: 0,
  })
})

test('signing in to an account that has a draft keeps both', () => {
  const opened = openDraft({
    ...none,
    signedIn: true,
    anonymous: local('before'),
    server: { source: 'account', version: 2 },
  })
  expect(opened).toMatchObject({ source: 'account', keptAnonymous: true })
  expect(opened.backups).toEqual([{ reason: 'signed-in', source: 'before' }])
})

test('a text of another tab is followed only when nothing was typed here since', () => {
  expect(judgeOtherTab('new', { source: 'old', saved: 'old' })).toBe('follow')
  expect(judgeOtherTab('new', { source: 'old and mine', saved: 'old' })).toBe('conflict')
  expect(judgeOtherTab('new', { source: 'new', saved: 'old' })).toBe('same')
})

test('a tab does not write over what it has not seen', () => {
  expect(judgeOwnWrite(local('theirs', { stamp: 'b' }), 'a', 'mine')).toBe('conflict')
  expect(judgeOwnWrite(local('theirs', { stamp: 'a' }), 'a', 'mine')).toBe('write')
  expect(judgeOwnWrite(local('mine', { stamp: 'b' }), 'a', 'mine')).toBe('write')
  expect(judgeOwnWrite(null, null, 'mine')).toBe('write')
})

test('a damaged record is no record', () => {
  expect(parseDraftRecord('{"source":')).toBeNull()
  expect(parseDraftRecord('{"source":3}')).toBeNull()
  expect(parseDraftRecord(JSON.stringify(local('x')))).toEqual(local('x'))
})
