import { expect, test } from 'vitest'
import { compileLearner } from '../../grader/exercise/compile-learner.ts'
import { describeAttacks } from './corpus.ts'

await describeAttacks('resources', { backend: 'wasm' })

// Made here: as a file it would exhaust the editors and compilers of whoever opens the folder.
test('20 source nested so deep that parsers suffer is invalid, in bounded time', () => {
  const depth = 20_000
  const source = `export const clipByGlobalNorm = () => ${'('.repeat(depth)}1${')'.repeat(depth)}`
  expect(compileLearner(source)).toMatchObject({ ok: false, problem: { code: 'too-deep' } })
})

test('19 source of 50 MB is refused at the door', () => {
  expect(compileLearner('x'.repeat(50_000_000))).toMatchObject({ ok: false, problem: { code: 'source-too-large' } })
})
