/** Keeps a number of submissions in flight: being sent, waiting, or being graded. */
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'

import type { DrawRng } from '../../grader/experiments/declare.ts'
import type { Learner, SubmitResult } from './learner.ts'
import type { Sample } from './samples.ts'

/** One submission as its learner knows it. */
export interface Sending {
  key: string
  learner: Learner
  sample: Sample
  /** Undefined while it is being sent. */
  result?: SubmitResult
}

export interface Load {
  sendings: readonly Sending[]
  /** Sends so many at once, whatever is in flight. */
  volley(count: number): void
  /** Sends one more, also after the stop. Resolves when it was answered. */
  sendFrom(learner: Learner): Promise<Sending>
  inFlight(): { waiting: number; sending: number }
  /** Sends no more, and waits for the answers that are out. */
  stop(): Promise<void>
}

const lookMs = 200
const sentAtOnce = 6
const answerLimitMs = 120_000

/**
 * Half of them belong to the first learner, who always has many waiting; the others have one at a time, as far as they suffice.
 * @param options.listWaiting keys of the stored submissions without a verdict; undefined while the database cannot be asked
 */
export function startLoad(options: {
  learners: readonly [Learner, Learner, ...Learner[]]
  samples: readonly Sample[]
  inFlight: number
  rng: DrawRng
  listWaiting: () => Promise<ReadonlySet<string> | undefined>
}): Load {
  const { learners, samples, rng } = options
  const [eager, ...others] = learners
  const sendings: Sending[] = []
  const out = new Set<Promise<SubmitResult>>()
  const stopping = new AbortController()
  let waiting: ReadonlySet<string> = new Set()

  const isInFlight = ({ key, result }: Sending): boolean => result === undefined || waiting.has(key)
  const sendingNow = (): number => sendings.filter(({ result }) => result === undefined).length

  function send(): void {
    void sendFrom(chooseLearner())
  }

  function chooseLearner(): Learner {
    const busy = new Set(sendings.filter(isInFlight).map(({ learner }) => learner))
    const eagerHas = sendings.filter((one) => one.learner === eager && isInFlight(one)).length
    const idle = others.filter((learner) => !busy.has(learner))
    if (eagerHas < options.inFlight / 2) return eager
    return rng.pick(idle.length > 0 ? idle : others)
  }

  async function sendFrom(learner: Learner): Promise<Sending> {
    const sending: Sending = { key: randomUUID(), learner, sample: rng.pick(samples) }
    sendings.push(sending)
    const { slug, source } = sending.sample
    const giveUpAt = performance.now() + answerLimitMs
    const answered = learner.submit({ slug, source, key: sending.key, giveUpAt })
    out.add(answered)
    sending.result = await answered
    out.delete(answered)
    return sending
  }

  async function keepUp(): Promise<void> {
    while (!stopping.signal.aborted) {
      const now = await options.listWaiting()
      if (now !== undefined) {
        waiting = now
        while (sendings.filter(isInFlight).length < options.inFlight && sendingNow() < sentAtOnce) send()
      }
      await wait(lookMs)
    }
  }

  const keeping = keepUp()
  return {
    sendings,
    volley(count) {
      for (let sent = 0; sent < count; sent += 1) send()
    },
    sendFrom,
    inFlight: () => ({ waiting: waiting.size, sending: sendingNow() }),
    async stop() {
      stopping.abort()
      await keeping
      await Promise.all(out)
    },
  }
}
