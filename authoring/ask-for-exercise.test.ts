import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { UsageError } from '../runner/command.ts'
import { askWhatIsMissing, openTerminal } from './ask-for-exercise.ts'
import type { Terminal } from './ask-for-exercise.ts'

const lessons = [
  { path: 'initialisation/a-half-at-every-layer', unit: 3, title: 'A half at every layer' },
  { path: 'detect-and-clip/clipping-by-global-norm', unit: 6, title: 'One factor for all' },
]
const clipping = { path: 'detect-and-clip/clipping-by-global-norm', unit: 6 }

/** Whoever answers these and then leaves. */
function answering(...answers: string[]): Terminal & { asked: string[]; said: string[] } {
  const left = answers.values()
  const asked: string[] = []
  const said: string[] = []
  return {
    asked,
    said,
    ask: async (question) => {
      asked.push(question)
      return left.next().value
    },
    say: (words) => said.push(words),
  }
}

test('flags answer where nobody can be asked, and an empty one leaves its question open', async () => {
  const given = { en: 'Clip', zh: '', lesson: clipping.path, difficulty: '3' }
  expect(await askWhatIsMissing(given, lessons, undefined)).toEqual({
    title: { en: 'Clip', zh: undefined },
    lesson: clipping,
    difficulty: 3,
  })
})

test('without a terminal, the flags that are missing are named, and the lessons to choose from', async () => {
  const refusal = askWhatIsMissing({ en: 'Clip', difficulty: '2' }, lessons, undefined)
  await expect(refusal).rejects.toThrow(UsageError)
  await expect(refusal).rejects.toThrow('give --zh TITLE --lesson UNIT/LESSON too')
  await expect(refusal).rejects.toThrow('initialisation/a-half-at-every-layer')
})

test('only what is missing is asked, and an empty answer leaves it open', async () => {
  const terminal = answering('裁剪', '', '')
  const answers = await askWhatIsMissing({ en: 'Clip' }, lessons, terminal)
  expect(terminal.asked).toHaveLength(3)
  expect(answers).toEqual({ title: { en: 'Clip', zh: '裁剪' }, lesson: undefined, difficulty: undefined })
})

test('the lessons are listed before one is chosen, by its number or its path', async () => {
  const terminal = answering('2', '1')
  const answers = await askWhatIsMissing({ en: 'Clip', zh: '裁剪' }, lessons, terminal)
  expect(terminal.said[0]).toContain('2  detect-and-clip/clipping-by-global-norm  (One factor for all)')
  expect(answers.lesson).toEqual(clipping)
})

test('a wrong answer is asked for again, and the others stand', async () => {
  const terminal = answering('Clip', '裁剪', 'nowhere/lesson', '2', '6', '4')
  expect(await askWhatIsMissing({}, lessons, terminal)).toEqual({
    title: { en: 'Clip', zh: '裁剪' },
    lesson: clipping,
    difficulty: 4,
  })
  expect(terminal.asked).toHaveLength(6)
  expect(terminal.said.join('\n')).toContain('"nowhere/lesson" is no lesson')
  expect(terminal.said.join('\n')).toContain('the difficulty is "6"')
})

test('a wrong flag is asked for at a terminal', async () => {
  const terminal = answering('5')
  const given = { en: 'Clip', zh: '裁剪', lesson: '2', difficulty: 'hard' }
  expect((await askWhatIsMissing(given, lessons, terminal)).difficulty).toBe(5)
})

test('whoever leaves in the middle is told that nothing was written', async () => {
  await expect(askWhatIsMissing({}, lessons, answering('Clip'))).rejects.toThrow('nothing was written')
})

test.each([
  [{ lesson: 'nowhere/lesson' }, 'initialisation/a-half-at-every-layer'],
  [{ difficulty: '6' }, 'must be 1, 2, 3, 4 or 5'],
])('without a terminal, %j is refused in a sentence', async (wrong, words) => {
  const given = { en: '', zh: '', lesson: '', difficulty: '', ...wrong }
  const refusal = askWhatIsMissing(given, lessons, undefined)
  await expect(refusal).rejects.toThrow(UsageError)
  await expect(refusal).rejects.toThrow(words)
})

test('a terminal loses no line that was typed ahead, and ends when its input does', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()]
  const terminal = openTerminal(input, output)
  input.end('one\ntwo\n')
  expect([await terminal.ask('a? '), await terminal.ask('b? '), await terminal.ask('c? ')]).toEqual([
    'one',
    'two',
    undefined,
  ])
  terminal.close()
  output.end()
  expect(await text(output)).toBe('a? b? c? ')
})
