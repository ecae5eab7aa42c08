import 'server-only'
import { DomainError } from '@/course/foundation/errors.ts'
import { findWeakness } from '@/course/sign-in/password-rules.ts'

import type { SignInContext } from './sign-in-context.ts'

/**
 * Wherever a password is set: at sign-up, by a change, by a reset.
 * @param person whose it is to be
 * @throws DomainError 'common-password' for one that was found in breaches, 'guessable-password' for one that the person, the site or
 * a pattern gives away
 */
export async function requireStrongPassword(
  context: SignInContext,
  password: string,
  person: { displayName?: string; email?: string },
): Promise<void> {
  const breached = await context.breachedPasswords()
  const weakness = findWeakness(password, person, (one) => breached.has(one))
  if (weakness !== null) throw new DomainError(weakness)
}
