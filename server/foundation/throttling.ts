import 'server-only'
import { createHash } from 'node:crypto'

import { DomainError } from '@/course/foundation/errors.ts'
import type { Connection } from '@/store/foundation/database.ts'
import { countAttempt, forgetThrottles } from '@/store/sign-in/throttles.ts'
import type { ThrottleRule } from '@/store/sign-in/throttles.ts'

const minute = 60

/**
 * What may be tried how often. A school shares one address, so an address alone may try much; one account from one address
 * little; one account from anywhere so much that nobody is locked out by a stranger's few tries.
 */
export const throttleRules = {
  'sign-in-account-address': { limit: 10, windowSeconds: 15 * minute },
  'sign-in-account': { limit: 30, windowSeconds: 15 * minute },
  'sign-in-address': { limit: 300, windowSeconds: 15 * minute },
  'sign-up-address': { limit: 100, windowSeconds: 60 * minute },
  'sign-up-everywhere': { limit: 1000, windowSeconds: 60 * minute },
  'reset-account': { limit: 5, windowSeconds: 60 * minute },
  'reset-address': { limit: 100, windowSeconds: 60 * minute },
  'reset-everywhere': { limit: 1000, windowSeconds: 60 * minute },
  'confirm-email': { limit: 5, windowSeconds: 60 * minute },
  'check-password': { limit: 10, windowSeconds: 15 * minute },
  'second-factor': { limit: 6, windowSeconds: 15 * minute },
  // Six digits, three of which are right at a time: a guess in thirty thousand a day.
  'second-factor-day': { limit: 30, windowSeconds: 24 * 60 * minute },
  export: { limit: 10, windowSeconds: 60 * minute },
  join: { limit: 20, windowSeconds: 15 * minute },
  'mail-invitations': { limit: 10, windowSeconds: 60 * minute },
  claim: { limit: 10, windowSeconds: 15 * minute },
  submit: { limit: 120, windowSeconds: 10 * minute },
  comment: { limit: 60, windowSeconds: 10 * minute },
  'save-draft': { limit: 240, windowSeconds: minute },
} as const satisfies Record<string, ThrottleRule>

/**
 * Counts one attempt against each rule, before anything costly or secret is looked at. The first rule that refuses ends it: what
 * one address is refused must not use up what everybody shares.
 * @param attempts the narrowest rule first
 * @throws DomainError 'too-many-requests' with `retryAfterSeconds`
 */
export async function requireUnderLimit(
  connection: Connection,
  attempts: ReadonlyArray<{ rule: keyof typeof throttleRules; subject: string }>,
  now: Date,
): Promise<void> {
  for (const { rule, subject } of attempts) {
    const attempt = { key: `${rule}:${hash(subject)}`, rule: throttleRules[rule], now }
    const { allowed, retryAfterSeconds } = await countAttempt(connection, attempt)
    if (allowed) continue
    // Whoever is refused pays for sweeping up what is over.
    await forgetThrottles(connection, new Date(now.getTime() - 24 * 3600_000))
    throw new DomainError('too-many-requests', { retryAfterSeconds })
  }
}

/** Emails and addresses do not stand in the table in clear. */
function hash(subject: string): string {
  return createHash('sha256').update(subject).digest('base64url')
}
