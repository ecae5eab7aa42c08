import { describe, expect, it } from 'vitest'
import { readingHere } from '../../tests/reading-here.ts'
import type { CageHost } from '../host/host.ts'
import type { CheckResult } from '../judge/verdict.ts'
import { slackOf } from './margins.ts'
import { parseExercise } from './parse-exercise.ts'
import { asDeclared, check, finished, playing, verdict, twice } from './playing-host.ts'
import type { Play } from './playing-host.ts'
import { publicSeeds } from './public-draws.ts'
import { formatReference } from './reference-text.ts'
import { validateExercise } from './validate-exercise.ts'
import { findCourseFaults } from './validate-static.ts'

const lessons = [{ path: 'unit/lesson', unit: 1 }]

async function validate(files: Record<string, string>, play: Play, deep = false) {
  const exercise = parseExercise('squared-norm', files)
  const graded: string[] = []
  let planned = 0
  const result = await validateExercise(exercise, {
    lanes: () => twice(playing(exercise, play)),
    reader: readingHere,
    deep,
    all: [exercise],
    lessons,
    onGraded: ({ sample, backend }, { done, total }) => {
      graded.push(`${backend} ${sample.file}`)
      expect(done).toBe(graded.length)
      planned = total
    },
  })
  return { ...result, graded, planned, reasons: result.faults.map(({ file, reason }) => `${file}: ${reason}`) }
}

async function withReference(): Promise<Record<string, string>> {
  const { reference } = await validate(finished, asDeclared, true)
  if (!reference) throw new Error('there should be a reference')
  return { ...finished, 'reference.json': formatReference(reference) }
}

describe('the validator', () => {
  it('deep: grades everything on three backends and writes a reference that the quick one accepts', async () => {
    const deep = await validate(finished, asDeclared, true)
    expect(deep.reasons).toEqual([])
    // Solution, starter, one wrong idea and fourteen answers: on ten draws and three backends, and on thirty draws more.
    expect(deep.gradings).toBe(17 * (10 * 3 + 30))
    expect(deep.planned).toBe(deep.gradings)
    expect(deep.reference?.draws.map(({ seed }) => seed)).toEqual(publicSeeds('E1'))
    expect(deep.reference?.margins).toMatchObject({
      value: { wasm: { solution: 0.8, nearest: { id: 'forgets-the-square', slack: -20000 } } },
    })
    const quick = await validate(await withReference(), asDeclared)
    expect(quick.reasons).toEqual([])
    // What is right, and the starter.
    expect(quick.graded.filter((one) => one.startsWith('webgl'))).toHaveLength(6)
    // Solution and starter on three draws, all else on one.
    expect(quick.gradings).toBe(2 * 3 + 15 + 6)
    expect(quick.planned).toBe(quick.gradings)
    expect(quick.reference).toBeNull()
  })

  it('grades again what a busy machine gave no time, and tells of what stays so', async () => {
    const starved = verdict('broken', {
      checks: [],
      problem: { code: 'starved', params: {}, line: null, column: null },
    })
    const files = await withReference()
    let gradings = 0
    const once = await validate(files, (file, backend, seed) =>
      file === 'right' && (gradings += 1) === 1 ? starved : asDeclared(file, backend, seed),
    )
    expect(once.reasons).toEqual([])
    const always = await validate(files, (file, backend, seed) =>
      file === 'right' ? starved : asDeclared(file, backend, seed),
    )
    expect(always.reasons.join('\n')).toContain('samples/passed-a.ts: ends as broken, not passed: starved')
  })

  it('keeps the counts of mutants while they are of the same files', async () => {
    const files = await withReference()
    const counted = JSON.stringify({
      ...JSON.parse(files['reference.json'] ?? ''),
      mutants: { killed: 7, equivalent: 1 },
    })
    const again = await validate({ ...files, 'reference.json': counted }, asDeclared, true)
    expect(again.reference?.mutants).toEqual({ killed: 7, equivalent: 1 })
    const solution = `${files['solution.ts'] ?? ''}// another\n`
    const changed = await validate({ ...files, 'solution.ts': solution, 'reference.json': counted }, asDeclared, true)
    expect(changed.reference?.mutants).toBeUndefined()
  })

  it('starts no host where the files alone are wrong', async () => {
    const exercise = parseExercise('squared-norm', { ...finished, 'misconceptions/other.ts': '' })
    const lanes = async (): Promise<CageHost[]> => {
      throw new Error('started')
    }
    const { faults, gradings } = await validateExercise(exercise, {
      lanes,
      reader: readingHere,
      deep: true,
      all: [],
      lessons,
    })
    expect(gradings).toBe(0)
    expect(faults).toHaveLength(1)
  })

  it('wants a reference that fits the files', async () => {
    expect((await validate(finished, asDeclared)).reasons).toEqual(['reference.json: is missing'])
    const files = await withReference()
    const stale = { ...files, 'solution.ts': `${files['solution.ts']}\n` }
    expect((await validate(stale, asDeclared)).reasons[0]).toContain('was made from another')
    const other = { ...files, 'exercise.json': files['exercise.json']?.replace('"E1"', '"E2"') ?? '' }
    expect((await validate(other, asDeclared)).reasons).toEqual(['reference.json: does not hold the draws of E2'])
  })

  it('counts CPU time where the host can tell it: a busy machine is not a slow solution', async () => {
    const exercise = parseExercise('squared-norm', await withReference())
    const play: Play = (file, ...rest) => ({ ...asDeclared(file, ...rest), durationMs: 7900 })
    const validateIn = (cpuMs: number) => {
      const lanes = () => twice(playing(exercise, play, cpuMs))
      return validateExercise(exercise, {
        lanes,
        reader: readingHere,
        deep: false,
        all: [exercise],
        lessons,
      })
    }
    expect((await validateIn(900)).faults).toEqual([])
    expect((await validateIn(4100)).faults[0]?.reason).toContain('takes 4100 ms, more than half')
  })

  const wrong: Array<[string, Play, string]> = [
    [
      'a solution that fails',
      (file, ...rest) => (file === 'solution' ? verdict('failed') : asDeclared(file, ...rest)),
      'solution.ts: ends as failed, not passed: fails "value": measured 3',
    ],
    [
      'a solution that fails on webgl only',
      (file, backend, seed) =>
        file === 'solution' && backend === 'webgl' ? verdict('failed') : asDeclared(file, backend, seed),
      '(on webgl',
    ],
    [
      'a slow solution',
      (file, ...rest) => ({ ...asDeclared(file, ...rest), durationMs: 4001 }),
      'solution.ts: takes 4001 ms, more than half',
    ],
    [
      'a solution that no two backends need judge alike',
      (file, ...rest) =>
        file === 'solution' ? verdict('passed', { checks: [check(true, 1.0000999)] }) : asDeclared(file, ...rest),
      'solution.ts: lies within the backends\' noise of the threshold of "value"',
    ],
    [
      'a starter that passes',
      (file, ...rest) => (file === 'starter' ? verdict('passed') : asDeclared(file, ...rest)),
      'starter.ts: ends as passed, not failed: every check passes',
    ],
    [
      'a starter that cannot start',
      (file, ...rest) =>
        file === 'starter'
          ? verdict('invalid', { problem: { code: 'syntax', params: {}, line: 3, column: 1 } })
          : asDeclared(file, ...rest),
      'starter.ts: ends as invalid, not failed: syntax at line 3:1',
    ],
    [
      'a misconception that passes',
      (file, ...rest) => (file === 'idea' ? verdict('passed') : asDeclared(file, ...rest)),
      'misconceptions/forgets-the-square.ts: ends as passed',
    ],
    [
      'a misconception that fails another check',
      (file, ...rest) =>
        file === 'idea' ? { ...asDeclared(file, ...rest), checks: [check(true)] } : asDeclared(file, ...rest),
      'passes "value", which checks.ts says it fails',
    ],
    [
      'a misconception that nobody recognises',
      (file, ...rest) => ({ ...asDeclared(file, ...rest), misconception: null }),
      'is recognised as no misconception',
    ],
    [
      'a misconception taken for another',
      (file, ...rest) => ({ ...asDeclared(file, ...rest), misconception: file === 'idea' ? 'x' : null }),
      'is recognised as "x"',
    ],
    [
      'a broken grader',
      () => verdict('broken', { problem: { code: 'cage-silent', params: {}, line: null, column: null } }),
      'solution.ts: ends as broken, not passed: cage-silent',
    ],
  ]
  it.each(wrong)('finds %s, once for all draws', async (_, play, reason) => {
    const { reasons } = await validate(await withReference(), play)
    expect(reasons.filter((one) => one.includes(reason))).toHaveLength(1)
  })

  it('holds each recogniser against the answers of others, and counts them', async () => {
    const given = await withReference()
    const claimed: Play = (file, ...rest) =>
      file === 'wrong' ? verdict('failed', { misconception: 'forgets-the-square' }) : asDeclared(file, ...rest)
    const { reasons } = await validate(given, claimed)
    expect(reasons).toHaveLength(10)
    expect(reasons[0]).toContain('samples/failed-a.ts: is recognised as "forgets-the-square"')
    const named = Object.fromEntries(
      Object.entries(given).map(([path, text]) => [
        path,
        path.startsWith('samples/failed') ? `${text}\n// Misconception: forgets-the-square\n` : text,
      ]),
    )
    expect((await validate(named, claimed)).reasons).toEqual([])
    const { 'samples/failed-a.ts': _, ...fewer } = given
    expect((await validate(fewer, asDeclared)).reasons).toEqual([
      'samples/: holds 4 right and 9 wrong answers, at least 4 and 10 are needed',
    ])
    const unknown = { ...given, 'samples/failed-a.ts': '// Misconception: gone' }
    expect((await validate(unknown, asDeclared)).reasons[0]).toContain('names the misconception "gone"')
  })

  it('deep: finds a verdict that depends on the backend, and a solution that fails on another seed', async () => {
    const otherwise: Play = (file, backend, seed) => ({
      ...asDeclared(file, backend, seed),
      ...(file === 'starter' && backend === 'cpu' ? { misconception: 'forgets-the-square' } : {}),
    })
    const backend = await validate(finished, otherwise, true)
    expect(backend.reasons).toHaveLength(1)
    expect(backend.reasons[0]).toContain('starter.ts: ends otherwise on cpu')
    expect(backend.reference).toBeNull()
    const unlucky: Play = (file, on, seed) =>
      file === 'solution' && !publicSeeds('E1').includes(seed) ? verdict('failed') : asDeclared(file, on, seed)
    expect((await validate(finished, unlucky, true)).reasons[0]).toContain('solution.ts: ends as failed')
  })

  it('wants claims that can be read before anything was measured', async () => {
    const prose = finished['en.md'] ?? ''
    const [, claim = ''] = /### value\n\n([\s\S]+?)\n\n1\./.exec(prose) ?? []
    const reasonsOf = async (text: string): Promise<string[]> =>
      (await validate({ ...finished, 'en.md': prose.replace(claim, text) }, asDeclared, true)).reasons
    expect(await reasonsOf('It is right.')).toEqual([])
    expect(await reasonsOf('It is right.\n\nYours: {measured}.')).toEqual([])
    expect(await reasonsOf('It is {expected}.')).toEqual([
      'en.md: "value" speaks of a measured number in its claim, which is read before a run too',
    ])
    expect(await reasonsOf('It is right.\n\nVery.')).toEqual(['en.md: "value" has a second paragraph without a number'])
    expect(await reasonsOf('It is right.\n\nYours: `{measured}`.')).toEqual([
      'en.md: "value" has a placeholder between backticks, where nothing is filled in',
    ])
  })

  it('lets no published exercise follow from a draft, which learners do not see', () => {
    const prerequisite = finished['exercise.json']?.replace('"E1"', '"E2"').replace('"order": 1', '"order": 2') ?? ''
    const draft = parseExercise('first-steps', { ...finished, 'exercise.json': prerequisite })
    const meta = finished['exercise.json']?.replace('"prerequisites": []', '"prerequisites": ["first-steps"]') ?? ''
    const faultsOf = (text: string) => {
      const exercise = parseExercise('squared-norm', { ...finished, 'exercise.json': text })
      return findCourseFaults(exercise, { all: [exercise, draft], lessons }).map(({ reason }) => reason)
    }
    expect(faultsOf(meta.replace('"draft": true,', ''))).toEqual([
      'prerequisite "first-steps" is a draft, which learners do not see',
    ])
    expect(faultsOf(meta)).toEqual([])
  })

  it('knows the lessons that there are, and the units they belong to', () => {
    const faultsOf = (from: string, to: string) => {
      const text = finished['exercise.json']?.replace(from, to) ?? ''
      const exercise = parseExercise('squared-norm', { ...finished, 'exercise.json': text })
      return findCourseFaults(exercise, { all: [exercise], lessons })
    }
    expect(faultsOf('unit/lesson', 'unit/lesson')).toEqual([])
    expect(faultsOf('unit/lesson', 'unit/lessen')).toEqual([
      { file: 'exercise.json', reason: 'there is no lesson "unit/lessen"', next: 'Name one of these: unit/lesson.' },
    ])
    expect(faultsOf('"unit": 1', '"unit": 3')[0]?.reason).toBe('"unit" is 3, but unit/lesson belongs to unit 1')
  })

  it('names twins in id and order, and prerequisites that do not exist', async () => {
    const files = {
      ...finished,
      'exercise.json': finished['exercise.json']?.replace('"prerequisites": []', '"prerequisites": ["gone"]') ?? '',
    }
    const exercise = parseExercise('squared-norm', files)
    const lanes = () => twice(playing(exercise, asDeclared))
    const { faults } = await validateExercise(exercise, {
      lanes,
      reader: readingHere,
      deep: true,
      all: [exercise, { ...exercise, slug: 'twin' }],
      lessons,
    })
    expect(faults.map(({ reason }) => reason)).toEqual([
      '"id" is E1, as in twin',
      '"order" is 1, as in twin',
      'prerequisite "gone" is no other exercise',
    ])
  })
})

describe('slack', () => {
  const cases: Array<[Partial<CheckResult>, number | null]> = [
    [{ measured: 1.05, expected: { verb: 'near', value: 1, rel: 0.1 } }, 0.5],
    [{ measured: 1.3, expected: { verb: 'near', value: 1, abs: 0.1 } }, -2],
    [{ measured: 'NaN', expected: { verb: 'near', value: 1, abs: 0.1 } }, null],
    [{ measured: 3, expected: { verb: 'near', value: 3 } }, null],
    [{ measured: 2, expected: { verb: 'within', low: 1, high: 5 } }, 0.5],
    [{ measured: 0, expected: { verb: 'within', low: 1, high: 5 } }, -0.5],
    [{ measured: 1, expected: { verb: 'at-most', limit: 4 } }, 0.75],
    [{ measured: 1, expected: { verb: 'at-least', limit: 4 } }, -0.75],
    [{ measured: 1, expected: { verb: 'at-least', limit: 0 } }, null],
    [{ measured: 1, expected: { verb: 'finite' } }, null],
    [{ measured: null, expected: null }, null],
  ]
  it.each(cases)('of %o is %s', (given, slack) => {
    const result = slackOf({ ...check(true), ...given })
    expect(result === null ? null : Number(result.toFixed(9))).toBe(slack)
  })
})
