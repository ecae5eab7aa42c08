/** Runs checks a few at a time, and says what it is doing, what failed and how long each took. */
import { availableParallelism } from 'node:os'

import { runNode } from '../../runner/processes/run-to-end.ts'
import { inParallel } from '../in-parallel.ts'

export interface Task {
  name: string
  /** For Node, from the checkout. */
  args: readonly string[]
}

/** Compilers and test runners have threads of their own. */
const atOnce = Math.min(4, Math.max(1, availableParallelism()))
const heartbeatMs = 15_000

/** @returns the names of those that failed */
export async function runSideBySide(tasks: readonly Task[], log: (line: string) => void): Promise<string[]> {
  const failed: string[] = []
  const running = new Map<string, number>()
  const heartbeat = setInterval(() => {
    log(`…    ${[...running].map(([name, since]) => `${name} ${seconds(since)} s`).join(', ')}`)
  }, heartbeatMs)
  try {
    await inParallel(tasks, atOnce, async ({ name, args }) => {
      const startedAt = performance.now()
      running.set(name, startedAt)
      log(`…    ${name}`)
      const { code, output } = await runNode(args)
      running.delete(name)
      log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} (${seconds(startedAt)} s)`)
      if (code === 0) return
      failed.push(name)
      log(output)
    })
  } finally {
    clearInterval(heartbeat)
  }
  return failed
}

function seconds(since: number): string {
  return ((performance.now() - since) / 1000).toFixed(1)
}
