/** Asks a judge cage. Each question has a few seconds; a judge that fails is the exercise's fault, never the learner's. */
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
): Promise<JudgeClient> {
  const { reference, draw } = exercise
  const ask = (command: JudgeCommand, limitMs: number) => askJudge(port, command, limitMs)
  await expectMessage(port, 'up', START_LIMIT_MS)
  const declared = await ask({ type: 'load', checks: exercise.checks }, ANSWER_LIMIT_MS)
  if (declared.type !== 'loaded') throw new JudgeFailed(`the judge answered ${declared.type}`)
  return {
    declared,
    async judge(question) {
      const answer = await ask({ type: 'judge', ...question, reference, draw }, ANSWER_LIMIT_MS)
      if (answer.type !== 'judged') throw new JudgeFailed(`the judge answered ${answer.type}`)
      return answer
    },
    async recognise(question) {
      const answer = await ask({ type: 'recognise', ...question, reference, draw }, ANSWER_LIMIT_MS)
      if (answer.type !== 'recognised') throw new JudgeFailed(`the judge answered ${answer.type}`)
      return answer.misconception
    },
    end: () => port.end(),
  }
}

async function askJudge(port: RealmPort, command: JudgeCommand, limitMs: number): Promise<JudgeMessage> {
  port.post({ command: JSON.stringify(command) })
  return expectMessage(port, undefined, limitMs)
}

async function expectMessage(
  port: RealmPort,
  type: JudgeMessage['type'] | undefined,
  limitMs: number,
): Promise<JudgeMessage> {
  const timer = setTimeout(
    () => port.mailbox.close(new RealmDied('time-limit', `the judge took longer than ${limitMs} ms`)),
    limitMs,
  )
  try {
    const message = parseJudgeMessage(parseJson(await port.mailbox.next()))
    if (message.type === 'failed') throw new JudgeFailed(message.detail)
    if (type !== undefined && message.type !== type) throw new JudgeFailed(`the judge answered ${message.type}`)
    return message
  } catch (cause) {
    if (cause instanceof JudgeFailed) throw cause
    throw new JudgeFailed(cause instanceof Error ? cause.message : 'the judge failed', { cause })
  } finally {
    clearTimeout(timer)
  }
}
