/** An author's sentence with a filled-in number reads as a sentence, whatever kind of expectation fills it. */
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { locales, type Locale } from '@/i18n/routing.ts'
import english from '../messages/en/expectations.json' with { type: 'json' }
import chinese from '../messages/zh/expectations.json' with { type: 'json' }

const root = path.join(import.meta.dirname, '..')
const expectations: Record<Locale, Record<string, string>> = { en: english, zh: chinese }

/** A word or two said twice in a row; in Chinese, the verb that the expectation brings along after one that stands in the sentence. */
const doubled: Record<Locale, RegExp> = {
  en: /\b([a-z]+(?: [a-z]+)?) \1\b|\b(?:at most|at least|between) (?:at most|at least|between)\b|\bis (?:at most|at least|between)[^.;]*\b(?:at most|at least)\b/i,
  zh: /([为在是]|至多|至少|最多|最少|不超过|不小于|等于|约为)\s*(?:为|在|不超过|不小于)|(?:至多|至少|最多|最少)[^，。；]{0,6}(?:不超过|不小于)/,
}

describe.each(locales)('in %s', (locale) => {
  const phrases = Object.values(expectations[locale]).map((phrase) => phrase.replaceAll(/\{\w+\}/g, '1.98'))

  test.each(globSync('exercises/*/exercise.json', { cwd: root }).map((file) => path.dirname(file)))(
    'no claim of %s says its verb twice',
    (folder) => {
      const sentences = readFileSync(path.join(root, folder, `${locale}.md`), 'utf8')
        .split('\n')
        .filter((line) => line.includes('{expected}'))
      const read = sentences.flatMap((sentence) =>
        phrases.map((phrase) =>
          sentence.replaceAll('{expected}', phrase).replaceAll('{measured}', '0.5').replaceAll('{layer}', '3'),
        ),
      )
      expect(read.filter((sentence) => doubled[locale].test(sentence))).toEqual([])
    },
  )

  test('a verb that is said twice is seen', () => {
    const doubles = {
      en: ['It grows at most at most 3 times.', 'It is is 2.'],
      zh: ['应为 为 1.98。', '应在 在 0.2 与 1 之间。', '最多放大 不超过 3。'],
    }
    expect(doubles[locale].filter((sentence) => !doubled[locale].test(sentence))).toEqual([])
  })
})
