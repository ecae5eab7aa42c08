import { join } from 'node:path'
import { expect, test } from 'vitest'
import { UsageError, askWhatIsMissing } from './ask-for-exercise.ts'

const lessons = join(import.meta.dirname, '../lessons')

test('flags answer; what nobody answers stays open', async () => {
  const given = { en: 'Clip', lesson: 'detect-and-clip/clipping', difficulty: '3' }
  expect(await askWhatIsMissing(given, lessons, undefined)).toEqual({
    title: { en: 'Clip', zh: undefined },
    lesson: { path: 'detect-and-clip/clipping', unit: 6 },
    difficulty: 3,
  })
})

test('only what is missing is asked, and an empty answer leaves it open', async () => {
  const asked: string[] = []
  const answers = await askWhatIsMissing({ en: 'Clip' }, lessons, async (question) => {
    asked.push(question)
    return question.includes('Chinese') ? '裁剪' : ''
  })
  expect(asked).toHaveLength(3)
  expect(answers).toEqual({ title: { en: 'Clip', zh: '裁剪' }, lesson: undefined, difficulty: undefined })
})

test.each([
  [{ lesson: 'nowhere/lesson' }, 'is no UNIT/LESSON'],
  [{ lesson: 'initialisation' }, 'initialisation/a-half-at-every-layer'],
  [{ difficulty: '6' }, 'must be 1, 2, 3, 4 or 5'],
])('%j is refused in a sentence', async (given, words) => {
  const refusal = askWhatIsMissing(given, lessons, undefined)
  await expect(refusal).rejects.toThrow(UsageError)
  await expect(refusal).rejects.toThrow(words)
})
