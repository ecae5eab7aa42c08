import { expect, test } from 'vitest'
import { readingHere } from '../../tests/reading-here.ts'
import type { CageMessage } from '../cage/protocol.ts'
import type { GradingJob } from '../exercise/exercise.ts'
import type { JudgeCommand, JudgeMessage } from '../judge/protocol.ts'
import type { Plot, Verdict } from '../judge/verdict.ts'
import { runGrading } from './grading.ts'
import { RealmDied, makeMailbox } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'

const job: GradingJob = {
  bundle: {
    slug: 'sample',
    revision: 'r',
    experiment: 'EXPERIMENT CODE',
    checks: 'CHECKS CODE',
    budget: { timeMs: 200, tensorBytes: 1, kernels: 1 },
    permits: [],
    tidy: 'noted',
    data: null,
  },
  source: 'export const answer = () => 1\n',
  seed: 7,
  draw: { size: 3 },
  reference: { only: { value: 424242 } },
  backend: 'cpu',
}

const section = (name: string, value: number): CageMessage => ({ type: 'section', name, measurements: { value } })
const end = (again = 1): CageMessage => ({
  type: 'end',
  repeated: [{ export: 'answer', calls: 4, first: [1], again: [again], problem: null }],
  notes: [],
  kernels: [],
})

/** A cage that says these messages, and a judge that passes a value of 1. */
function makeRealms(says: ReadonlyArray<CageMessage | object>, dies?: RealmDied) {
  const posted: string[] = []
  const cages = { opened: 0 }
  const openCage = () => {
    cages.opened += 1
    const mailbox = makeMailbox()
    const port: RealmPort = {
      mailbox,
      post: (command) => {
        posted.push(JSON.stringify(command))
        for (const message of says) mailbox.push(JSON.stringify(message))
        if (dies !== undefined) mailbox.close(dies)
      },
      end: () => mailbox.close(new RealmDied('stopped', 'ended')),
    }
    return Promise.resolve({ port, backend: 'cpu' as const, renderer: null })
  }
  return {
    realms: { compile: readingHere.compileLearner, openCage, openJudge: () => Promise.resolve(makeJudge()) },
    posted,
    cages,
  }
}

/** @param answered plots a and b in the order in which the judge tells them */
function makeJudge(answered: readonly string[] = []): RealmPort {
  const mailbox = makeMailbox()
  const answer = (message: JudgeMessage) => mailbox.push(JSON.stringify(message))
  answer({ type: 'up' })
  return {
    mailbox,
    post: (given) => {
      const command: JudgeCommand = JSON.parse(Reflect.get(given, 'command'))
      if (command.type === 'load') {
        answer({
          type: 'loaded',
          checks: [{ id: 'one', needs: ['only'], weight: 1 }],
          misconceptions: [],
          plots: declaredPlots(answered),
        })
      } else if (command.type === 'judge') {
        const measured = Number(command.measured['only']?.['value'])
        const result = { passed: measured === 1, measured, expected: null, layer: null }
        answer({ type: 'judged', checks: command.checks.map((id) => ({ id, ...result })), plots: answered.map(plot) })
      } else answer({ type: 'recognised', misconception: null })
    },
    end: () => mailbox.close(new RealmDied('stopped', 'ended')),
  }
}

const declaredPlots = (answered: readonly string[]) => answered.toSorted().map((id) => ({ id, needs: ['only'] }))
const plot = (id: string): Plot => ({
  id,
  x: 'layer',
  y: 'delta-norm',
  xScale: 'linear',
  yScale: 'log',
  series: [],
  band: [],
})

async function kindOf(says: ReadonlyArray<CageMessage | object>): Promise<Verdict['kind']> {
  return (await runGrading(job, makeRealms(says).realms, {})).kind
}

test('right measurements pass and wrong ones fail', async () => {
  expect(await kindOf([section('only', 1), end()])).toBe('passed')
  expect(await kindOf([section('only', 2), end()])).toBe('failed')
})

test('a message that says "passed" breaks the protocol', async () => {
  expect(await kindOf([{ type: 'passed' }, end()])).toBe('refused')
  expect(await kindOf([{ ...section('only', 1), passed: true }, end()])).toBe('refused')
  expect(await kindOf([{ type: 'check', check: { id: 'one', passed: true } }, end()])).toBe('refused')
})

test('a section that reports twice breaks the protocol', async () => {
  expect(await kindOf([section('only', 2), section('only', 1), end()])).toBe('refused')
})

test('ending without the section that a check needs is never a pass', async () => {
  expect(await kindOf([end()])).toBe('broken')
  expect(await kindOf([section('other', 1), end()])).toBe('broken')
})

test('an answer that changes when the first call is repeated fails', async () => {
  const verdict = await runGrading(job, makeRealms([section('only', 1), end(2)]).realms, {})
  expect(verdict.kind).toBe('failed')
  expect(verdict.checks.find((one) => one.id === 'repeatable')?.problem?.code).toBe('not-repeatable')
})

test('a verdict is failed, not broken, when the section threw because of the learner', async () => {
  const problem = { code: 'threw', params: { message: 'no' }, line: 1, column: 1 }
  const verdict = await runGrading(
    job,
    makeRealms([{ type: 'section-failed', name: 'only', problem }, end()]).realms,
    {},
  )
  expect(verdict.kind).toBe('failed')
  expect(verdict.checks[0]?.problem).toEqual(problem)
})

test('silence ends at the deadline as timed-out, with the checks that were judged and no score', async () => {
  const verdict = await runGrading(job, makeRealms([section('only', 1)]).realms, {})
  expect(verdict).toMatchObject({ kind: 'timed-out', score: 0, checks: [{ id: 'one', passed: true }] })
})

test('a cage that dies is tried once more and is then out-of-memory', async () => {
  const { realms, cages } = makeRealms([], new RealmDied('died', 'crashed'))
  const verdict = await runGrading(job, realms, {})
  expect(verdict).toMatchObject({ kind: 'out-of-memory', score: 0 })
  expect(cages.opened).toBe(2)
})

/** Realms whose cages open, die, do not open, get no time or end with their browser, in this order. */
function makeFate(fate: ReadonlyArray<'opens' | 'dies' | 'fails' | 'ends' | 'starves' | 'stalls'>) {
  const sound = makeRealms([section('only', 1), end()]).realms
  const deadly = makeRealms([], new RealmDied('died', 'crashed')).realms
  const without = {
    starves: makeRealms([], new RealmDied('starved', 'no time')).realms,
    stalls: makeRealms([], new RealmDied('stalled', 'took no time')).realms,
  }
  const ending = makeRealms([], new RealmDied('browser-ended', 'the browser ended')).realms
  const left = [...fate]
  const freshly: string[] = []
  const realms = {
    ...sound,
    openCage: () => {
      const next = left.shift()
      if (next === 'fails') return Promise.reject(new Error('the browser is gone'))
      if (next === 'ends') return ending.openCage()
      if (next === 'starves' || next === 'stalls') return without[next].openCage()
      return next === 'dies' ? deadly.openCage() : sound.openCage()
    },
    afterDeath: () => Promise.resolve(void freshly.push('fresh')),
  }
  return { realms, left, freshly }
}

test.each([
  { fate: ['fails', 'opens'], kind: 'passed' },
  { fate: ['dies', 'opens'], kind: 'passed' },
  { fate: ['fails', 'fails'], kind: 'broken' },
  { fate: ['dies', 'dies'], kind: 'out-of-memory' },
  // One death alone says nothing about the code.
  { fate: ['fails', 'dies', 'opens'], kind: 'passed' },
  { fate: ['dies', 'fails', 'fails'], kind: 'broken' },
  // A browser that ends speaks of the machine, never of the code.
  { fate: ['ends', 'opens'], kind: 'passed' },
  { fate: ['dies', 'ends', 'opens'], kind: 'passed' },
  { fate: ['ends', 'ends'], kind: 'broken' },
  // A cage that got no time is tried again elsewhere; only where the machine had time to spare is it the code's own.
  { fate: ['starves', 'opens'], kind: 'passed' },
  { fate: ['stalls', 'opens'], kind: 'passed' },
  { fate: ['starves', 'starves'], kind: 'broken' },
  { fate: ['stalls', 'stalls'], kind: 'timed-out' },
  { fate: ['starves', 'stalls'], kind: 'timed-out' },
] as const)('$fate: what comes after a loss stands in a fresh browser, and it ends $kind', async ({ fate, kind }) => {
  const { realms, left, freshly } = makeFate(fate)
  expect((await runGrading(job, realms, {})).kind).toBe(kind)
  expect(left).toEqual([])
  expect(freshly).toHaveLength(fate.filter((one) => one !== 'opens').length)
})

test('what a lost GPU left behind is no verdict: the code is run again elsewhere', async () => {
  const lost = makeRealms([section('only', 1), { type: 'gpu-lost' }, end()]).realms
  const sound = makeRealms([section('only', 1), end()]).realms
  const cages = [lost, sound]
  const openCage = () => (cages.shift() ?? sound).openCage()
  expect((await runGrading(job, { ...sound, openCage }, {})).kind).toBe('passed')
  expect(cages).toEqual([])
})

test('a judge that goes with its browser is opened anew in the next one', async () => {
  const { realms, cages } = makeRealms([section('only', 1), end()])
  let judges = 0
  const openJudge = () => {
    judges += 1
    const judge = makeJudge()
    // It loads, and is gone when it is asked to judge.
    if (judges > 1) return Promise.resolve(judge)
    const post = (given: object) => {
      const isLoad = String(Reflect.get(given, 'command')).includes('"load"')
      if (isLoad) judge.post(given)
      else judge.mailbox.close(new RealmDied('browser-ended', 'the browser ended'))
    }
    return Promise.resolve({ ...judge, post })
  }
  expect((await runGrading(job, { ...realms, openJudge }, {})).kind).toBe('passed')
  expect([judges, cages.opened]).toEqual([2, 2])
})

test('plots keep their declared places, in whichever order their sections came', async () => {
  const { realms } = makeRealms([section('only', 1), end()])
  const openJudge = () => Promise.resolve(makeJudge(['b', 'a']))
  const verdict = await runGrading(job, { ...realms, openJudge }, {})
  expect(verdict.plots.map(({ id }) => id)).toEqual(['a', 'b'])
})

test('stopping is no verdict about the code', async () => {
  const { realms } = makeRealms([])
  const verdict = await runGrading(job, realms, { signal: AbortSignal.abort() })
  expect(verdict).toMatchObject({ kind: 'broken', problem: { code: 'stopped' } })
})

test('code that does not compile is invalid and starts no cage', async () => {
  const { realms, cages } = makeRealms([])
  const verdict = await runGrading({ ...job, source: 'export const answer = (' }, realms, {})
  expect(verdict.kind).toBe('invalid')
  expect(cages.opened).toBe(0)
})

test('neither the checks nor the reference are sent to where the learner runs', async () => {
  const { realms, posted } = makeRealms([section('only', 1), end()])
  await runGrading(job, realms, {})
  expect(posted).toHaveLength(1)
  expect(posted[0]).toContain('EXPERIMENT CODE')
  expect(posted[0]).not.toContain('CHECKS CODE')
  expect(posted[0]).not.toContain('424242')
})
