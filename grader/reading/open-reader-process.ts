/** A process that reads texts. A thread alone would not do: one large allocation beyond its limit ends the process that it is in. */
import { fork } from 'node:child_process'
import { z } from 'zod'
import { makeMailbox, RealmDied } from '../host/mailbox.ts'
import type { ReadingRealm } from './reading-pool.ts'

/** Of the reading thread's JavaScript heap. The largest text that may be read needs a tenth of it. */
export const memoryLimitMb = 256

/** A cold start on a machine that is busy with others. */
const START_LIMIT_MS = 30_000

const message = z.union([
  z.object({ up: z.literal(true) }),
  z.object({ answer: z.string() }),
  z.object({ cpuMs: z.number() }),
  z.object({ outOfMemory: z.literal(true) }),
])

/**
 * @param file reader-process.ts, by its whole path: a bundler that saw its name here would look for it
 * @throws RealmDied when it does not start
 */
export async function openReaderProcess(file: string): Promise<ReadingRealm> {
  const child = fork(file, [String(memoryLimitMb)], {
    // It needs nothing of what this process was told, least of all the database's address.
    env: { NODE_ENV: process.env.NODE_ENV },
    execArgv: [],
    // What V8 prints when memory runs out would fill the log of whoever asked.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const mailbox = makeMailbox()
  const asked: Array<(cpuMs: number) => void> = []
  const end = (): void => {
    mailbox.close(new RealmDied('stopped', 'the reader was ended'))
    child.kill('SIGKILL')
    if (child.connected) child.disconnect()
  }
  const up = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new RealmDied('silent', 'no reader started in time')), START_LIMIT_MS)
    child.on('message', (received) => {
      const told = message.parse(received)
      if ('up' in told) resolve()
      else if ('answer' in told) mailbox.push(told.answer)
      else if ('cpuMs' in told) asked.shift()?.(told.cpuMs)
      else mailbox.close(new RealmDied('out-of-memory', 'a text took too much memory'))
      clearTimeout(timer)
    })
    const died = (cause?: unknown) => {
      clearTimeout(timer)
      for (const answer of asked.splice(0)) answer(0)
      const death = new RealmDied('died', 'the reader died', { cause })
      mailbox.close(death)
      reject(death)
    }
    child.on('error', died)
    child.on('exit', () => died())
  })
  try {
    await up
  } catch (error) {
    end()
    throw error
  }
  return {
    port: { mailbox, post: (command) => void child.send(command, ignoreClosed), end },
    async cpuMs() {
      if (!child.connected) return 0
      const { promise, resolve } = Promise.withResolvers<number>()
      asked.push(resolve)
      child.send('cpu', ignoreClosed)
      return promise
    },
    hold(held) {
      if (held) child.ref()
      else child.unref()
      if (held) child.channel?.ref()
      else child.channel?.unref()
    },
  }
}

/** A process that is gone has said so by its exit. */
function ignoreClosed(): void {}
