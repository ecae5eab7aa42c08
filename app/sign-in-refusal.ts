const told = ['email-has-account', 'linked-elsewhere', 'no-email', 'account-gone'] as const

export type SignInRefusal = (typeof told)[number] | 'cancelled' | 'other'

/**
 * Why a sign-in elsewhere came to nothing: a code of messages/identity, or null where there is nothing to say.
 * @param error as it stands in the page's address: ours, or one of next-auth's
 */
export function readRefusal(error: string | string[] | undefined): SignInRefusal | null {
  if (error === undefined) return null
  const known = told.find((code) => code === error)
  // next-auth says so when the person refused there, took too long, or came back in another browser.
  return known ?? (error === 'OAuthCallback' || error === 'Callback' ? 'cancelled' : 'other')
}
