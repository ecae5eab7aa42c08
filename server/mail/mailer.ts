import 'server-only'
import { createTransport } from 'nodemailer'

import type { Environment } from '../foundation/environment.ts'
import type { Letter } from './letters.ts'

export interface Mailer {
  /**
   * Hands a letter to the operator's mail server.
   * @param options.id names the letter: should it ever be sent twice, mail programs show it once
   * @throws when the server does not take it
   */
  send(to: string, letter: Letter, options?: { id?: string }): Promise<void>
  close(): void
}

/** A server that does not answer must not hold a request or a transaction for long. */
const timeoutMs = 5000

export function makeMailer({ SMTP_URL, MAIL_FROM }: Environment): Mailer | null {
  if (SMTP_URL === undefined || MAIL_FROM === undefined) return null
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // What is mailed is text of ours: no letter reads a file or fetches an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send(to, letter, { id } = {}) {
      await transport.sendMail({
        from: MAIL_FROM,
        // As an object: a comma in it makes no second receiver.
        to: { name: '', address: to },
        // A line break would begin a header of the writer's own.
        subject: letter.subject.replaceAll(/\p{Cc}+/gu, ' '),
        text: letter.text,
        html: letter.html,
        headers: { 'Auto-Submitted': 'auto-generated' },
        ...(id === undefined ? {} : { messageId: `<${id}@${domainOf(MAIL_FROM)}>` }),
      })
    },
    close: () => transport.close(),
  }
}

function domainOf(from: string): string {
  return /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost'
}
