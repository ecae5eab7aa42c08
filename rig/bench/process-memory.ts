/** Memory of processes on Linux, as the kernel counts it. */
import { readFile } from 'node:fs/promises'

import { listDescendants } from '../process-tree.ts'

/** Proportional set size of a process (ours by default) and all its descendants, in bytes: shared pages are counted once in all. */
export async function memoryOfTree(root: number = process.pid): Promise<number> {
  const pids = [root, ...(await listDescendants(root)).map(({ pid }) => pid)]
  const sizes = await Promise.all(pids.map(readProportionalBytes))
  return sizes.reduce((sum, bytes) => sum + bytes, 0)
}

async function readProportionalBytes(pid: number): Promise<number> {
  const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
  return Number(/^Pss:\s*(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024
}
