import { headers } from 'next/headers'

/**
 * An address of this site as other people will open it.
 * @param path without the language
 */
export async function wholeAddress(locale: string, path: string): Promise<string> {
  const sent = await headers()
  const own =
    process.env['PUBLIC_URL'] ?? `${sent.get('x-forwarded-proto') ?? 'http'}://${sent.get('host') ?? 'localhost'}`
  return `${own.replace(/\/$/, '')}/${locale}${path}`
}
