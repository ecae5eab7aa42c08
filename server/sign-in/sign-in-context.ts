import type { LimitedLines } from '../foundation/limited-lines.ts'
import type { MailContext } from '../mail/mail-context.ts'
import type { HashingQueue } from './hashing-queue.ts'

export interface SignInContext extends MailContext {
  /** Of the security log: strangers cause them. */
  securityLines: LimitedLines
  /** Read when the first password is set. */
  breachedPasswords: () => Promise<ReadonlySet<string>>
  /** Through it alone are passwords hashed. */
  hashing: HashingQueue
}
