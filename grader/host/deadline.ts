/**
 * When a grading's time is up. The limit is meant for the learner's code, not for the machine: where the host can tell how
 * much CPU time a cage got, a machine that is busy with others prolongs the deadline, and a cage that got next to nothing is
 * no verdict about its code.
 */
import { RealmDied } from './mailbox.ts'

const LONGEST = 1.8
const LEAST = 0.25
/** Of the limit: as good as all of it. */
const NEARLY = 0.95

export interface Deadline {
  limitMs: number
  /** CPU time in milliseconds that the cage has had since it was opened; undefined where nobody can tell. */
  cpuMs: (() => Promise<number>) | undefined
  end: (reason: RealmDied) => void
  /** Of the limit, in wall-clock time, however little CPU time the cage got. */
  longest?: number
  /** Of the limit, in CPU time: a cage that was given less has not been tried. */
  least?: number
}

/** @returns how to call it off */
export function startDeadline({ limitMs, cpuMs, end, longest = LONGEST, least = LEAST }: Deadline): () => void {
  const start = performance.now()
  const state: { timer: ReturnType<typeof setTimeout> | undefined; over: boolean } = { timer: undefined, over: false }

  function finish(reason: 'time-limit' | 'starved'): void {
    if (state.over) return
    state.over = true
    end(new RealmDied(reason, reason === 'starved' ? 'the machine gave it no time' : 'the time limit was reached'))
  }
  async function look(): Promise<void> {
    const used = cpuMs === undefined ? Infinity : await answerBefore(start + longest * limitMs, cpuMs)
    if (state.over) return
    const left = longest * limitMs - (performance.now() - start)
    if (used >= NEARLY * limitMs) finish('time-limit')
    else if (left <= 0) finish(used < least * limitMs ? 'starved' : 'time-limit')
    else state.timer = setTimeout(() => void look(), Math.min(left, limitMs - used))
  }
  /** A clock that fails says nothing; one that does not answer at all belongs to a machine in trouble, not to the code. */
  async function answerBefore(latest: number, ask: () => Promise<number>): Promise<number> {
    const { promise: late, resolve } = Promise.withResolvers<number>()
    const timer = setTimeout(() => resolve(0), Math.max(0, latest - performance.now()))
    return Promise.race([ask().catch(() => Infinity), late]).finally(() => clearTimeout(timer))
  }
  state.timer = setTimeout(() => void look(), limitMs)
  return () => {
    state.over = true
    clearTimeout(state.timer)
  }
}
