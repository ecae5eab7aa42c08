import { expect, test } from 'vitest'
import { dueSoonAt, dueSoonMs, parseNotice, pathOfNotice, wordingOf } from './notices.ts'
import type { Notice } from './notices.ts'

const classroomId = '6f1c1a1e-6f0a-4c57-9a58-0b4f4f3e2a11'
const submissionId = '0b0e5a4e-51a9-4a9b-8d59-2f3f1f0f7c22'
const slug = 'clip-global-norm'
const dueAt = '2026-11-30T15:59:00.000Z'
const closesAt = '2026-12-02T15:59:00.000Z'
const extension = { kind: 'extension', classroomId, slug, dueAt: null, closesAt: null, extraAttempts: 0 } as const

test.each<[Notice, string, string]>([
  [{ ...extension, dueAt }, 'extension-time', `/classes/${classroomId}`],
  [{ ...extension, extraAttempts: 2 }, 'extension-attempts', `/classes/${classroomId}`],
  [{ ...extension, dueAt, closesAt, extraAttempts: 2 }, 'extension-both', `/classes/${classroomId}`],
  [{ ...extension, closesAt }, 'extension-closing', `/classes/${classroomId}`],
  [{ ...extension, closesAt, extraAttempts: 2 }, 'extension-closing-both', `/classes/${classroomId}`],
  [{ kind: 'extension-withdrawn', classroomId, slug }, 'extension-withdrawn', `/classes/${classroomId}`],
  [{ kind: 'override', classroomId, slug, points: 7.5 }, 'override', `/classes/${classroomId}`],
  [{ kind: 'override-withdrawn', classroomId, slug }, 'override-withdrawn', `/classes/${classroomId}`],
  [
    { kind: 'comment', classroomId, submissionId, slug, authorName: 'Ms Han' },
    'comment',
    `/submissions/${submissionId}`,
  ],
  [{ kind: 'owner-comment', classroomId, submissionId, slug }, 'owner-comment', `/submissions/${submissionId}`],
  [{ kind: 'regraded', classroomId, slug }, 'regraded', `/classes/${classroomId}`],
  [{ kind: 'regraded', classroomId, slug, from: null, to: 5 }, 'regraded', `/classes/${classroomId}`],
  [{ kind: 'regraded', classroomId, slug, from: 2.5, to: 10 }, 'regraded-points', `/classes/${classroomId}`],
  [{ kind: 'due-soon', classroomId, slug, dueAt }, 'due-soon', `/exercises/${slug}`],
])('what was stored is read back, has its sentence and leads to its place: %j', (told, wording, path) => {
  const { kind, ...details } = told
  expect(parseNotice({ kind, details })).toEqual(told)
  expect(wordingOf(told).wording).toBe(wording)
  expect(pathOfNotice(told)).toBe(path)
})

test('an extension of an earlier release, which did not keep when it closes, is read', () => {
  const details = { classroomId, slug, dueAt, extraAttempts: 0 }
  expect(parseNotice({ kind: 'extension', details })).toEqual({ ...extension, dueAt })
})

test('of a regrade both numbers are said', () => {
  expect(wordingOf({ kind: 'regraded', classroomId, slug, from: 2.5, to: 0 })).toMatchObject({ from: 2.5, points: 0 })
})

test('a kind that is not known, or facts that are not whole, are no notice', () => {
  expect(parseNotice({ kind: 'from-the-future', details: { classroomId, slug } })).toBeNull()
  expect(parseNotice({ kind: 'override', details: { classroomId, slug, points: null } })).toBeNull()
  expect(parseNotice({ kind: 'comment', details: { classroomId, slug, submissionId: '../admin' } })).toBeNull()
  expect(parseNotice({ kind: 'regraded', details: null })).toBeNull()
})

const now = Date.parse('2026-11-22T12:00:00Z')
const hour = 3600_000
const learner = { schedule: { opensAt: null, dueAt: now + 10 * hour, closesAt: null }, extension: null, passed: false }

test('what is due within two days is soon, to the instant, and what is past is not', () => {
  const soon = (due: number | null) =>
    dueSoonAt({ ...learner, schedule: { ...learner.schedule, dueAt: due } }, now) !== null
  expect([null, now - 1, now, now + 1, now + dueSoonMs, now + dueSoonMs + 1].map(soon)).toEqual([
    false,
    false,
    false,
    true,
    true,
    false,
  ])
})

test('nobody is reminded of what they passed or what is not open', () => {
  expect(dueSoonAt({ ...learner, passed: true }, now)).toBeNull()
  expect(dueSoonAt({ ...learner, schedule: { ...learner.schedule, opensAt: now + 1 } }, now)).toBeNull()
})

test('an own extension decides: it puts the reminder off, and brings one when the class is done', () => {
  const extended = (due: number) => ({ dueAt: due, closesAt: null, extraAttempts: 0 })
  expect(dueSoonAt({ ...learner, extension: extended(now + 100 * hour) }, now)).toBeNull()
  const past = { ...learner, schedule: { ...learner.schedule, dueAt: now - hour } }
  expect(dueSoonAt({ ...past, extension: extended(now + hour) }, now)).toBe(now + hour)
})
