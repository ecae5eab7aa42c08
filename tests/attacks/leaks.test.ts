/**
 * Code that gives away what it is graded on. The service may keep that in the one verdict that retires the draw, and
 * nowhere else: not in its log, not in an error that the queue keeps, not in a message while the grading runs.
 * What the web side withholds until then is tested in tests/integration, what a browser is sent in tests/e2e.
 */
import { readFile, readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readExerciseFolder } from '../../grader/exercise/folder.ts'
import type { Exercise } from '../../grader/exercise/exercise.ts'
import { makeChromiumHost } from '../../grader/host/chromium-host.ts'
import type { ChromiumHost } from '../../grader/host/chromium-host.ts'
import type { Verdict } from '../../grader/judge/verdict.ts'
import { readingHere } from '../reading-here.ts'
import { makeGradingService } from '../../grader/service/grading-service.ts'
import type { GradingStore } from '../../grader/service/grading-service.ts'

const folder = fileURLToPath(new URL('leaks/', import.meta.url))
const files = (await readdir(folder)).filter((name) => name.endsWith('.ts')).toSorted()
const shared: { host?: ChromiumHost; exercise?: Exercise } = {}

beforeAll(async () => {
  shared.exercise = await readExerciseFolder(
    fileURLToPath(new URL('../../exercises/clip-global-norm', import.meta.url)),
  )
  shared.host = await makeChromiumHost({ log: () => undefined })
})
afterAll(async () => shared.host?.close())

test('there are samples', () => expect(files.length).toBeGreaterThan(2))

test.each(files)('%s shows the draw in its verdict alone, which retires it', async (name) => {
  const { host, exercise } = shared
  if (host === undefined || exercise === undefined) throw new Error('the host did not start')
  const said: string[] = []
  const store = makeStore(exercise, await readFile(`${folder}${name}`, 'utf8'))
  const service = makeGradingService({
    store,
    host,
    reader: readingHere,
    backend: 'wasm',
    graderRevision: 'g1',
    runtime: { tfjsVersion: '4', browserVersion: '1' },
    // Everything that leaves the service but for the verdict.
    log: (event) => said.push(JSON.stringify(event)),
    onEvent: (event) => said.push(JSON.stringify(event)),
  })
  await service.grade('s1')

  const [record] = store.recorded
  expect(store.recorded).toHaveLength(1)
  // The sample did reach its inputs, or this test would prove nothing.
  expect(JSON.stringify(record?.verdict)).toContain('LEAKED')
  expect(record?.drawId).toBe('d1')
  expect(said.length).toBeGreaterThan(2)
  expect(said.join()).not.toContain('LEAKED')
  for (const number of numbersOf(store.kept)) expect(said.join()).not.toContain(number)
})

interface MemoryStore extends GradingStore {
  recorded: Array<{ verdict: Verdict; drawId: string | null }>
  kept: unknown
}

/** One submission and the one draw that is measured for it. */
function makeStore(exercise: Exercise, source: string): MemoryStore {
  const store: MemoryStore = {
    recorded: [],
    kept: null,
    findSubmission: async (id) => ({
      id,
      source,
      slug: exercise.slug,
      revisionId: 'r1',
      files: exercise.files,
      createdAt: new Date(),
    }),
    takeDraw: async () => undefined,
    async keepDraw({ draw }) {
      store.kept = draw
      return 'd1'
    },
    hasFreshDraw: async () => false,
    async recordVerdict({ verdict, drawId }) {
      store.recorded.push({ verdict, drawId })
      return true
    },
  }
  return store
}

/** Long enough not to stand in a duration by chance. */
function numbersOf(draw: unknown): string[] {
  const found = (JSON.stringify(draw).match(/\d[\d.e+-]*/g) ?? []).filter((one) => one.length > 6)
  if (found.length === 0) throw new Error('the draw holds no number that could be recognised')
  return found
}
