import { getLocale } from 'next-intl/server'
import { headers } from 'next/headers'
import { forbidden, notFound } from 'next/navigation'

import { DomainError } from '@/course/foundation/errors.ts'
import { redirect } from '@/i18n/navigation.ts'
import { logRefusal } from '@/server/sign-in/log-refusal.ts'
import { requireHolder } from '@/server/sign-in/sessions.ts'
import type { SessionHolder } from '@/server/sign-in/sessions.ts'
import type { Actor } from '@/course/accounts/access.ts'
import { getContext } from '@/server/process/context.ts'

/** Shows the page for what a server/ function refused: 404, 403; anything unexpected goes on to error.tsx. */
export async function orNotFound<Value>(value: Promise<Value>): Promise<Value> {
  try {
    return await value
  } catch (error) {
    if (error instanceof DomainError) {
      await logPageRefusal(error.code)
      if (error.code === 'not-found' || error.code === 'invalid-input') notFound()
      if (error.code === 'forbidden') forbidden()
    }
    throw error
  }
}

/** proxy.ts tells which page it is. */
async function logPageRefusal(code: string): Promise<void> {
  const given = await headers()
  await logRefusal(getContext(), code, {
    method: 'GET',
    headers: given,
    nextUrl: { pathname: given.get('x-page') ?? '' },
  })
}

/**
 * The signed-in reader of a page; anyone else is led to the sign-in page and back, or to what the site still asks of them.
 * @param here the page's path without the language
 */
export async function requireReader(here: string): Promise<Actor> {
  const { actor, mustSetUp } = await requireHolderOfPage(here)
  if (!mustSetUp) return actor
  return redirect({ href: `/second-factor?next=${encodeURIComponent(here)}`, locale: await getLocale() })
}

/** The same, where also they may read the page of whom the site still waits for a second factor. */
export async function requireHolderOfPage(here: string): Promise<SessionHolder> {
  try {
    return await requireHolder(getContext())
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not-signed-in') throw error
    return redirect({ href: `/sign-in?next=${encodeURIComponent(here)}`, locale: await getLocale() })
  }
}
