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
/** How long the last question may wait for its answer: a browser under full load answers within a tenth of it. */
const LAST_ANSWER_MS = 1_000

export interface Deadline {
  limitMs: number
  /** CPU time in milliseconds that the cage has had since it was opened; undefined where nobody can tell. */
  cpuMs: (() => Promise<number>) | undefined
  /** CPU time in milliseconds that no program of the machine has wanted since then; undefined where nobody can tell. */
  idleMs?: (() => number) | undefined
  end: (reason: RealmDied) => void
  /** Of the limit, in wall-clock time, however little CPU time the cage got. */
  longest?: number
  /** Of the limit, in CPU time: a cage that was given less has not been tried. */
  least?: number
}

const words = {
  'time-limit': 'the time limit was reached',
  starved: 'the machine gave it no time',
  stalled: 'it took next to none of the time that the machine had',
}

/** @returns how to call it off */
export function startDeadline(deadline: Deadline): () => void {
  const { limitMs, cpuMs, idleMs, end, longest = LONGEST, least = LEAST } = deadline
  const latest = performance.now() + longest * limitMs
  const state: { timer: ReturnType<typeof setTimeout> | undefined; over: boolean; usedMs: number } = {
    timer: undefined,
    over: false,
    usedMs: 0,
  }

  function finish(reason: keyof typeof words): void {
    if (state.over) return
    state.over = true
    end(new RealmDied(reason, words[reason]))
  }
  /** A machine that had time to spare has starved nobody: the cage waited for something else. */
  const finishUntried = () => finish(idleMs !== undefined && idleMs() >= least * limitMs ? 'stalled' : 'starved')

  async function look(): Promise<void> {
    const askedAt = performance.now()
    const answered = await read(Math.max(askedAt, latest) + LAST_ANSWER_MS)
    if (state.over) return
    const left = latest - performance.now()
    if (state.usedMs >= NEARLY * limitMs) finish('time-limit')
    else if (left > 0) state.timer = setTimeout(() => void look(), Math.ceil(Math.min(left, limitMs - state.usedMs)))
    else if (state.usedMs >= least * limitMs) finish('time-limit')
    // What was used after the question does not stand in its answer.
    else if (answered && askedAt < latest) await look()
    else finishUntried()
  }
  /**
   * Reads the clock. One that fails says nothing, and the wall clock's limit stands. One that does not answer in time leaves the
   * last reading: CPU time does not shrink, so at least that much was used.
   */
  async function read(until: number): Promise<boolean> {
    const { promise: late, resolve } = Promise.withResolvers<undefined>()
    const timer = setTimeout(() => resolve(undefined), until - performance.now())
    const used = cpuMs === undefined ? Infinity : await Promise.race([cpuMs().catch(() => Infinity), late])
    clearTimeout(timer)
    state.usedMs = Math.max(state.usedMs, used ?? 0)
    return used !== undefined
  }
  state.timer = setTimeout(() => void look(), limitMs)
  return () => {
    state.over = true
    clearTimeout(state.timer)
  }
}
