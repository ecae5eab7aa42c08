import { headers } from 'next/headers'

/**
 * An address of this site as other people will open it.
 * @param path without the language
 */
export async function wholeAddress(locale: string, path: string): Promise<string> {
  const sent = await headers()
  const given = process.env['PUBLIC_URL']
  // An empty variable is what a shell makes of an unset one.
  const isGiven = given !== undefined && given !== ''
  const own = isGiven ? given : `${sent.get('x-forwarded-proto') ?? 'http'}://${sent.get('host') ?? 'localhost'}`
  return `${own.replace(/\/$/, '')}/${locale}${path}`
}
