import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'

import { type Command, exitCodeOf, nothing, UsageError } from './command.ts'

const said: string[] = []
beforeEach(() => {
  said.length = 0
  for (const stream of ['log', 'error'] as const) {
    vi.spyOn(console, stream).mockImplementation((text: unknown) => said.push(String(text)))
  }
})
afterEach(() => vi.restoreAllMocks())

const greet: Command<{ positionals: [string]; times: number }> = {
  usage: 'usage: greet NAME [--times N]',
  options: { times: { type: 'string' } },
  given: z.object({ positionals: z.tuple([z.string()]), times: z.coerce.number('takes a number').default(1) }),
  run: async ({ positionals: [name], times }) => {
    if (name === 'nobody') throw new UsageError('nobody is there')
    if (name === 'fault') throw new TypeError('a fault of ours')
    said.push(name.repeat(times))
    return 7
  },
}

test('a command is given its arguments, and ends as it says', async () => {
  expect(await exitCodeOf(greet, ['Ada', '--times', '2'])).toBe(7)
  expect(said).toEqual(['AdaAda'])
})

test('--help answers and does nothing', async () => {
  expect(await exitCodeOf(greet, ['--help'])).toBe(0)
  expect(said).toEqual([greet.usage])
})

test.each([
  ['a missing word', [], greet.usage],
  ['a word too many', ['Ada', 'Lovelace'], greet.usage],
  ['an option that takes something else', ['Ada', '--times', 'twice'], `--times: takes a number\n${greet.usage}`],
  ['what the command refuses', ['nobody'], 'nobody is there'],
])('%s is wrong usage', async (_, words, told) => {
  expect(await exitCodeOf(greet, words)).toBe(2)
  expect(said).toEqual([told])
})

test('an option that nobody knows is named before the usage', async () => {
  expect(await exitCodeOf({ ...greet, given: nothing, run: async () => 0 }, ['--loud'])).toBe(2)
  expect(said.join('\n')).toContain('--loud')
  expect(said.join('\n')).toContain(greet.usage)
})

test('what a command throws ends with code 1 and its stack, or without one for who looks after a site', async () => {
  expect(await exitCodeOf(greet, ['fault'])).toBe(1)
  expect(await exitCodeOf({ ...greet, broken: 3 }, ['fault'])).toBe(3)
  expect(said).toEqual(['TypeError: a fault of ours', 'a fault of ours'])
})
