/** What lessons ask their readers to predict can be read, and is the same in both languages. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { readQuestion } from '@/components/predictions/prediction.ts'
import type { QuestionText } from '@/components/predictions/prediction.ts'

const lessons = globSync('*/*/lesson.json', { cwd: import.meta.dirname }).map((file) => path.dirname(file))

test('there are predictions', () =>
  expect(lessons.flatMap((lesson) => readPredictions(lesson, 'en')).length).toBeGreaterThan(0))

describe.each(lessons)('%s', (lesson) => {
  test('asks the same in both languages, under the same ids', () =>
    expect(readPredictions(lesson, 'zh')).toEqual(readPredictions(lesson, 'en')))

  test('names each once', () => {
    const ids = readPredictions(lesson, 'en').map(({ id }) => id)
    expect(ids).toEqual([...new Set(ids)])
  })
})

/** Of each: its id and its question, without words. */
function readPredictions(lesson: string, locale: string) {
  const text = readFileSync(path.join(import.meta.dirname, lesson, `${locale}.mdx`), 'utf8')
  return Array.from(text.matchAll(/<Predict\s([^>]*)>(.*?)<\/Predict>/gs), ([, head = '', body = '']) => {
    const properties: QuestionText & { id?: string } = Object.fromEntries(
      Array.from(head.matchAll(/(\w+)="([^"]*)"/g), ([, name = '', value = '']) => [name, value]),
    )
    const { id = '' } = properties
    expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
    // A question that is left open, or explains nothing, answers nobody.
    expect(body.replaceAll(/<Choice[^>]*>.*?<\/Choice>/gs, '').trim().length).toBeGreaterThan(20)
    const choices = Array.from(body.matchAll(/<Choice(\s+measured)?>/g), ([, measured]) => measured !== undefined)
    if (choices.length === 0) return { id, question: readQuestion(properties) }
    expect(choices.filter(Boolean)).toHaveLength(1)
    return { id, choices }
  })
}
