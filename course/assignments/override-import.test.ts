import { expect, test } from 'vitest'
import { startOverridePlan } from './override-import.ts'
import type { OverrideLine, OverridePlan } from './override-import.ts'
import { problemsAtMost } from '../tables/line-problem.ts'

const standing = {
  learners: [
    { id: 'u1', name: 'Ada', email: 'ada@example.org', studentId: '007' },
    { id: 'u2', name: 'Bo', email: 'bo@example.org', studentId: null },
  ],
  assignments: [
    { id: 'a1', slug: 'one', titles: ['The first: √2', '第一题'], points: 10 },
    { id: 'a2', slug: 'two', titles: ['Two', 'Both'], points: 20 },
    { id: 'a3', slug: 'four', titles: ['Both'], points: 5 },
  ],
  overrides: [{ assignmentId: 'a1', userId: 'u1', points: 7, reason: '-10% agreed' }],
}

function planOverrides(lines: readonly OverrideLine[], before: Parameters<typeof startOverridePlan>[0]): OverridePlan {
  const { take, plan: made, isFull } = startOverridePlan(before)
  for (const one of lines) if (!isFull()) take(one)
  return made
}

test('a table that is wrong throughout is told of as many lines as anybody reads', () => {
  const lines = Array.from({ length: 1000 }, () => line({ learnerId: 'nobody', points: '1' }))
  expect(plan(...lines).problems).toHaveLength(problemsAtMost)
})

test('a learner is found by id, number or email, and points may have a decimal comma', () => {
  const { changes, problems } = plan(
    line({ learnerId: 'u2', points: '3' }),
    line({ studentId: '007', assignment: 'two', points: '2,5' }),
    line({ email: 'BO@example.org', assignment: 'two', points: '10.25' }),
  )
  expect(problems).toEqual([])
  expect(changes).toMatchObject([
    { line: 2, name: 'Bo', slug: 'one', from: null, to: 3, reason: 'because' },
    { line: 3, name: 'Ada', slug: 'two', from: null, to: 2.5 },
    { line: 4, name: 'Bo', slug: 'two', from: null, to: 10.25 },
  ])
})

test('an assignment is found by slug or title, however it is written, and not where two have the name', () => {
  const found = (assignment: string) => {
    const { changes, problems } = plan(line({ learnerId: 'u2', assignment, points: '3' }))
    return changes[0]?.slug ?? problems[0]?.code
  }
  expect(['one', ' ONE ', 'the  first: √2', '第一题', 'TWO'].map(found)).toEqual(['one', 'one', 'one', 'one', 'two'])
  expect(['Both', 'first', ''].map(found)).toEqual(Array(3).fill('assignment-unknown'))
})

test('empty points change nothing, also where all else is wrong; a dash withdraws what there is', () => {
  expect(plan(line({ learnerId: 'nobody', assignment: 'none', points: ' ' }))).toEqual({
    changes: [],
    unchanged: 1,
    bonuses: 0,
    problems: [],
  })
  expect(plan(line({ learnerId: 'u1', points: '-' }))).toMatchObject({
    changes: [{ from: 7, to: null, reason: '' }],
  })
  expect(plan(line({ learnerId: 'u1', points: "'-" }))).toMatchObject({ changes: [{ to: null }] })
  expect(plan(line({ learnerId: 'u2', points: '-' }))).toMatchObject({ changes: [], unchanged: 1 })
})

test('a table that comes back as it went out changes nothing', () => {
  expect(plan(line({ learnerId: 'u1', points: '7', reason: "'-10% agreed" }))).toMatchObject({
    changes: [],
    unchanged: 1,
    problems: [],
  })
  expect(plan(line({ learnerId: 'u1', points: '7', reason: '' }))).toMatchObject({ changes: [], unchanged: 1 })
})

test('a new reason alone is a change', () => {
  expect(plan(line({ learnerId: 'u1', points: '7', reason: 'oral\nexam' }))).toMatchObject({
    changes: [{ from: 7, to: 7, reason: 'oral exam' }],
  })
})

test('every bad line is named, and what was wrong with it', () => {
  const { problems } = plan(
    line({ learnerId: 'u9', points: '1' }),
    line({ email: 'eve@example.org', points: '1' }),
    line({ learnerId: 'u2', assignment: 'three', points: '1' }),
    line({ learnerId: 'u2', points: '-1' }),
    line({ learnerId: 'u1', points: '1e3' }),
    line({ learnerId: 'u1', assignment: 'two', points: '10001' }),
    line({ learnerId: 'u2', assignment: 'two', points: '5', reason: '' }),
    line({ learnerId: 'u2', assignment: 'two', points: '6' }),
    line({ points: '6' }),
  )
  expect(problems.map((problem) => [problem.line, problem.code, problem.value])).toEqual([
    [2, 'learner-unknown', 'u9'],
    [3, 'learner-unknown', 'eve@example.org'],
    [4, 'assignment-unknown', 'three'],
    [5, 'points-wrong', '-1'],
    [6, 'points-wrong', '1e3'],
    [7, 'points-wrong', '10001'],
    [8, 'reason-missing', 'Bo'],
    [9, 'twice', 'Bo, two'],
    [10, 'learner-unknown', ''],
  ])
  expect(plan(line({ learnerId: 'u2', points: '1', reason: 'x'.repeat(501) })).problems).toMatchObject([
    { code: 'too-long', value: 'override_reason' },
  ])
})

test('who has neither number nor address is found by their id alone, and a line that names nobody by nothing', () => {
  const pseudonyms = [1, 2].map((index) => ({ id: `p${index}`, name: '', email: '', studentId: null }))
  const learners = [
    ...standing.learners,
    ...pseudonyms,
    { id: 'u3', name: 'Cy', email: 'cy@example.org', studentId: '' },
  ]
  const { changes, problems } = planOverrides(
    [
      { line: 2, ...line({ points: '6' }) },
      { line: 3, ...line({ learnerId: 'p1', points: '6' }) },
    ],
    { ...standing, learners },
  )
  expect(problems).toEqual([{ line: 2, code: 'learner-unknown', value: '' }])
  expect(changes).toMatchObject([{ line: 3, userId: 'p1' }])
})

test('fields that name two people name neither; those that agree name one', () => {
  const [ada, bo] = standing.learners
  const email = ada?.email ?? ''
  const { changes, problems } = plan(
    line({ learnerId: ada?.id ?? '', email: bo?.email ?? '', points: '1' }),
    line({ learnerId: ada?.id ?? '', email: 'nobody@example.org', points: '1' }),
    line({ learnerId: 'nobody', email, points: '1' }),
    line({ learnerId: ada?.id ?? '', studentId: ada?.studentId ?? '', email: `<${email.toUpperCase()}>`, points: '1' }),
  )
  expect(problems.map((problem) => [problem.line, problem.code])).toEqual([
    [2, 'learner-contradicted'],
    [3, 'learner-contradicted'],
    [4, 'learner-contradicted'],
  ])
  expect(changes).toMatchObject([{ line: 5, userId: ada?.id }])
})

test('a number or an address of two people names neither of them', () => {
  const learners = [
    ...standing.learners,
    { id: 'u3', name: 'Cy', email: 'bo@example.org', studentId: '007' },
    { id: 'u4', name: 'Dee', email: 'dee@example.org', studentId: '008' },
  ]
  const { changes, problems } = planOverrides(
    [
      { line: 2, ...line({ studentId: '007', points: '6' }) },
      { line: 3, ...line({ email: 'bo@example.org', points: '6' }) },
      { line: 4, ...line({ learnerId: 'u3', studentId: '007', points: '6' }) },
      { line: 5, ...line({ studentId: '008', points: '6' }) },
    ],
    { ...standing, learners },
  )
  expect(problems).toEqual([
    { line: 2, code: 'learner-ambiguous', value: '007' },
    { line: 3, code: 'learner-ambiguous', value: 'bo@example.org' },
  ])
  expect(changes.map(({ userId }) => userId)).toEqual(['u3', 'u4'])
})

test('points beyond an assignment’s are counted, so that somebody is asked', () => {
  const { bonuses, changes, problems } = plan(
    line({ learnerId: 'u2', points: '10' }),
    line({ learnerId: 'u1', points: '10.5' }),
    line({ learnerId: 'u1', assignment: 'two', points: '200' }),
    line({ learnerId: 'u2', assignment: 'two', points: '' }),
  )
  expect(problems).toEqual([])
  expect(changes.map(({ to, outOf }) => [to, outOf])).toEqual([
    [10, 10],
    [10.5, 10],
    [200, 20],
  ])
  expect(bonuses).toBe(2)
})

test('a student ID is found however it was copied, and what a spreadsheet left of one is named', () => {
  const { changes, problems } = plan(
    line({ studentId: '\u00A0007\u200B', points: '3' }),
    line({ studentId: '7.00E+00', assignment: 'two', points: '3' }),
    line({ studentId: '###', assignment: 'two', points: '3' }),
    line({ studentId: '7.0', assignment: 'two', points: '3' }),
    line({ studentId: '7', assignment: 'two', points: '3' }),
    line({ learnerId: 'u1', studentId: '7', assignment: 'two', points: '3' }),
    line({ studentId: '0\u200B07', assignment: 'two', points: '3' }),
    line({ studentId: '007', assignment: 'two', points: '3', reason: '\u200B\u2060' }),
  )
  expect(changes).toMatchObject([{ name: 'Ada', to: 3 }])
  expect(problems.map((problem) => [problem.code, problem.value])).toEqual([
    ['student-id-destroyed', '7.00E+00'],
    ['student-id-destroyed', '###'],
    ['student-id-destroyed', '7.0'],
    ['student-id-zeros-lost', '7'],
    ['student-id-zeros-lost', '7'],
    ['name-improper', 'student_id'],
    ['name-improper', 'override_reason'],
  ])
})

function plan(...lines: Array<Omit<OverrideLine, 'line'>>) {
  return planOverrides(
    lines.map((one, index) => ({ line: index + 2, ...one })),
    standing,
  )
}

function line(change: Partial<OverrideLine>): Omit<OverrideLine, 'line'> {
  return { learnerId: '', studentId: '', email: '', assignment: 'one', points: '', reason: 'because', ...change }
}
