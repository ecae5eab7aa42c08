/** Who started whom, on Linux, as the kernel tells it. */
import { readdir, readFile } from 'node:fs/promises'

export interface LivingProcess {
  pid: number
  parent: number
  /** When it was started, in ticks since the machine was: with the number it names a process for good. */
  startedAt: number
  /** As the process shows it; empty where it has ended and is not reaped yet. */
  commandLine: string
}

/** Every process that descends from this one, itself left out; parents before their children. */
export async function listDescendants(ancestor: number): Promise<LivingProcess[]> {
  const all = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const living = (await Promise.all(all.map((name) => findProcess(Number(name))))).filter((one) => one !== undefined)
  const found: LivingProcess[] = []
  const parents = [ancestor]
  for (const parent of parents) {
    for (const child of living) {
      if (child.parent !== parent) continue
      found.push(child)
      parents.push(child.pid)
    }
  }
  return found
}

/** @returns undefined when it has ended */
export async function findProcess(pid: number): Promise<LivingProcess | undefined> {
  const [stat, commandLine] = await Promise.all(
    ['stat', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
  )
  if (stat === undefined || stat === '') return undefined
  // After the name in parentheses: state, parent, …; the start is the 22nd field of all.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid,
    parent: Number(fields[1]),
    startedAt: Number(fields[19]),
    commandLine: (commandLine ?? '').replaceAll('\0', ' ').trim(),
  }
}
