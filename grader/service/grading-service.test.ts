import { fileURLToPath } from 'node:url'
import { beforeEach, expect, test } from 'vitest'
import { readingHere } from '../../tests/reading-here.ts'
import { readExerciseFolder } from '../exercise/folder.ts'
import { endedBeforeRun } from '../host/grading.ts'
import type { CageHost } from '../host/host.ts'
import type { Problem, Verdict, VerdictKind } from '../judge/verdict.ts'
import { verdictKinds } from '../judge/verdict.ts'
import { eventOfBrowserStart } from './grader-events.ts'
import type { GraderEvent } from './grader-events.ts'
import { makeGradingService } from './grading-service.ts'
import type { GradingStore } from './grading-service.ts'

const { files } = await readExerciseFolder(fileURLToPath(new URL('../../exercises/he-30-layers', import.meta.url)))
/** Stands in everything that a learner can put into a submission or make the grader say. */
const mark = 'WHAT-ONLY-THE-LEARNER-WROTE'
const source = `// ${mark}\nexport const initStd = (fanIn: number): number => { console.log('${mark}'); return 1 / fanIn }\n`

let clock: number
let logged: unknown[]
let events: GraderEvent[]
let recorded: Array<Parameters<GradingStore['recordVerdict']>[0]>
beforeEach(() => {
  clock = 10_000
  logged = []
  events = []
  recorded = []
})

test('a grading tells how long it waited and how long each stage took', async () => {
  const service = makeService({ grade: async () => verdictOf('failed') })
  await service.grade('s1')
  expect(events).toEqual([
    { type: 'stage', stage: 'reference', ms: 700 },
    { type: 'stage', stage: 'open', ms: 40 },
    { type: 'stage', stage: 'run', ms: 300 },
    { type: 'stage', stage: 'store', ms: 5 },
    { type: 'verdict', kind: 'failed', waitedMs: 4000 },
  ])
  expect(recorded).toMatchObject([{ submissionId: 's1', runtime: { tfjsVersion: '4', browserVersion: '1' } }])
})

test('code that does not compile opens nothing and measures nothing, and is a verdict', async () => {
  const service = makeService({ text: 'export const = 1', grade: async () => verdictOf('invalid'), starts: false })
  await service.grade('s1')
  expect(events.map((event) => (event.type === 'stage' ? event.stage : event.type))).toEqual(['store', 'verdict'])
})

test('a grading that breaks is a failed try and no verdict, until it is given up with its reason', async () => {
  const service = makeService({ grade: async () => verdictOf('broken') })
  const thrown = await service.grade('s1').catch((error: unknown) => error)
  expect(thrown).toMatchObject({ name: 'GradingFailed', message: expect.stringContaining('experiment-failed') })
  expect(events.at(-1)).toEqual({ type: 'try-failed' })
  expect(recorded).toEqual([])

  await service.giveUp('s1', 'the browser did not start')
  expect(recorded).toMatchObject([{ verdict: { kind: 'broken' }, reason: 'the browser did not start', drawId: null }])
  expect(events.at(-1)).toEqual({ type: 'verdict', kind: 'broken', waitedMs: null })
  // The learner reads the verdict, not the reason.
  expect(JSON.stringify(recorded[0]?.verdict)).not.toContain('browser did not start')
})

test('no log line holds what the learner wrote, printed, threw or returned, whatever comes of it', async () => {
  for (const kind of verdictKinds) {
    const service = makeService({ grade: async () => verdictOf(kind) })
    await service.grade('s1').catch(() => undefined)
    await service.giveUp('s1', `it said ${mark}`)
  }
  const failing = makeService({ grade: () => Promise.reject(new Error(`page.evaluate: ${mark}`)) })
  await failing.grade('s1').catch(() => undefined)
  expect(logged.length).toBeGreaterThan(verdictKinds.length * 2)
  expect(JSON.stringify(logged)).not.toContain(mark)
})

test('the draw for who comes next is of the revision that was graded by, which in a regrade is not the submission’s', async () => {
  const kept: string[] = []
  const store: Partial<GradingStore> = {
    findSubmission: async (id) => ({
      id,
      source,
      slug: 'he-30-layers',
      revisionId: 'the new one',
      files,
      createdAt: new Date(),
    }),
    hasFreshDraw: async ({ revisionId }) => revisionId !== 'the new one',
    async keepDraw({ revisionId }) {
      kept.push(revisionId)
      return 'd2'
    },
  }
  await makeService({ grade: async () => verdictOf('passed'), store }).drawAheadAfter('s1')
  expect(kept).toEqual(['the new one'])
  await makeService({
    grade: async () => verdictOf('passed'),
    store: { ...store, hasFreshDraw: async () => true },
  }).drawAheadAfter('s1')
  expect(kept).toEqual(['the new one'])
})

test('a browser that replaced another is a restart, and the first one is none', () => {
  expect(eventOfBrowserStart('first')).toBeUndefined()
  expect(eventOfBrowserStart('cage-died')).toEqual({ type: 'browser-restarted', reason: 'cage-died' })
})

function makeService(options: {
  text?: string
  grade: () => Promise<Verdict>
  starts?: boolean
  store?: Partial<GradingStore>
}) {
  const host: CageHost = {
    warm: async () => undefined,
    close: async () => undefined,
    async measureReference() {
      clock += 700
      return { draw: null, reference: {} }
    },
    async grade(_, { onEvent } = {}) {
      clock += 40
      if (options.starts !== false) onEvent?.({ type: 'started', backend: 'wasm', renderer: null })
      clock += 300
      return options.grade()
    },
  }
  const store: GradingStore = {
    findSubmission: async (id) => ({
      id,
      source: options.text ?? source,
      slug: 'he-30-layers',
      revisionId: 'r1',
      files,
      createdAt: new Date(clock - 4000),
    }),
    takeDraw: async () => undefined,
    keepDraw: async () => 'd1',
    hasFreshDraw: async () => true,
    async recordVerdict(record) {
      clock += 5
      recorded.push(record)
      return true
    },
    ...options.store,
  }
  return makeGradingService({
    store,
    host,
    reader: readingHere,
    backend: 'wasm',
    graderRevision: 'g1',
    runtime: { tfjsVersion: '4', browserVersion: '1' },
    log: (line) => logged.push(line),
    onEvent: (event) => events.push(event),
    now: () => clock,
  })
}

function verdictOf(kind: VerdictKind): Verdict {
  const threw: Problem = { code: 'experiment-failed', params: { detail: mark, message: mark }, line: 2, column: 1 }
  return {
    ...endedBeforeRun({ kind, problem: threw, seed: 1 }),
    console: [{ level: 'log', text: mark, line: 1 }],
    checks: [{ id: 'a', weight: 1, passed: false, measured: mark, expected: null, layer: null, problem: threw }],
    notes: [{ code: 'tensor-leak', params: { export: mark, count: 1 } }],
  }
}
