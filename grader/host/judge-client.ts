/**
 * Asks a judge cage. Each question has a few seconds, and more where the machine has no time to give; a judge that fails is the
 * exercise's fault, never the learner's.
 */
import { parseJson } from '../cage/messages.ts'
import type { Json, Measurements } from '../exercise/exercise.ts'
import { parseJudgeMessage } from '../judge/messages.ts'
import type { Declared, JudgeCommand, JudgeMessage } from '../judge/protocol.ts'
import { RealmDied } from './mailbox.ts'
import type { RealmPort } from './mailbox.ts'

/** Far more than any check needs, even on a machine where four browsers share a core. */
const ANSWER_LIMIT_MS = 5_000
/** A fresh judge has to start its worker and lock it down first. */
const START_LIMIT_MS = 15_000
/** Of a limit: a machine that left less than this unused has let the judge wait, which says nothing about its checks. */
const LEAST_IDLE = 0.25
/** Of a limit, in wall-clock time, however busy the machine is. */
const LONGEST = 6

/** CPU time in milliseconds that no program of the machine has wanted, since any moment that stays the same. */
export type IdleClock = () => number

export class JudgeFailed extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'JudgeFailed'
  }
}

export interface JudgeClient {
  declared: Declared
  judge(question: {
    checks: string[]
    plots: string[]
    m: Measurements
  }): Promise<Extract<JudgeMessage, { type: 'judged' }>>
  recognise(question: { failed: string[]; m: Measurements }): Promise<string | null>
  end(): void
}

/** @throws JudgeFailed if checks.ts does not load */
export async function openJudge(
  port: RealmPort,
  exercise: { checks: string; reference: Measurements; draw: Json },
  idleMs?: IdleClock,
): Promise<JudgeClient> {
  const known = new Set<string>()
  function whatIsNew(m: Measurements): Measurements {
    const fresh = Object.entries(m).filter(([section]) => !known.has(section))
    for (const [section] of fresh) known.add(section)
    return Object.fromEntries(fresh)
  }
  const ask = (command: JudgeCommand, limitMs: number) => {
    port.post({ command: JSON.stringify(command) })
    return expectMessage(port, undefined, { limitMs, idleMs })
  }
  await expectMessage(port, 'up', { limitMs: START_LIMIT_MS, idleMs })
  const declared = await ask({ type: 'load', ...exercise }, ANSWER_LIMIT_MS)
  if (declared.type !== 'loaded') throw new JudgeFailed(`the judge answered ${declared.type}`)
  return {
    declared,
    async judge({ m, ...question }) {
      const answer = await ask({ type: 'judge', ...question, measured: whatIsNew(m) }, ANSWER_LIMIT_MS)
      if (answer.type !== 'judged') throw new JudgeFailed(`the judge answered ${answer.type}`)
      return answer
    },
    async recognise({ m, failed }) {
      const answer = await ask({ type: 'recognise', failed, measured: whatIsNew(m) }, ANSWER_LIMIT_MS)
      if (answer.type !== 'recognised') throw new JudgeFailed(`the judge answered ${answer.type}`)
      return answer.misconception
    },
    end: () => port.end(),
  }
}

async function expectMessage(
  port: RealmPort,
  type: JudgeMessage['type'] | undefined,
  limit: { limitMs: number; idleMs: IdleClock | undefined },
): Promise<JudgeMessage> {
  const callOff = startLimit(port, limit)
  try {
    const message = parseJudgeMessage(parseJson(await port.mailbox.next()))
    if (message.type === 'failed') throw new JudgeFailed(message.detail)
    if (type !== undefined && message.type !== type) throw new JudgeFailed(`the judge answered ${message.type}`)
    return message
  } catch (cause) {
    if (cause instanceof JudgeFailed) throw cause
    throw new JudgeFailed(cause instanceof Error ? cause.message : 'the judge failed', { cause })
  } finally {
    callOff()
  }
}

/** @returns how to call it off */
function startLimit(
  port: RealmPort,
  { limitMs, idleMs }: { limitMs: number; idleMs: IdleClock | undefined },
): () => void {
  const latest = performance.now() + LONGEST * limitMs
  const idleBefore = idleMs?.() ?? 0
  let timer = setTimeout(look, limitMs)
  function look(): void {
    const idle = idleMs === undefined ? Infinity : idleMs() - idleBefore
    if (idle >= LEAST_IDLE * limitMs || performance.now() >= latest) {
      port.mailbox.close(new RealmDied('time-limit', `the judge took longer than ${limitMs} ms`))
    } else timer = setTimeout(look, limitMs)
  }
  return () => clearTimeout(timer)
}
