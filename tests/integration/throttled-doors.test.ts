import { randomUUID } from 'node:crypto'
import { afterAll, expect, test } from 'vitest'
import type { Actor } from '../../course/accounts/access.ts'
import { exportOwnAccount } from '../../server/accounts/account-export.ts'
import { askForReset, requireOwnPassword } from '../../server/sign-in/account-passwords.ts'
import { claimInstructor } from '../../server/accounts/accounts.ts'
import { signIn } from '../../server/sign-in/auth.ts'
import { saveDraft } from '../../server/submissions/drafts.ts'
import { askForConfirmation } from '../../server/accounts/email-confirmation.ts'
import { requireUnderLimit, throttleRules } from '../../server/foundation/throttling.ts'
import { stopClock } from './clock.ts'
import { first } from './course.ts'
import { useContext, context } from './database.ts'
import { startMailServer } from './mail-server.ts'
import type { MailServer } from './mail-server.ts'
import { makePerson } from './people.ts'

let post: MailServer
const { database } = useContext(async () => {
  post = await startMailServer()
  return {
    NEXTAUTH_URL: 'http://localhost:3999',
    TRUSTED_PROXIES: '1',
    SMTP_URL: post.url,
    PUBLIC_URL: 'http://localhost:3999',
    MAIL_FROM: 'Gradient Gym <gym@example.org>',
  }
})
afterAll(async () => post.close())

const address = '203.0.113.9'
const email = `${randomUUID()}@example.org`

/** The doors whose limit no other test reaches: who each counts, and how to knock once more than it allows. */
const doors: Array<{
  rule: keyof typeof throttleRules
  subject: (ada: Actor) => string
  knock: (ada: Actor) => unknown
}> = [
  {
    rule: 'sign-in-address',
    subject: () => address,
    knock: () => signIn(context(), { email, password: 'any' }, { forwardedFor: address, userAgent: 'a browser' }),
  },
  { rule: 'reset-address', subject: () => address, knock: () => askForReset(context(), { email, address }) },
  { rule: 'confirm-email', subject: (ada) => ada.userId, knock: (ada) => askForConfirmation(context(), ada) },
  {
    rule: 'check-password',
    subject: (ada) => ada.userId,
    knock: (ada) => requireOwnPassword(context(), ada, 'any', null),
  },
  { rule: 'export', subject: (ada) => ada.userId, knock: (ada) => exportOwnAccount(context(), ada) },
  { rule: 'claim', subject: (ada) => ada.userId, knock: (ada) => claimInstructor(context(), ada, 'no such link') },
  {
    rule: 'save-draft',
    subject: (ada) => ada.userId,
    knock: (ada) => saveDraft(context(), ada, { slug: first, source: 'x', baseVersion: 0 }),
  },
  {
    rule: 'reset-everywhere',
    subject: () => 'all',
    knock: () => askForReset(context(), { email, address: '203.0.113.10' }),
  },
]

test.each(doors)('$rule: what its limit allows gets through, one more does not', async ({ rule, subject, knock }) => {
  stopClock()
  // Behind one door there are several limits.
  await database.throttle.deleteMany()
  const ada = await makePerson(database, 'Ada')
  const { limit } = throttleRules[rule]
  const attempt = [{ rule, subject: subject(ada) }]
  for (let count = 1; count < limit; count += 1) await requireUnderLimit(database, attempt, new Date())
  expect(await endOf(knock(ada))).not.toBe('too-many-requests')
  expect(await endOf(knock(ada))).toBe('too-many-requests')
})

/** @returns how it was refused, or null */
async function endOf(knocked: unknown): Promise<string | null> {
  try {
    await knocked
    return null
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    return code ?? message
  }
}
