import { expect, test } from 'vitest'
import { missingWalls } from './require-sandbox.ts'

const sandboxed = [
  'Name:\tchromium',
  'Uid:\t64180\t64180\t64180\t64180',
  'NSpid:\t29475\t12\t1',
  'CapEff:\t0000000000000000',
  'NoNewPrivs:\t1',
  'Seccomp:\t2',
  'Seccomp_filters:\t2',
].join('\n')

test('a renderer with all its walls lacks none', () => {
  expect(missingWalls(sandboxed)).toEqual([])
})

test.each([
  ['Seccomp:\t2', 'Seccomp:\t0', 'Seccomp is 0'],
  ['Seccomp:\t2', 'Seccomp:\t1', 'Seccomp is 1'],
  ['Seccomp:\t2', '', 'Seccomp is not reported'],
  ['NSpid:\t29475\t12\t1', 'NSpid:\t29475', 'NSpid is 29475'],
  ['CapEff:\t0000000000000000', 'CapEff:\t0000000000200000', 'CapEff is 0000000000200000'],
  ['NoNewPrivs:\t1', 'NoNewPrivs:\t0', 'NoNewPrivs is 0'],
])('%s turned into "%s" is told', (from, to, told) => {
  const missing = missingWalls(sandboxed.replace(from, to))
  expect(missing).toHaveLength(1)
  expect(missing[0]).toContain(told)
})
