import { expect, test } from 'vitest'
import { readingHere } from '../../tests/reading-here.ts'
import { parseExercise } from './parse-exercise.ts'
import { asDeclared, finished, playing, verdict, twice } from './playing-host.ts'
import { previewExercise } from './preview.ts'
import type { Preview, PreviewMemory } from './preview.ts'

type Files = Record<string, string>

/** All steps of one preview of these files. */
async function preview(files: Files, options: { play?: typeof asDeclared; memory?: PreviewMemory } = {}) {
  const { play = asDeclared, memory = { measured: null } } = options
  const steps: Preview[] = []
  const measured = { times: 0 }
  await previewExercise({
    slug: 'squared-norm',
    read: async () => parseExercise('squared-norm', files),
    lanes() {
      const host = playing(parseExercise('squared-norm', files), play)
      return twice({
        ...host,
        measureReference(request) {
          measured.times += 1
          return host.measureReference(request)
        },
      })
    },
    reader: readingHere,
    memory,
    onPreview: (step) => steps.push(step),
    signal: new AbortController().signal,
  })
  return { steps, last: steps.at(-1), measured: measured.times }
}

test('every file is graded on one variant, the model solution first', async () => {
  const { steps, last } = await preview(finished)
  expect(last).toMatchObject({ state: 'done', faults: [] })
  const kinds = last?.samples.map(({ file, verdict: found }) => [file, found?.kind]) ?? []
  expect(kinds.slice(0, 4)).toEqual([
    ['solution.ts', 'passed'],
    ['starter.ts', 'failed'],
    ['misconceptions/forgets-the-square.ts', 'failed'],
    ['samples/failed-a.ts', 'failed'],
  ])
  expect(kinds).toHaveLength(3 + 14)
  const first = steps.find(({ samples }) => samples.some((one) => one.verdict !== null))
  expect(first?.samples[0]?.verdict?.kind).toBe('passed')
})

test('it needs no reference.json, and says what is not as declared', async () => {
  const play: typeof asDeclared = (file, ...rest) =>
    file === 'starter' ? verdict('passed') : asDeclared(file, ...rest)
  const { last } = await preview(finished, { play })
  expect(last?.samples.flatMap(({ faults }) => faults.map(({ file }) => file))).toEqual(['starter.ts'])
})

test('a folder that is no exercise yet is a fault with its file, not an end', async () => {
  const { last } = await preview({ ...finished, 'checks.ts': 'export default defineChecks({' })
  expect(last?.state).toBe('done')
  expect(last?.faults[0]?.file).toBe('checks.ts')
})

test('prose that does not fit is told, and everything is graded all the same', async () => {
  const { last } = await preview({ ...finished, 'en.md': (finished['en.md'] ?? '').replace('### value', '### other') })
  expect(last?.faults.map(({ file }) => file)).toContain('en.md')
  expect(last?.samples.every((one) => one.verdict !== null)).toBe(true)
})

test('the model solution is measured again only when it, the experiment or the numbers changed', async () => {
  const memory: PreviewMemory = { measured: null }
  expect((await preview(finished, { memory })).measured).toBe(1)
  expect((await preview({ ...finished, 'zh.md': `${finished['zh.md']}\n` }, { memory })).measured).toBe(0)
  expect((await preview({ ...finished, 'solution.ts': `${finished['solution.ts']}\n` }, { memory })).measured).toBe(1)
})

test('what was overtaken says nothing more', async () => {
  const steps: Preview[] = []
  const ending = new AbortController()
  await previewExercise({
    slug: 'squared-norm',
    read: async () => parseExercise('squared-norm', finished),
    lanes: async () => [playing(parseExercise('squared-norm', finished), asDeclared)],
    reader: readingHere,
    memory: { measured: null },
    onPreview(step) {
      steps.push(step)
      if (step.draw !== null) ending.abort()
    },
    signal: ending.signal,
  })
  expect(steps.at(-1)?.state).toBe('running')
  expect(steps.at(-1)?.samples.every((one) => one.verdict === null)).toBe(true)
})
