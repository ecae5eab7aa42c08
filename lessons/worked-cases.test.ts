import { globSync, readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, it, test } from 'vitest'

import * as kit from '../grader/kit/kit.ts'

const lessons = globSync('*/*/lesson.json', { cwd: import.meta.dirname }).map((file) => dirname(file))

test('there are lessons', () => expect(lessons.length).toBeGreaterThan(2))

describe.each(lessons)('%s', (lesson) => {
  beforeAll(async () => {
    await tf.setBackend('cpu')
  })

  it.each(['en', 'zh'])('prints in its own code what its text shows (%s)', { timeout: 60_000 }, (locale) => {
    const text = readFileSync(fileURLToPath(new URL(`${lesson}/${locale}.mdx`, import.meta.url)), 'utf8')
    const code = fencedBlocks(text, 'ts')
    expect(code.length).toBeGreaterThan(0)
    expect(linesPrintedBy(code.join('\n'))).toEqual(fencedBlocks(text, 'text').join('\n').split('\n'))
  })
})

function fencedBlocks(markdown: string, language: string): string[] {
  return [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)\n```$/gm)]
    .filter((match) => match[1] === language)
    .map((match) => match[2] ?? '')
}

/** Runs the blocks of one lesson as one module, with its two imports given. */
function linesPrintedBy(source: string): string[] {
  const printed: string[] = []
  const body = stripTypeScriptTypes(source)
    .replace(/^import \* as tf from '@tensorflow\/tfjs'$/gm, '')
    .replace(/^import (\{.*\}) from 'kit'$/gm, 'const $1 = kit')
  const run = new Function('tf', 'kit', 'console', `'use strict';${body}`)
  run(tf, kit, { log: (...values: unknown[]) => printed.push(values.join(' ')) })
  return printed
}
