import type { Context } from '../foundation/context.ts'
import type { Mailer } from './mailer.ts'

export interface MailContext extends Context {
  /** Null where the operator has configured none: then no mail is sent, and none promised. */
  mailer: Mailer | null
}
