import { expect, test } from 'vitest'

import { predictionKey } from '../predictions/prediction.ts'
import { backupsKey } from './draft-backups.ts'
import { draftKey } from './draft-record.ts'
import { removeDrafts, sendLastDrafts, type KeyedStorage } from './leave-browser.ts'

function browser(texts: Record<string, string>): KeyedStorage & { keys: () => string[] } {
  const kept = new Map(Object.entries(texts))
  return {
    getItem: (key) => kept.get(key) ?? null,
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
    keys: () => [...kept.keys()],
  }
}

const record = (source: string, unsent: boolean) =>
  JSON.stringify({ source, baseVersion: 3, unsent, attempted: null, stamp: 'x', at: 0 })

test('who leaves takes every text of theirs along, and nobody else’s', () => {
  const storage = browser({
    [draftKey('ada', 'one')]: record('1', false),
    [draftKey('ada', 'two')]: 'damaged',
    [backupsKey('ada', 'one')]: '[]',
    [predictionKey('ada', 'unit/lesson', 'first')]: '1',
    [predictionKey('adalbert', 'unit/lesson', 'first')]: '2',
    [draftKey('adalbert', 'one')]: record('2', false),
    [backupsKey('bob', 'one')]: '[]',
    [draftKey(null, 'one')]: record('3', false),
    'gradient-gym:theme': 'dark',
  })
  removeDrafts(storage, 'ada')
  expect(storage.keys()).toEqual([
    predictionKey('adalbert', 'unit/lesson', 'first'),
    draftKey('adalbert', 'one'),
    backupsKey('bob', 'one'),
    draftKey(null, 'one'),
    'gradient-gym:theme',
  ])
})

test('what the server does not have is sent before, and what cannot be sent is named', async () => {
  const storage = browser({
    [draftKey('ada', 'saved')]: record('1', false),
    [draftKey('ada', 'unsent')]: record('2', true),
    [draftKey('ada', 'offline')]: record('3', true),
    [draftKey('bob', 'unsent')]: record('4', true),
  })
  const sent: unknown[] = []
  const left = await sendLastDrafts(storage, 'ada', async (slug, draft) => {
    sent.push({ slug, ...draft })
    return slug === 'offline' ? { kind: 'unreachable' } : { kind: 'saved', version: 4 }
  })
  expect(left).toEqual(['offline'])
  expect(sent).toEqual([
    { slug: 'unsent', source: '2', baseVersion: 3 },
    { slug: 'offline', source: '3', baseVersion: 3 },
  ])
})
