/** Messages of one worker in order of arrival, and the reason why there will be no more. */

/**
 * The realm ended without an answer: `blocked` before it began, by a policy of the page, `died` by itself, `out-of-memory` by a limit of its own, `browser-ended` with everything
 * around it.
 */
export class RealmDied extends Error {
  readonly reason:
    | 'died'
    | 'out-of-memory'
    | 'browser-ended'
    | 'silent'
    | 'blocked'
    | 'time-limit'
    | 'starved'
    | 'stalled'
    | 'stopped'
    | 'error'

  constructor(reason: RealmDied['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'RealmDied'
    this.reason = reason
  }
}

export interface Mailbox {
  push(text: string): void
  /** No message after this is read; those that arrived before still are. */
  close(reason: RealmDied): void
  isOpen(): boolean
  /** @throws RealmDied when the mailbox was closed and is empty */
  next(): Promise<string>
}

export function makeMailbox(): Mailbox {
  const waiting: string[] = []
  let closed: RealmDied | undefined
  let reader: { resolve(text: string): void; reject(error: RealmDied): void } | undefined
  return {
    push(text) {
      if (closed !== undefined) return
      if (reader === undefined) waiting.push(text)
      else reader.resolve(text)
      reader = undefined
    },
    close(reason) {
      if (closed !== undefined) return
      closed = reason
      reader?.reject(reason)
      reader = undefined
    },
    isOpen: () => closed === undefined,
    next() {
      const text = waiting.shift()
      if (text !== undefined) return Promise.resolve(text)
      if (closed !== undefined) return Promise.reject(closed)
      return new Promise((resolve, reject) => {
        reader = { resolve, reject }
      })
    },
  }
}

/** One worker as a host holds it: the cage's or the judge's. */
export interface RealmPort {
  mailbox: Mailbox
  post(command: object): void
  /** Ends the realm for good and frees what it held. Never throws. */
  end(): void
}
