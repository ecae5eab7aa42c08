import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

import * as experiments from '../grader/experiments/index.ts'
import * as judge from '../grader/judge/index.ts'
import { axisNames } from '../grader/judge/verdict.ts'
import { kitExports } from '../grader/kit/exports.ts'

const document = readFileSync(path.join(import.meta.dirname, '..', 'docs', 'authoring.md'), 'utf8')
const examples = [...document.matchAll(/```ts\n(.*?)```/gs)].map(([, code = '']) => code).join('\n')

/** Between backticks or in an example, by itself or as a call. */
function isNamed(name: string): boolean {
  return new RegExp(`\`[^\`\n]*\\b${name}\\b[^\`\n]*\``).test(document) || new RegExp(`\\b${name}\\(`).test(examples)
}

test.each([
  ['what checks are written with', Object.keys(judge)],
  ['what experiments are written with', Object.keys(experiments)],
  ['the kit', [...kitExports]],
  ['what a section is given', ['learner', 'draw', 'tf', 'kit', 'data']],
  ['what `recognise` is given', ['m', 'reference', 'draw', 'failed']],
])('an author finds every name of %s', (_, names) => {
  expect(names.length).toBeGreaterThan(3)
  expect(names.filter((name) => !isNamed(name))).toEqual([])
})

test('the axes of the document are those that there are', () => {
  const [, listed = ''] = /^Axes: (.*?)\. A new one/ms.exec(document) ?? []
  expect([...listed.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name)).toEqual([...axisNames])
})
