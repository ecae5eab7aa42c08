/** A real mail server on this machine that keeps what it is given. */
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface ReceivedMail {
  to: string[]
  /** As it travelled. */
  raw: string
  subject: string
  /** Its plain text, decoded. */
  text: string
  html: string
}

export interface MailServer {
  url: string
  received: ReceivedMail[]
  /** While it is set, nothing is taken. */
  refusing: boolean
  close(): Promise<void>
}

export async function startMailServer(): Promise<MailServer> {
  const received: ReceivedMail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (mail.refusing) return done(new Error('not now'))
        const raw = Buffer.concat(chunks).toString('utf8')
        const parts = readParts(raw)
        received.push({ to: session.envelope.rcptTo.map(({ address }) => address), raw, ...parts })
        done()
      })
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const mail: MailServer = {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    received,
    refusing: false,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
  return mail
}

/** Enough of MIME for what we send: a subject, and two parts one after the other. */
function readParts(raw: string): Pick<ReceivedMail, 'subject' | 'text' | 'html'> {
  const [head = ''] = raw.split('\r\n\r\n', 1)
  const subject = /^Subject: (.*(?:\r\n[ \t].*)*)/m.exec(head)?.[1] ?? ''
  return { subject: readWords(subject), text: readPart(raw, 'text/plain'), html: readPart(raw, 'text/html') }
}

function readWords(header: string): string {
  return header
    .replaceAll(/\?=\r?\n[ \t]+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?(b|q)\?([^?]*)\?=/gi, (_, how: string, text: string) =>
      how.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : readQuoted(text.replaceAll('_', ' ')),
    )
}

function readPart(raw: string, type: string): string {
  const part = raw.split(/\r\n--[^\r]+\r\n/).find((one) => one.startsWith(`Content-Type: ${type}`)) ?? ''
  const split = part.indexOf('\r\n\r\n')
  const [head, body] = [part.slice(0, split), part.slice(split + 4)]
  const [ended = ''] = body.split(/\r\n--[^\r]+--/)
  if (/base64/i.test(head)) return Buffer.from(ended, 'base64').toString('utf8')
  return /quoted-printable/i.test(head) ? readQuoted(ended.replaceAll('=\r\n', '')) : ended
}

function readQuoted(text: string): string {
  return Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')
}
