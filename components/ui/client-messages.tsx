import { NextIntlClientProvider, type Messages } from 'next-intl'
import { getMessages } from 'next-intl/server'
import type { ReactNode } from 'react'

/** What every client component may say: ClientMessages always adds it. */
const always = ['common', 'errors'] as const

/**
 * Sends the named namespaces, and no others, to the client components below; of the figures' words those that all share
 * and those of the named figures.
 */
export async function ClientMessages(props: {
  namespaces?: ReadonlyArray<keyof Messages>
  figures?: readonly string[]
  children: ReactNode
}) {
  const { namespaces = [], figures = [] } = props
  const messages: Partial<Messages> = await getMessages()
  const wanted = new Set<string>([...always, ...namespaces])
  const picked: Partial<Messages> = Object.fromEntries(
    Object.entries(messages).filter(([namespace]) => wanted.has(namespace)),
  )
  if (figures.length > 0 && messages.figures !== undefined) {
    const shared = Object.entries(messages.figures).filter(
      ([name, words]) => typeof words === 'string' || figures.includes(name),
    )
    Object.assign(picked, { figures: Object.fromEntries(shared) })
  }
  return <NextIntlClientProvider messages={picked}>{props.children}</NextIntlClientProvider>
}
