import { getLocale } from 'next-intl/server'
import { forbidden, notFound } from 'next/navigation'

import { DomainError } from '@/course/errors.ts'
import { redirect } from '@/i18n/navigation.ts'
import { requireActor } from '@/server/sessions.ts'
import type { Actor } from '@/course/access.ts'

/** Shows the page for what a server/ function refused: 404, 403; anything unexpected goes on to error.tsx. */
export async function orNotFound<Value>(value: Promise<Value>): Promise<Value> {
  try {
    return await value
  } catch (error) {
    if (error instanceof DomainError) {
      if (error.code === 'not-found' || error.code === 'invalid-input') notFound()
      if (error.code === 'forbidden') forbidden()
    }
    throw error
  }
}

/**
 * The signed-in reader of a page; anyone else is led to the sign-in page and back.
 * @param here the page's path without the language
 */
export async function requireReader(here: string): Promise<Actor> {
  try {
    return await requireActor()
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'not-signed-in') throw error
    return redirect({ href: `/sign-in?next=${encodeURIComponent(here)}`, locale: await getLocale() })
  }
}
