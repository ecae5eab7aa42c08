import { expect, test } from 'vitest'
import { readingHere } from '../../tests/reading-here.ts'
import type { CheckResult } from '../judge/verdict.ts'
import { parseExercise } from './parse-exercise.ts'
import { asDeclared, check, finished, playing, verdict, twice } from './playing-host.ts'
import type { Play } from './playing-host.ts'
import { formatReference } from './reference-text.ts'
import { validateExercise } from './validate-exercise.ts'

type Files = Record<string, string>

async function validate(files: Files, play: Play, deep: boolean) {
  const exercise = parseExercise('squared-norm', files)
  return validateExercise(exercise, {
    lanes: () => twice(playing(exercise, play)),
    reader: readingHere,
    deep,
    all: [exercise],
    lessons: [{ path: 'unit/lesson', unit: 1 }],
  })
}

/** Right answers and the wrong idea as measured; everything else as declared. */
const measuring =
  (right: Partial<CheckResult>, wrong: Partial<CheckResult> = {}): Play =>
  (file, ...rest) => {
    if (file === 'solution' || file === 'right') return verdict('passed', { checks: [{ ...check(true), ...right }] })
    if (file === 'idea') {
      const checks = [{ ...check(false), ...wrong }]
      return verdict('failed', { checks, misconception: 'forgets-the-square' })
    }
    return asDeclared(file, ...rest)
  }

async function withReference(play: Play, change = (text: string): string => text): Promise<Files> {
  const { reference } = await validate(finished, play, true)
  if (!reference) throw new Error('there should be a reference')
  return { ...finished, 'reference.json': change(formatReference(reference)) }
}

const reasonsOf = async (files: Files, play: Play): Promise<string[]> => {
  const { faults, warnings } = await validate(files, play, false)
  expect(faults).toEqual([])
  return warnings.map(({ reason }) => reason)
}

test('a right answer that uses up more than half a tolerance is decided by little', async () => {
  const near = { measured: 1.00006 }
  const { warnings, margins } = await validate(await withReference(measuring(near)), measuring(near), false)
  expect(warnings.map(({ reason }) => reason)).toEqual([
    '"value" is decided by little: right answers 0.4, nearest wrong idea -20000 (forgets-the-square), in tolerances',
  ])
  expect(margins).toMatchObject([{ check: 'value', unit: 'tolerance', thin: true }])
})

test('a wrong idea that misses by less than a tolerance is, too', async () => {
  const play = measuring({}, { measured: 1.00015 })
  expect((await reasonsOf(await withReference(play), play))[0]).toContain('nearest wrong idea -0.5')
})

test('of a limit, a tenth of it on either side is enough', async () => {
  const limit = (measured: number): Partial<CheckResult> => ({ measured, expected: { verb: 'at-most', limit: 10 } })
  const wide = measuring(limit(8.5), limit(12))
  expect(await reasonsOf(await withReference(wide), wide)).toEqual([])
  const narrow = measuring(limit(8.5), limit(10.5))
  expect((await reasonsOf(await withReference(narrow), narrow))[0]).toContain('in parts of the limit')
})

test('wide margins are shown and nobody is warned', async () => {
  const { warnings, margins } = await validate(await withReference(asDeclared), asDeclared, false)
  expect(warnings).toEqual([])
  expect(margins).toMatchObject([{ check: 'value', solution: 0.8, thin: false }])
})

test('margins are stale once a check, a wrong idea or a right answer has changed', async () => {
  const files = await withReference(asDeclared)
  for (const file of ['checks.ts', 'misconceptions/forgets-the-square.ts', 'samples/passed-a.ts']) {
    const changed = { ...files, [file]: `${files[file]}\n// changed` }
    expect(await reasonsOf(changed, asDeclared), file).toEqual([
      'its margins are stale: a check, a wrong idea or a right answer has changed since',
    ])
  }
  expect(await reasonsOf({ ...files, 'samples/failed-a.ts': '// other' }, asDeclared)).toEqual([])
})

test('margins of a file without that hash are stale where what is graded comes nearer', async () => {
  const files = await withReference(asDeclared, (text) => text.replace(/ {2}"marginsSource": .*\n/, ''))
  expect(files['reference.json']).not.toContain('marginsSource')
  expect(await reasonsOf(files, asDeclared)).toEqual([])
  expect(await reasonsOf(files, measuring({ measured: 1.00003 }))).toEqual([
    'its margins are stale: right answers come nearer to failing "value"',
  ])
  expect(await reasonsOf(files, measuring({}, { measured: 1.5 }))).toEqual([
    'its margins are stale: forgets-the-square comes nearer to passing "value"',
  ])
})
