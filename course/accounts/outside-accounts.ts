/** Accounts elsewhere (GitHub, Google, a school's OpenID provider) that open an account here. */

export const outsideProviders = ['github', 'google', 'oidc'] as const
export type OutsideProvider = (typeof outsideProviders)[number]

/** What a provider says of somebody who has just signed in there. */
export interface OutsideAccount {
  provider: OutsideProvider
  /** Never given to anybody else by this provider. */
  providerAccountId: string
  /** Null where it tells none. */
  email: string | null
  /** Whether the provider vouches for the address. */
  emailVerified: boolean
}

export type OutsideSignInRefusal =
  /** The account elsewhere is somebody else's already. */
  | 'linked-elsewhere'
  /** An account here has the address, and nobody has connected the two. */
  | 'email-has-account'
  /** An account here needs an address. */
  | 'no-email'
  /** It led to an account that was deleted. */
  | 'account-gone'

export type OutsideSignIn =
  | { kind: 'sign-in'; userId: string }
  | { kind: 'link'; userId: string }
  | { kind: 'create'; email: string; emailVerified: boolean }
  | { kind: 'refuse'; reason: OutsideSignInRefusal }

/**
 * What becomes of a sign-in elsewhere. Invariant: an address never connects two accounts, however well it is proved. Otherwise
 * who registered a stranger's address here would find the stranger walk into the account that they hold the password of, and
 * who claims a stranger's address at a provider would walk into the stranger's. Only who is signed in here connects.
 * @param standing.linkedTo whom the account elsewhere opens already
 * @param standing.connecting the signed-in user who asked to connect it
 * @param standing.emailHasAccount whether any account here has the address
 */
export function decideOutsideSignIn(
  account: Pick<OutsideAccount, 'email' | 'emailVerified'>,
  standing: {
    linkedTo: { userId: string; deleted: boolean } | null
    connecting: string | null
    emailHasAccount: boolean
  },
): OutsideSignIn {
  const { linkedTo, connecting, emailHasAccount } = standing
  if (linkedTo !== null) {
    if (connecting !== null && connecting !== linkedTo.userId) return refuse('linked-elsewhere')
    if (linkedTo.deleted) return refuse('account-gone')
    return { kind: connecting === null ? 'sign-in' : 'link', userId: linkedTo.userId }
  }
  if (connecting !== null) return { kind: 'link', userId: connecting }
  if (account.email === null) return refuse('no-email')
  if (emailHasAccount) return refuse('email-has-account')
  return { kind: 'create', email: account.email, emailVerified: account.emailVerified }
}

function refuse(reason: OutsideSignInRefusal): OutsideSignIn {
  return { kind: 'refuse', reason }
}

/** Whether somebody could still sign in without this connection. */
export function mayDisconnect(ways: { hasPassword: boolean; connections: number }): boolean {
  return ways.hasPassword || ways.connections > 1
}
