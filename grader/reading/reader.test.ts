import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { heavyTexts } from '../../tests/heavy-texts.ts'
import { readingHere } from '../../tests/reading-here.ts'
import { sourceLimitBytes } from '../exercise/compile.ts'
import { ExerciseError } from '../exercise/exercise-error.ts'
import { finished } from '../exercise/playing-host.ts'
import { makeReader } from './reader.ts'

const reader = makeReader({ atOnce: 1 })
afterAll(() => reader.close())

const honest = 'export const f = (x: number): number => x + 1\n'
const twins = heavyTexts['groups of one name in two branches'] ?? ''

test.each(Object.entries(heavyTexts))('%s: compiled or invalid, and the next text is read as ever', async (_, text) => {
  expect(Buffer.byteLength(text)).toBeGreaterThan(sourceLimitBytes - 4096)
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(sourceLimitBytes)
  const compiled = await reader.compileLearner(text)
  expect(compiled.ok ? 'compiled' : compiled.problem.code).toMatch(/^[a-z-]+$/)
  expect(await reader.compileLearner(honest)).toEqual(await readingHere.compileLearner(honest))
  const code = await reader.readCode(text)
  expect(code === undefined || code.tokens.length > 0).toBe(true)
  expect(await reader.readCode(honest)).toEqual(await readingHere.readCode(honest))
})

test('what takes too long to compile is invalid, and says so', async () => {
  expect(await reader.compileLearner(twins)).toEqual({
    ok: false,
    problem: { code: 'compile-limit', params: { limitMs: 2000 }, line: null, column: null },
  })
})

test('all that is read is read as without the wall', async () => {
  const exercise = await reader.parseExercise('squared-norm', finished)
  expect(exercise).toEqual(await readingHere.parseExercise('squared-norm', finished))
  expect(await reader.makeGradingBundle(exercise)).toEqual(await readingHere.makeGradingBundle(exercise))
  expect(await reader.readDeclarations(exercise)).toEqual(await readingHere.readDeclarations(exercise))
  const folder = join(import.meta.dirname, '../../exercises/he-30-layers')
  expect(await reader.readExerciseFolder(folder)).toEqual(await readingHere.readExerciseFolder(folder))
  expect(await reader.readCode('let = ')).toBeUndefined()
})

test('an author reads what is wrong with the folder, also where it takes too long to read', async () => {
  const { 'checks.ts': _, ...incomplete } = finished
  await expect(reader.parseExercise('squared-norm', incomplete)).rejects.toMatchObject({
    name: 'ExerciseError',
    slug: 'squared-norm',
    file: 'checks.ts',
    reason: 'is missing',
  })
  const exercise = await reader.parseExercise('squared-norm', { ...finished, 'checks.ts': twins })
  await expect(reader.makeGradingBundle(exercise)).rejects.toBeInstanceOf(ExerciseError)
  await expect(reader.makeGradingBundle(exercise)).rejects.toMatchObject({ slug: 'squared-norm', file: '.' })
})

test('who stops in the middle of a text is answered, and the next text is read', async () => {
  const stopping = new AbortController()
  const compiled = reader.compileLearner(twins, { signal: stopping.signal })
  stopping.abort()
  await expect(compiled).rejects.toMatchObject({ name: 'RealmDied', reason: 'stopped' })
  expect(await reader.compileLearner(honest)).toMatchObject({ ok: true })
})

test('a text that takes more memory than there is gets no answer', async () => {
  const child = fork(join(import.meta.dirname, 'reader-process.ts'), ['24'], { execArgv: [], silent: true })
  await once(child, 'message')
  const end = Promise.race([once(child, 'message'), once(child, 'exit').then(() => [{ died: true }])])
  child.send({
    command: JSON.stringify({ name: 'compileLearner', given: [heavyTexts['variables in blocks within blocks']] }),
  })
  expect([{ outOfMemory: true }, { died: true }]).toContainEqual((await end)[0])
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
})

test('a process whose parent has gone ends, also in the middle of a text', async () => {
  const child = fork(join(import.meta.dirname, 'reader-process.ts'), ['256'], { execArgv: [] })
  await once(child, 'message')
  child.send({ command: JSON.stringify({ name: 'compileLearner', given: [twins] }) })
  child.disconnect()
  expect(await once(child, 'exit')).toEqual([0, null])
})
