import '@fontsource-variable/inter/index.css'
import '@fontsource-variable/jetbrains-mono/index.css'
import '@fontsource-variable/source-serif-4/index.css'
import '@fontsource-variable/source-serif-4/wght-italic.css'
import 'katex/dist/katex.min.css'
import '../globals.css'
import '../prose.css'

import type { Metadata, Viewport } from 'next'
import { hasLocale } from 'next-intl'
import { getTranslations, setRequestLocale } from 'next-intl/server'
import { headers } from 'next/headers'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'

import { preloadedFonts } from '@/app/preloaded-fonts.ts'
import { ClientMessages } from '@/components/ui/client-messages.tsx'
import { OfflineNotice } from '@/components/site/offline-notice.tsx'
import { SiteFooter } from '@/components/site/site-footer.tsx'
import { SiteHeader } from '@/components/site/site-header.tsx'
import { ThemeKeeper } from '@/components/site/theme-keeper.tsx'
import { themeScript } from '@/components/site/theme-script.ts'
import { localeNames, routing } from '@/i18n/routing.ts'
import { countOwnUnread } from '@/server/notices/notices.ts'
import { getActor } from '@/server/sign-in/sessions.ts'
import { getContext } from '@/server/process/context.ts'

export async function generateMetadata({ params }: LayoutProps<'/[locale]'>): Promise<Metadata> {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) return {}
  const t = await getTranslations({ locale, namespace: 'common' })
  return {
    title: { default: t('siteTitle'), template: `%s · ${t('siteName')}` },
    description: t('siteDescription'),
  }
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfcfa' },
    { media: '(prefers-color-scheme: dark)', color: '#141517' },
  ],
}

export default async function LocaleLayout({ children, params }: LayoutProps<'/[locale]'> & { children: ReactNode }) {
  const { locale } = await params
  if (!hasLocale(routing.locales, locale)) notFound()
  setRequestLocale(locale)
  const nonce = (await headers()).get('x-nonce') ?? undefined
  const [t, actor] = await Promise.all([getTranslations('common'), getActor(getContext())])
  const unread = actor === null ? 0 : await countOwnUnread(getContext(), actor)

  return (
    // The theme script sets data-theme before React sees the document.
    <html lang={localeNames[locale].tag} className={preloadedFonts} suppressHydrationWarning>
      <head>
        {/* Browsers hide a nonce once the script ran, so React would find another value than it sent. */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body className="flex min-h-dvh flex-col">
        <a
          href="#content"
          className="btn btn-primary absolute left-3 top-2 z-50 -translate-y-20 focus-visible:translate-y-0"
        >
          {t('skipToContent')}
        </a>
        <ClientMessages namespaces={['common', 'errors']}>
          <SiteHeader
            actor={
              actor
                ? { userId: actor.userId, displayName: actor.displayName, isAdmin: actor.role === 'admin', unread }
                : null
            }
          />
          <main id="content" tabIndex={-1} className="flex flex-1 flex-col outline-none">
            {children}
          </main>
          <SiteFooter />
          <OfflineNotice text={t('offline')} />
          <ThemeKeeper />
        </ClientMessages>
      </body>
    </html>
  )
}
