import 'server-only'
import { createTranslator } from 'next-intl'

import enMail from '@/messages/en/mail.json'
import zhMail from '@/messages/zh/mail.json'
import type { UserRecord } from '@/store/accounts/users.ts'

import type { Context } from '../foundation/context.ts'

/** What the site writes by email, in the receiver's language. */
export interface Letter {
  subject: string
  text: string
  html: string
}

export interface LetterContent {
  subject: string
  paragraphs: string[]
  /** The one thing to do. */
  action?: { label: string; url: string }
  /** Each with its own address. */
  list?: Array<{ text: string; url: string }>
  /** Said small, below. */
  after?: string[]
}

export type MailLocale = 'en' | 'zh'

export function mailLocale(stored: string): MailLocale {
  return stored === 'zh' ? 'zh' : 'en'
}

export function mailWords(locale: MailLocale) {
  return createTranslator({ locale, messages: { mail: locale === 'zh' ? zhMail : enMail }, namespace: 'mail' })
}

/** An address of this site, as people write it. @param path with its language */
export function absoluteUrl(context: Context, path: string): string {
  // Required beside SMTP_URL: without it no mail is written.
  return new URL(path, context.environment.PUBLIC_URL).href
}

/**
 * Only who has proved the address is greeted by name: anybody can sign up with a stranger's address, and whatever they typed as
 * their name would come to the stranger as this site's words.
 */
export function writeLetter(
  content: LetterContent,
  receiver: Pick<UserRecord, 'locale' | 'displayName' | 'emailVerifiedAt'>,
): Letter {
  const { subject, paragraphs, action, list = [], after = [] } = content
  const locale = mailLocale(receiver.locale)
  const t = mailWords(locale)
  const greeting =
    receiver.emailVerifiedAt === null ? t('plainGreeting') : t('greeting', { name: receiver.displayName })
  const text = [
    greeting,
    ...paragraphs,
    ...(action === undefined ? [] : [`${action.label}\n${action.url}`]),
    ...list.map((item) => `- ${item.text}\n  ${item.url}`),
    ...after,
    '-- \nGradient Gym',
  ].join('\n\n')
  return { subject, text, html: writeHtml({ greeting, paragraphs, action, list, after }, locale) }
}

function writeHtml(
  parts: Required<Pick<LetterContent, 'paragraphs' | 'list' | 'after'>> & {
    greeting: string
    action: LetterContent['action']
  },
  locale: MailLocale,
): string {
  const { greeting, paragraphs, action, list, after } = parts
  const body = [
    ...[greeting, ...paragraphs].map((line) => `<p>${escape(line)}</p>`),
    ...(action === undefined ? [] : [`<p><a href="${escape(action.url)}">${escape(action.label)}</a></p>`]),
    ...(list.length === 0
      ? []
      : [`<ul>${list.map(({ text, url }) => `<li><a href="${escape(url)}">${escape(text)}</a></li>`).join('')}</ul>`]),
    ...after.map((line) => `<p style="color:#666"><small>${escape(line)}</small></p>`),
  ]
  return `<!doctype html><html lang="${locale === 'zh' ? 'zh-Hans' : 'en'}"><body style="font-family:sans-serif">${body.join('')}</body></html>`
}

/** Names and titles are people's: in HTML they stay text. */
function escape(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}
