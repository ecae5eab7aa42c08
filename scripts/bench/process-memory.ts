/** Memory of processes on Linux, as the kernel counts it. */
import { readdir, readFile } from 'node:fs/promises'

/** Proportional set size of this process and all its descendants, in bytes: shared pages are counted once in all. */
export async function memoryOfTree(): Promise<number> {
  const parents = new Map<number, number>()
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const status = await readFile(`/proc/${name}/status`, 'utf8').catch(() => '')
    const parent = /^PPid:\s*(\d+)$/m.exec(status)?.[1]
    if (parent !== undefined) parents.set(Number(name), Number(parent))
  }
  const isOurs = (pid: number): boolean => {
    if (pid === process.pid) return true
    const parent = parents.get(pid)
    return parent !== undefined && parent > 1 && isOurs(parent)
  }
  let sum = 0
  for (const pid of parents.keys()) {
    if (!isOurs(pid)) continue
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '')
    sum += Number(/^Pss:\s*(\d+) kB$/m.exec(rollup)?.[1] ?? 0) * 1024
  }
  return sum
}
