import { expect, test } from 'vitest'
import { auditDrill, type DrillRecord, type Remembered, type Stored } from './audit.ts'

test('a drill in which all went well has nothing to tell', () => {
  expect(auditDrill(record())).toEqual([])
})

test.each<[string, (made: Made) => void, RegExp]>([
  ['accepted and gone', ({ stored }) => stored.splice(0, 1), /accepted and is not stored/],
  ['stored twice for one sending', ({ stored }) => stored.push({ ...get(stored, 0), id: 'again' }), /stored 2 times/],
  ['never taken', ({ remembered }) => (get(remembered, 0).id = undefined), /never taken: the last answer was 201/],
  ['answered with another id', ({ remembered }) => (get(remembered, 0).id = 'other'), /answered with other/],
  ['sent by nobody', ({ stored }) => stored.push({ ...get(stored, 0), id: 'x', key: null }), /nobody sent/],
  ['still waiting', ({ stored }) => (get(stored, 0).state = 'queued'), /still queued/],
  ['without a verdict', ({ stored }) => get(stored, 0).verdicts.splice(0), /has 0 verdicts/],
  ['judged twice', ({ stored }) => get(stored, 0).verdicts.push(verdict({ graderRevision: 'g2' })), /has 2 verdicts/],
  ['announced twice', ({ stored }) => (get(stored, 0).announced = 2), /announced 2 times/],
  ['timed out', ({ stored }) => (get(stored, 0).verdicts = [verdict({ kind: 'timed-out' })]), /should be passed/],
  [
    'not recognised',
    ({ stored }) => (get(stored, 1).verdicts = [verdict({ kind: 'failed' })]),
    /should be failed as per-tensor and is failed/,
  ],
  ['charged twice', ({ attempts }) => attempts.set('ada', 2), /ada made 1 attempts and is charged 2/],
])('a submission that is %s is told', (_, spoil, sentence) => {
  const made = record()
  spoil(made)
  expect(auditDrill(made).join('\n')).toMatch(sentence)
})

test('a submission that costs nothing is no attempt', () => {
  const made = record()
  get(made.stored, 0).verdicts = [verdict({ kind: 'broken' })]
  expect(auditDrill(made)).toContain('ada made 0 attempts and is charged 1')
})

test('who submits once is not overtaken by four of one learner, unless a kill cut them off', () => {
  const made = record()
  const many = Array.from({ length: 4 }, (_, i) => pair({ key: `m${i}`, learner: 'eager', at: 1 + i }))
  made.remembered.push(...many.map(({ remembered }) => remembered))
  made.stored.push(...many.map(({ stored }) => stored))
  made.attempts.set('eager', 4)
  expect(auditDrill(made).join('\n')).toContain('4 gradings of eager came before ada-1, at most 3 may')
  get(made.stored, made.stored.length - 1).triesLost = 1
  expect(auditDrill(made)).toEqual([])
})

test('who had another one waiting is not promised the next turn', () => {
  const made = record()
  const many = Array.from({ length: 4 }, (_, i) => pair({ key: `m${i}`, learner: 'eager', at: 1 + i }))
  const earlier = pair({ key: 'ada-0', learner: 'ada', at: 9 })
  for (const { remembered, stored } of [...many, earlier]) {
    made.remembered.push(remembered)
    made.stored.push(stored)
  }
  get(made.stored, 0).storedAt = 0.5
  made.attempts.set('eager', 4)
  made.attempts.set('ada', 2)
  const told = auditDrill(made).join('\n')
  expect(told).not.toContain('before ada-1')
  expect(told).toContain('before ada-0')
})

interface Made extends DrillRecord {
  remembered: Remembered[]
  stored: Stored[]
  attempts: Map<string, number>
}

/** Ada passed at 10, Eve failed at 20 and was recognised. */
function record(): Made {
  const pairs = [
    pair({ key: 'ada-1', learner: 'ada', at: 10 }),
    pair({ key: 'eve-1', learner: 'eve', at: 20, misconception: 'per-tensor' }),
  ]
  return {
    remembered: pairs.map(({ remembered }) => remembered),
    stored: pairs.map(({ stored }) => stored),
    attempts: new Map([
      ['ada', 1],
      ['eve', 1],
    ]),
    eager: 'eager',
    concurrency: 1,
  }
}

function pair(of: { key: string; learner: string; at: number; misconception?: string }): {
  remembered: Remembered
  stored: Stored
} {
  const { key, learner, at, misconception = null } = of
  const slug = 'clip-global-norm'
  const kind = misconception === null ? 'passed' : 'failed'
  return {
    remembered: { key, learner, id: key, lastAnswer: '201', slug, misconception },
    stored: {
      id: key,
      key,
      learner,
      slug,
      state: 'graded',
      storedAt: 0,
      triesLost: 0,
      verdicts: [verdict({ kind, misconception, at })],
      announced: 1,
    },
  }
}

function verdict(change: Partial<Stored['verdicts'][number]>): Stored['verdicts'][number] {
  return { graderRevision: 'g1', kind: 'passed', misconception: null, at: 10, ...change }
}

function get<T>(list: readonly T[], index: number): T {
  const one = list[index]
  if (one === undefined) throw new Error('the record has fewer')
  return one
}
