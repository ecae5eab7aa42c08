import 'server-only'
import { hash, verify } from '@node-rs/argon2'
import type { Options } from '@node-rs/argon2'

import { passwordLength } from '@/course/sign-in/password-length.ts'
import type { SignInContext } from './sign-in-context.ts'

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const cost: Options = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** Of a random password that nobody kept: verifying against it costs what a real verification costs. */
const nobodysHash = '$argon2id$v=19$m=19456,t=2,p=1$AYs56XxOAZonPQa/um+mEw$+FNkDzw6wsCFqF6iIOd2PwKSlL66ZyfUaC6z7WyS+lA'

/** @throws DomainError 'busy' */
export async function hashPassword(context: SignInContext, password: string): Promise<string> {
  return context.hashing.run(async () => hash(password, cost))
}

/** Takes the same time whether or not there is an account. @throws DomainError 'busy' */
export async function verifyPassword(
  context: SignInContext,
  stored: string | null | undefined,
  password: string,
): Promise<boolean> {
  if (password.length > passwordLength.most) return false
  const matches = await context.hashing.run(async () => verify(stored ?? nobodysHash, password))
  return stored !== null && stored !== undefined && matches
}

/** Before a try is counted that will end in one of the two above. @throws DomainError 'busy' */
export function requireRoomForPassword(context: SignInContext): void {
  context.hashing.requireRoom()
}
