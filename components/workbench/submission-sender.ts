/**
 * Sends a submission so that it is stored once, however often it has to be sent. An answer may be lost after the server has
 * stored the code: every try of one sending carries the same key, and the server knows it again.
 */

export type Sent = { ok: true; id: string } | { ok: false; code: string }

export interface SubmissionSender {
  /** Tries again, a few seconds long, while nobody knows whether the code has arrived. */
  send(source: string, signal: AbortSignal): Promise<Sent>
}

/** A web that ended is back within a few seconds. */
const pausesMs = [500, 1500, 3000]
/** No answer, or one that says nothing about the submission. Any other code means that it was not stored. */
const unknownFates: readonly string[] = ['offline', 'unexpected']

export function makeSubmissionSender(options: {
  send: (source: string, key: string) => Promise<Sent>
  makeKey: () => string
  pause: (ms: number) => Promise<void>
}): SubmissionSender {
  /** The sending whose fate is unknown: the same code, sent again by hand, is still the same submission. */
  let open: { source: string; key: string } | null = null

  return {
    async send(source, signal) {
      const current = open?.source === source ? open : { source, key: options.makeKey() }
      open = current
      for (const pauseMs of [...pausesMs, null]) {
        const sent = await options.send(source, current.key)
        if (sent.ok || !unknownFates.includes(sent.code)) {
          if (open === current) open = null
          return sent
        }
        if (pauseMs === null || signal.aborted) return sent
        await options.pause(pauseMs)
      }
      throw new Error('the last try answers')
    },
  }
}
