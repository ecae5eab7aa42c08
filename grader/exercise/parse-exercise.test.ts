import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeGradingBundle } from './bundle.ts'
import { ExerciseError } from './exercise-error.ts'
import { readExerciseFolder } from './folder.ts'
import { listExerciseFolders } from './list-folders.ts'
import { parseExercise } from './parse-exercise.ts'
import { readDeclarations } from './read-declarations.ts'
import { hashFiles, hashReferenceSources } from './revision.ts'
import { scaffoldExercise } from './scaffold.ts'
import { listStrayFiles } from './stray-files.ts'
import { findStaticFaults } from './validate-static.ts'

const scaffold = scaffoldExercise('squared-norm', [{ id: 'E7', order: 9 }])
/** The scaffold as its author leaves it. */
const finished = Object.fromEntries(
  Object.entries(scaffold).map(([path, text]) => {
    if (path.startsWith('starter.')) return [path, text]
    return [path, text.replaceAll('todo/todo', 'unit/lesson').replaceAll('"todo"', '"concept"').replaceAll('TODO', '')]
  }),
)

type Files = Record<string, string>
const parse = (files: Files) => parseExercise('squared-norm', files)
const changed = (path: string, from: string, to: string): Files => {
  const text = finished[path] ?? ''
  if (!text.includes(from)) throw new Error(`${path} does not contain ${from}`)
  return { ...finished, [path]: text.replaceAll(from, to) }
}

function refusal(run: () => unknown): ExerciseError {
  try {
    run()
  } catch (error) {
    if (error instanceof ExerciseError) return error
    throw error
  }
  throw new Error('was accepted, but should not have been')
}

describe('parseExercise', () => {
  it('reads a folder and fills in the defaults', () => {
    const exercise = parse(finished)
    expect(exercise.meta).toMatchObject({ id: 'E8', order: 10, permits: [], tidy: 'noted', draft: true })
    expect(parse(changed('exercise.json', '"draft": true,', '')).meta.draft).toBe(false)
    expect(exercise.meta.budget).toEqual({ timeMs: 8000, tensorBytes: 256 * 1024 * 1024, kernels: 20_000 })
    expect(Object.keys(exercise.prose.zh.checks)).toEqual(['value'])
    expect(exercise.reference).toBeNull()
  })

  it('keeps the other defaults when the budget names one limit', () => {
    const files = changed('exercise.json', '"points": 20', '"points": 20, "budget": { "timeMs": 5000 }')
    expect(parse(files).meta.budget).toEqual({ timeMs: 5000, tensorBytes: 256 * 1024 * 1024, kernels: 20_000 })
  })

  const cases: Array<[string, () => Files, string, string]> = [
    [
      'a missing file',
      () => Object.fromEntries(Object.entries(finished).filter(([path]) => path !== 'zh.md')),
      'zh.md',
      'missing',
    ],
    ['an unexpected file', () => ({ ...finished, 'notes.txt': 'x' }), 'notes.txt', 'not a file of the format'],
    ['a hidden file', () => ({ ...finished, '.env': 'x' }), '.env', 'not a file of the format'],
    ['a way out', () => ({ ...finished, '../solution.ts': 'x' }), '../solution.ts', 'not a file of the format'],
    [
      'a sample in a deeper folder',
      () => ({ ...finished, 'misconceptions/a/b.ts': '' }),
      'misconceptions/a/b.ts',
      'format',
    ],
    [
      'a sample with a capital',
      () => ({ ...finished, 'misconceptions/Upper.ts': '' }),
      'misconceptions/Upper.ts',
      'format',
    ],
    ['broken JSON', () => ({ ...finished, 'exercise.json': '{' }), 'exercise.json', 'is no JSON'],
    ['an unknown field', () => changed('exercise.json', '"points"', '"pts": 1, "points"'), 'exercise.json', 'pts'],
    [
      'a wrong field',
      () => changed('exercise.json', '"difficulty": 2', '"difficulty": 6'),
      'exercise.json',
      'difficulty',
    ],
    ['a wrong id', () => changed('exercise.json', '"E8"', '"8"'), 'exercise.json', '"id": must look like'],
    ['too much data', () => ({ ...finished, 'data.json': `"${'a'.repeat(200_000)}"` }), 'data.json', '200002 bytes'],
    ['a broken reference', () => ({ ...finished, 'reference.json': '{}' }), 'reference.json', 'source'],
    ['broken prose', () => changed('en.md', '## Checks', '## checks'), 'en.md', 'no heading'],
  ]
  it.each(cases)('refuses %s, naming the file and the reason', (_, files, file, reason) => {
    const error = refusal(() => parse(files()))
    expect(error.file).toBe(file)
    expect(error.reason).toContain(reason)
    expect(error.next).not.toBe('')
    expect(error.message).toContain(`squared-norm/${file}`)
  })

  it('refuses a slug that is none', () => {
    for (const slug of ['', 'A', 'a_b', '-a', 'a--b', '..', 'a/b', 'a'.repeat(61)]) {
      expect(refusal(() => parseExercise(slug, finished)).file).toBe('.')
    }
  })
})

describe('a revision', () => {
  it('does not depend on order, line ends or a byte-order mark', () => {
    const shuffled = Object.fromEntries(
      Object.entries(finished)
        .toReversed()
        .map(([path, text]) => [path, `\uFEFF${text.replaceAll('\n', '\r\n')}`]),
    )
    expect(parse(shuffled).revision).toBe(parse(finished).revision)
    expect(parse(finished).revision).toMatch(/^[0-9a-f]{64}$/)
  })

  it('changes with every file, with its name, and with where one file ends', () => {
    const base = parse(finished).revision
    for (const path of Object.keys(finished)) {
      expect(hashFiles({ ...finished, [path]: `${finished[path]} ` })).not.toBe(base)
    }
    expect(hashFiles({ a: 'b', c: '' })).not.toBe(hashFiles({ a: '', c: 'b' }))
    expect(hashFiles({ ab: 'c' })).not.toBe(hashFiles({ a: 'bc' }))
  })

  it('of the reference’s sources ignores everything else', () => {
    const base = hashReferenceSources(finished)
    expect(hashReferenceSources({ ...finished, 'en.md': '', 'checks.ts': '', 'starter.ts': '' })).toBe(base)
    for (const path of ['experiment.ts', 'solution.ts', 'data.json']) {
      expect(hashReferenceSources({ ...finished, [path]: 'x' })).not.toBe(base)
    }
  })
})

describe('a grading bundle', () => {
  it('holds the experiment and the checks, and nothing of the solution or the samples', () => {
    const marked: Files = { ...finished, 'data.json': '{ "values": [1, 2] }' }
    for (const path of ['solution.ts', 'starter.ts', 'misconceptions/forgets-the-square.ts']) {
      marked[path] = `${marked[path] ?? ''}\nexport const secretMark = '${path}'\n`
    }
    const bundle = makeGradingBundle(parse(marked))
    expect(bundle.data).toEqual({ values: [1, 2] })
    expect(bundle.experiment).toContain('"grader/experiments"')
    expect(bundle.checks).not.toContain('interface')
    expect(JSON.stringify(bundle)).not.toContain('secretMark')
  })

  const refused: Array<[string, Files, string, string]> = [
    [
      'a foreign import',
      changed('experiment.ts', "from 'grader/experiments'", "from 'node:fs'"),
      'experiment.ts',
      'foreign-import',
    ],
    [
      'tfjs imported',
      { ...finished, 'checks.ts': "import * as tf from '@tensorflow/tfjs'\nexport default tf" },
      'checks.ts',
      'foreign-import',
    ],
    ['an undefined name', changed('checks.ts', 'isClose(mine, right', 'isNear(mine, right'), 'checks.ts', 'isNear'],
    ['no default export', changed('checks.ts', 'export default', 'export const all ='), 'checks.ts', 'default export'],
  ]
  it.each(refused)('with %s is refused', (_, files, file, reason) => {
    const error = refusal(() => makeGradingBundle(parse(files)))
    expect(error.file).toBe(file)
    expect(error.reason).toContain(reason)
  })
})

describe('declarations', () => {
  it('are read without running the files', () => {
    expect(readDeclarations(parse(finished))).toEqual({
      exports: ['squaredNorm'],
      sections: ['norms'],
      checks: { value: ['norms'] },
      misconceptions: { 'forgets-the-square': { kind: 'failed', fails: ['value'] } },
      plots: { norms: ['norms'] },
    })
  })

  const notLiteral: Array<[string, string, string]> = [
    ["fails: ['value']", 'fails: ids', 'fails is no array literal'],
    ["fails: ['value']", "kind: 'lost', fails: ['value']", 'kind is no verdict kind'],
    ["needs: ['norms']", 'needs: [name]', 'no string literal'],
    ['  misconceptions: {', '  misconceptions: { ...others,', 'a spread'],
    ['defineChecks<Measured, Draw>({', 'defineChecks<Measured, Draw>(declared, {', 'no call with an object'],
  ]
  it.each(notLiteral)('%s → %s is refused', (from, to, reason) => {
    expect(refusal(() => readDeclarations(parse(changed('checks.ts', from, to)))).reason).toContain(reason)
  })
})

describe('static validation', () => {
  const faultsOf = (files: Files): string[] => {
    const exercise = parse(files)
    return findStaticFaults(exercise, readDeclarations(exercise)).map(({ file, reason }) => `${file}: ${reason}`)
  }

  it('finds nothing in a finished scaffold, and every TODO in a fresh one', () => {
    expect(faultsOf(finished)).toEqual([])
    const faults = faultsOf(scaffold)
    expect(faults.length).toBeGreaterThan(10)
    for (const file of Object.keys(scaffold).filter((path) => !path.startsWith('starter.'))) {
      expect(faults.some((fault) => fault.startsWith(`${file}: `))).toBe(true)
    }
  })

  const cases: Array<[string, Files, string]> = [
    ['a check without prose', changed('zh.md', '### value', '### other'), 'zh.md: has no `### value`'],
    ['a title for no plot', changed('en.md', '### norms', '### curve'), 'en.md: describes "curve"'],
    ['a plot without a title', changed('zh.md', '### norms', '### curve'), 'zh.md: has no `### norms`'],
    ['prose without a check', changed('en.md', '### value', '### other'), 'en.md: describes "other"'],
    [
      'a sample that is not declared',
      { ...finished, 'misconceptions/new.ts': '' },
      'misconceptions/new.ts: checks.ts declares no',
    ],
    [
      'a declaration without its sample',
      changed('checks.ts', "'forgets-the-square'", "'gone'"),
      'misconceptions/gone.ts: is missing',
    ],
    [
      'a section that does not exist',
      changed('checks.ts', "needs: ['norms']", "needs: ['norm']"),
      'needs section "norm"',
    ],
    [
      'a misconception of an unknown check',
      changed('checks.ts', "fails: ['value']", "fails: ['values']"),
      'which is no check',
    ],
    [
      'a check that no wrong idea fails',
      changed('checks.ts', "fails: ['value']", "fails: ['repeatable']"),
      'no misconception fails check "value"',
    ],
    [
      'a misconception that may pass',
      changed('checks.ts', "fails: ['value']", "kind: 'passed', fails: ['value']"),
      'declared to be passed',
    ],
    ['a starter without a TODO', changed('starter.ts', 'TODO', 'Later'), 'starter.ts: has no TODO'],
    [
      'fewer hints in one language',
      changed('zh.md', '2. ：几乎就是答案的提示。', ''),
      'zh.md: "value" has 1 hints, en.md has 2',
    ],
    [
      'a permit that everyone has',
      changed('exercise.json', '"points": 20', '"points": 20, "permits": ["matMul"]'),
      'permits "matMul"',
    ],
    [
      'a permit that does not exist',
      changed('exercise.json', '"points": 20', '"points": 20, "permits": ["engine"]'),
      'permits "engine"',
    ],
  ]
  it.each(cases)('finds %s', (_, files, reason) => {
    expect(faultsOf(files).some((fault) => fault.includes(reason))).toBe(true)
  })
})

describe('folders', () => {
  let root = ''
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'exercises-'))
    for (const [path, text] of Object.entries(finished)) {
      const file = join(root, 'squared-norm', path)
      await mkdir(dirname(file), { recursive: true })
      await writeFile(file, text)
    }
  })
  afterEach(() => rm(root, { recursive: true }))
  const read = (slug = 'squared-norm') => readExerciseFolder(join(root, slug))

  it('are read like files from a database', async () => {
    expect(await read()).toEqual(parse(finished))
    await mkdir(join(root, 'Not-a-slug'))
    await writeFile(join(root, 'README.md'), '')
    expect(await listExerciseFolders(root)).toEqual(['squared-norm'])
  })

  it('are read without what systems and editors leave in them, which is named', async () => {
    const stray = ['.#checks.ts', '.DS_Store', '.checks.ts.swp', 'Thumbs.db', 'en.md~', 'misconceptions/._a.ts']
    for (const path of stray) await writeFile(join(root, 'squared-norm', path), Buffer.from([0xff, 0xfe]))
    expect(await read()).toEqual(parse(finished))
    expect(await listStrayFiles(join(root, 'squared-norm'))).toEqual(stray)
    await writeFile(join(root, 'squared-norm', 'notes.txt'), 'mine')
    await expect(read()).rejects.toMatchObject({ file: 'notes.txt', reason: 'is not a file of the format' })
  })

  it('with a link, with bytes that are no text, or that do not exist are refused', async () => {
    await expect(read('nothing')).rejects.toMatchObject({ name: 'ExerciseError', reason: 'there is no such exercise' })
    const link = join(root, 'squared-norm/misconceptions/link.ts')
    await symlink('/etc/hostname', link)
    await expect(read()).rejects.toMatchObject({ file: 'misconceptions/link.ts', reason: 'is not a plain file' })
    await rm(link)
    await writeFile(join(root, 'squared-norm/data.json'), Buffer.from([0x22, 0xff, 0x22]))
    await expect(read()).rejects.toMatchObject({ file: 'data.json', reason: 'is not UTF-8 text' })
  })
})
