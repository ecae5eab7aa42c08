import { NextIntlClientProvider, type Messages } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

/** What every client component may say: ClientMessages always adds it. */
const always = ['common', 'errors'] as const

/** Sends the named namespaces, and no others, to the client components below. */
export async function ClientMessages(props: { namespaces: ReadonlyArray<keyof Messages>; children: ReactNode }) {
  const messages: Partial<Messages> = await getMessages()
  const wanted = new Set<string>([...always, ...props.namespaces])
  const picked: Partial<Messages> = Object.fromEntries(
    Object.entries(messages).filter(([namespace]) => wanted.has(namespace)),
  )
  return <NextIntlClientProvider messages={picked}>{props.children}</NextIntlClientProvider>
}
