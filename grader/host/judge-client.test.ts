import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JudgeCommand, JudgeMessage } from '../judge/protocol.ts'
import { openJudge } from './judge-client.ts'
import type { IdleClock } from './judge-client.ts'
import { makeMailbox } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A judge that comes up and then never answers. @returns after how many milliseconds it was given up */
async function waitFor(idleMs: IdleClock | undefined, answersAfterMs = Infinity): Promise<number | 'answered'> {
  const mailbox = makeMailbox()
  mailbox.push(JSON.stringify({ type: 'up' }))
  const post = () => {
    if (answersAfterMs === Infinity) return
    const loaded = { type: 'loaded', checks: [{ id: 'a', needs: ['b'], weight: 1 }], misconceptions: [], plots: [] }
    setTimeout(() => mailbox.push(JSON.stringify(loaded)), answersAfterMs)
  }
  const port: RealmPort = { mailbox, post, end: () => undefined }
  const from = performance.now()
  const opened = openJudge(port, { checks: '', reference: {}, draw: {} }, idleMs).then(
    () => 'answered' as const,
    () => performance.now() - from,
  )
  await vi.advanceTimersByTimeAsync(120_000)
  return opened
}

test('a judge has five seconds where nobody can tell how busy the machine is', async () => {
  expect(await waitFor(undefined)).toBeCloseTo(5_000, 0)
})

test('and on a machine with time to spare', async () => {
  const from = performance.now()
  expect(await waitFor(() => performance.now() - from)).toBeCloseTo(5_000, 0)
})

test('where others take all of the time it waits longer, but not for ever', async () => {
  expect(await waitFor(() => 0)).toBeCloseTo(30_000, 0)
  expect(await waitFor(() => 0, 20_000)).toBe('answered')
})

test('what is judged against comes with the checks, and each section is sent once', async () => {
  const mailbox = makeMailbox()
  mailbox.push(JSON.stringify({ type: 'up' }))
  const answers: Record<JudgeCommand['type'], JudgeMessage> = {
    load: { type: 'loaded', checks: [{ id: 'a', needs: ['one'], weight: 1 }], misconceptions: [], plots: [] },
    judge: { type: 'judged', checks: [], plots: [] },
    recognise: { type: 'recognised', misconception: null },
  }
  const sent: JudgeCommand[] = []
  const post = (given: object) => {
    const command: JudgeCommand = JSON.parse(Reflect.get(given, 'command'))
    sent.push(command)
    mailbox.push(JSON.stringify(answers[command.type]))
  }
  const reference = { one: { value: 1 } }
  const client = await openJudge({ mailbox, post, end: () => undefined }, { checks: 'code', reference, draw: 7 })
  const one = { value: 2 }
  await client.judge({ checks: ['a'], plots: [], m: { one } })
  await client.judge({ checks: ['a'], plots: [], m: { one, other: {} } })
  await client.recognise({ failed: ['a'], m: { one, other: {}, late: {} } })
  expect(sent).toEqual([
    { type: 'load', checks: 'code', reference, draw: 7 },
    { type: 'judge', checks: ['a'], plots: [], measured: { one } },
    { type: 'judge', checks: ['a'], plots: [], measured: { other: {} } },
    { type: 'recognise', failed: ['a'], measured: { late: {} } },
  ])
})
