import { expect, test, vi } from 'vitest'
import { z } from 'zod'
import { describeError, logError } from './log-error.ts'

const mark = 'WHAT-ONLY-THE-LEARNER-WROTE'

test('an ordinary failure is told in its own words, with its code and our frames', () => {
  const error = Object.assign(new Error('connect refused', { cause: new Error('why') }), { code: 'ECONNREFUSED' })
  expect(describeError(error)).toMatchObject({
    name: 'Error',
    code: 'ECONNREFUSED',
    message: 'connect refused',
    frames: expect.arrayContaining([expect.stringContaining('log-error.test.ts')]),
    cause: { message: 'why', cause: null },
  })
})

test('what PostgreSQL says of itself is told', () => {
  const error = Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' })
  expect(describeError(error)).toMatchObject({ code: '57P01', message: error.message })
})

test.each([
  ['a text that is not JSON', caught(() => JSON.parse(`${mark} {`))],
  ['an answer that the schema refuses', caught(() => z.literal('a').parse(mark))],
  ['a query that Prisma prints with its arguments', named('PrismaClientValidationError', `source: "${mark}"`)],
  ['a value that PostgreSQL cannot read', Object.assign(new Error(`invalid input: "${mark}"`), { code: '22P02' })],
  ['a cause below a harmless one', new Error('failed', { cause: named('DriverAdapterError', mark) })],
  ['a message of many lines that looks like a frame', new Error(`failed\n    at ${mark} (a.ts:1:1)\n${mark}`)],
  ['something thrown that is no error', mark],
])('%s is logged without what was written', (_, error) => {
  expect(String(error) + String(error instanceof Error ? error.cause : '')).toMatch(/WHAT-ONLY|Invalid input/)
  const write = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  try {
    logError(error)
    expect(write).toHaveBeenCalledOnce()
    const line = String(write.mock.calls[0]?.[0])
    expect(JSON.parse(line)).toMatchObject({ event: 'web-error' })
    expect(line).not.toContain(mark)
  } finally {
    write.mockRestore()
  }
})

function caught(run: () => unknown): unknown {
  try {
    return run()
  } catch (error) {
    return error
  }
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}
