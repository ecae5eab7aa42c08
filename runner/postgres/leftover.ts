/** Finds and stops the PostgreSQL of an earlier run that was killed before it could stop it. */
import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'

import { describeProcess } from '../processes/describe-process.ts'

const stopTimeoutMs = 30_000

/**
 * Invariant: only a process that names this very cluster on its command line is signalled; a number used again by another program is left alone.
 * @throws Error if the old server does not stop
 */
export async function stopLeftover(cluster: string, onLog: (line: string) => void): Promise<void> {
  const pidFile = path.join(cluster, 'postmaster.pid')
  const firstLine = (await readFile(pidFile, 'utf8').catch(() => '')).split('\n')[0] ?? ''
  if (!/^\d+$/.test(firstLine)) return
  const pid = Number(firstLine)
  const commandLine = await describeProcess(pid)
  if (commandLine === undefined) return // PostgreSQL itself clears away the file of a server that is gone.
  if (!commandLine.includes(cluster)) {
    await rm(pidFile, { force: true })
    return
  }
  onLog(`a PostgreSQL of an earlier run is still there (process ${pid}): stopping it`)
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    process.kill(pid, signal)
    const deadline = Date.now() + stopTimeoutMs
    while (Date.now() < deadline) {
      if ((await describeProcess(pid)) === undefined) return
      await wait(50)
    }
  }
  throw new Error(`The PostgreSQL of an earlier run (process ${pid}) does not stop. End it by hand: kill -QUIT ${pid}`)
}
