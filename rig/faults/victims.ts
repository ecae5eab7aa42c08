/** Whom a drill kills: processes of one product that it started itself, found by their descent and killed by number. */
import type { DrawRng } from '../../grader/experiments/declare.ts'
import { findProcess, listDescendants, type LivingProcess } from '../process-tree.ts'

export const victimKinds = ['grader', 'browser', 'web', 'postgres'] as const
export type VictimKind = (typeof victimKinds)[number]

const programs: Record<Exclude<VictimKind, 'browser'>, RegExp> = {
  grader: /scripts\/grader\.ts/,
  // Next gives its process a name of its own once it listens.
  web: /next-server|next\/dist\/bin\/next/,
  postgres: /\/bin\/postgres -D /,
}
/** Every process of a browser has its program first; the first one has its other arguments on one line with it. */
const browserProgram = /^\S*(chrom|headless_shell)\S*( |$)/

export interface Victims {
  /** What was chosen, in words. */
  what: string
  processes: LivingProcess[]
}

/** The process that makes the part: of a browser the one that started its others. @returns undefined while there is none */
export async function findPart(productPid: number, kind: VictimKind): Promise<LivingProcess | undefined> {
  if (kind === 'browser') return firstOf(await findBrowser(productPid))
  return (await listDescendants(productPid)).find(
    ({ parent, commandLine }) => parent === productPid && programs[kind].test(commandLine),
  )
}

/** Of a browser: all of its processes at once, the first one alone, or a drawn one. @returns undefined while there is none */
export async function findVictims(productPid: number, kind: VictimKind, rng: DrawRng): Promise<Victims | undefined> {
  if (kind !== 'browser') {
    const part = await findPart(productPid, kind)
    return part && { what: kind, processes: [part] }
  }
  const processes = await findBrowser(productPid)
  const first = firstOf(processes)
  if (first === undefined) return undefined
  const one = rng.pick(processes)
  return rng.pick<Victims>([
    { what: `browser, all of its ${processes.length} processes`, processes },
    { what: 'browser, its first process', processes: [first] },
    { what: `browser, one process (${typeOf(one)})`, processes: [one] },
  ])
}

/** The processes of all browsers that descend from this one. */
export async function findBrowser(ancestor: number): Promise<LivingProcess[]> {
  const all = await listDescendants(ancestor)
  return all.filter(({ commandLine }) => browserProgram.test(commandLine))
}

function firstOf(processes: readonly LivingProcess[]): LivingProcess | undefined {
  return processes.find(({ commandLine }) => !commandLine.includes('--type='))
}

function typeOf({ commandLine }: LivingProcess): string {
  return /--type=(\S+)/.exec(commandLine)?.[1] ?? 'first'
}

/** kill -9. A process that has ended, or whose number another one has by now, is left alone. @returns how many were killed */
export async function kill({ processes }: Victims): Promise<number> {
  let killed = 0
  for (const { pid, startedAt } of processes) {
    if ((await findProcess(pid))?.startedAt !== startedAt) continue
    try {
      process.kill(pid, 'SIGKILL')
      killed += 1
    } catch (error) {
      // It ended between the look and the kill.
      if (!(error instanceof Error) || !('code' in error) || error.code !== 'ESRCH') throw error
    }
  }
  return killed
}
